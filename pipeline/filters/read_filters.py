"""Read the search words that a user gives."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial

from models.vocab import PostingStatus, Workplace
from pipeline.clean.title.level_name import level_hint, level_named
from pipeline.clean.title.title_role import roles
from pipeline.errors import UsageError
from pipeline.filters.city_name import city_names
from pipeline.filters.country_name import known_country
from pipeline.filters.filters import Filters
from pipeline.filters.role_name import known_role
from pipeline.filters.tell import Tell, silent
from pipeline.nearest import hint
from pipeline.rules.sources import all_sources
from pipeline.text.amount import read_amount
from pipeline.text.fold import fold

LEAST = 1_000
"""US dollars a year: less is pay of an hour or a day, or thousands without the `k`."""

Known = Callable[[str], str]


def read_filters(
    *,
    since: date | None = None,
    min_pay: str | None = None,
    tell: Tell = silent,
    **given: Sequence[str],
) -> Filters:
    """Return filters of words as a user writes them, each filter with several words.

    Commas separate words, except in names of employers and cities. A city has its one name, in
    whichever spelling it is written. `tell` gets a sentence for each word that stands for another:
    a title for a role, `junior` for entry. Raises UsageError for a word that is no role, level,
    country, workplace, status or source, with the nearest one.
    """
    readers = word_readers(tell)
    words = {
        name: _all(readers[name], values) if name in readers else tuple(dict.fromkeys(values))
        for name, values in given.items()
    }
    if words.get("city"):
        words["city"] = city_names(words["city"])
    return Filters(since=since, min_pay=None if min_pay is None else _amount(min_pay), **words)


def word_readers(tell: Tell = silent) -> dict[str, Known]:
    """Return what reads a word of a user, by the filters that have words of their own."""
    return {
        "role": partial(known_role, tell=tell),
        "level": partial(_level, tell=tell),
        "country": partial(known_country, tell=tell),
        "workplace": partial(_choice, Workplace, "workplace"),
        "status": partial(_choice, PostingStatus, "status"),
        "source": _source,
    }


def _all(known: Known, values: Iterable[str]) -> tuple[str, ...]:
    found = [word for value in values for word in _parted(known, value)]
    return tuple(dict.fromkeys(found))


def _parted(known: Known, value: str) -> list[str]:
    """Return the words of a value; a name with a comma is one word: `AI Governance, Safety`."""
    parts = [part for part in (each.strip() for each in value.split(",")) if part]
    whole = not parts or fold(value) in map(fold, roles())
    return [known(word) for word in ([value] if whole else parts)]


def _choice(vocabulary: type[StrEnum], what: str, word: str) -> str:
    by_key = {_bare(each): str(each) for each in vocabulary}
    if found := by_key.get(_bare(word)):
        return found
    raise UsageError(f"there is no {what} {word!r}; {hint(word, by_key.values())}")


def _level(word: str, tell: Tell) -> str:
    """Return the level that a word means; `tell` gets a sentence where it has another name."""
    found = level_named(word)
    if found is None:
        raise UsageError(f"there is no level {word!r}; {level_hint(word)}")
    if _bare(word) != _bare(found):
        tell(f"level: {word!r} is {found}")
    return str(found)


def _source(word: str) -> str:
    by_key = {_bare(name): name for name in all_sources()}
    if found := by_key.get(_bare(word)):
        return found
    raise UsageError(f"there is no source {word!r}; {hint(word, all_sources())}")


def _bare(word: str) -> str:
    """Return a word without case, spaces and hyphens: `On-site` is `onsite`."""
    return fold(word).replace(" ", "")


def _amount(text: str) -> Decimal:
    """Return an amount of US dollars a year, from LEAST, or 0 for any sound pay.

    `k` and `m` are thousands and millions, and `120.000` is 120,000.
    """
    bare = text.strip().lower().removeprefix("$").removeprefix("usd").removesuffix("usd").strip()
    found = read_amount(bare)
    if found is None:
        raise UsageError(f"--min-pay: {text!r} is no amount; write US dollars a year: 120000, 120k")
    if found.other is not None and found.other >= LEAST:
        raise UsageError(
            f"--min-pay: {text!r} is {found.value:,f} or {found.other:,f}; write all digits: "
            f"{found.value:f}"
        )
    if 0 < found.value < LEAST:
        meant = f"write {found.value:f}k" if found.value == int(found.value) else "write 120k"
        raise UsageError(f"--min-pay: {text!r} is {found.value:f} US dollars a year? {meant}")
    return found.value
