"""The search words: options that choose jobs, the same for every command that has them."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import click

from pipeline.cli.day import DAY
from pipeline.cli.output.show import say

SINCE = click.option(
    "--since", type=DAY, metavar="DAY", help="Posted on DAY (2026-11-01, UTC) or later."
)
MIN_PAY = click.option(
    "--min-pay", metavar="USD", help="Sound pay that reaches so many US dollars a year: 120k."
)
WORDS = {
    "role": ("ROLE", "Role, or a title that has one: `ML Engineer`."),
    "level": (
        "LEVEL",
        "Level: intern, entry, mid, senior, lead, manager, director, executive; or `junior`.",
    ),
    "country": ("COUNTRY", "Country, by name or code: DE."),
    "city": ("CITY", "City, in any spelling: Munich, München. Not a region."),
    "workplace": ("WORKPLACE", "Workplace: onsite, hybrid, remote."),
    "company": ("NAME", "Employer, in any spelling."),
    "status": ("STATUS", "Status: open, closed, expired."),
    "source": ("SOURCE", "Source, as in `payband sources`."),
}
NOTE = """\b
Search words: each of --role to --source may be given several times; a job fits
one of them. It must fit every kind that is given."""


def filter_options(*, without: tuple[str, ...] = ()) -> Callable[..., Callable[..., Any]]:
    """Return a decorator that adds the search words; the command gets the argument `filters`.

    `without` are names of options that the command has with another meaning.
    """
    named = {name: _words(name, *about) for name, about in WORDS.items()}
    named |= {"since": SINCE, "min_pay": MIN_PAY}
    options = [option for name, option in named.items() if name not in without]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def given(*words: Any, **options: Any) -> Any:
            mine = {name: options.pop(name) for name in named if name not in without}
            return command(*words, filters=_read(mine), **options)

        decorated: Callable[..., Any] = given
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def _words(name: str, metavar: str, words: str) -> Callable[..., Any]:
    return click.option(f"--{name}", name, multiple=True, metavar=metavar, help=words)


def _read(given: dict[str, Any]) -> Any:
    from pipeline.filters.filters import NONE

    if not any(given.values()):
        return NONE
    from pipeline.filters.read_filters import read_filters  # it reads the rules

    since: datetime | None = given.pop("since", None)
    return read_filters(since=since and since.date(), tell=say, **given)
