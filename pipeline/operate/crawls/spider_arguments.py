"""Declare the arguments of spiders, with their parsers.

`payband crawl` passes them on, and an archive records them. Neither can set anything else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.errors import UsageError
from pipeline.nearest import hint

LONGEST_PATTERN = 1000  # characters


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: the parser of its text, and its meaning. `read` raises ValueError."""

    read: Callable[[str], Any]
    meaning: str


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",http", " http").split())


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError("is no whole number")
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("is no day such as 2026-11-01") from None


def _pattern(text: str) -> str:
    if len(text) > LONGEST_PATTERN:
        raise ValueError(f"is longer than {LONGEST_PATTERN} characters")
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(words for part in text.split(";") if (words := part.strip()))


CHOSEN = {
    "boards": Argument(_tokens, "boards to crawl; comma or blank between"),
    "urls": Argument(_addresses, "addresses to start from; comma or blank between"),
}
"""What to ask for; an archive keeps these as separate lists."""

OPTIONS = {
    "follow": Argument(_pattern, "a regular expression: links of a page that are read, too"),
    "limit": Argument(_whole_number, "postings after which each board ends; 0: no limit"),
    "words": Argument(_words, "the words of a search; semicolon between"),
    "since": Argument(_day, "a day (UTC): postings from before it are left out"),
}
"""How to ask; an archive keeps these as given."""

ARGUMENTS = CHOSEN | OPTIONS


def check_names(given: Iterable[str], where: str = "") -> None:
    """Raise UsageError, with the nearest name, for an option that no spider has."""
    for name in given:
        if name not in OPTIONS:
            near = hint(name, ARGUMENTS)
            raise UsageError(f"{_before(where)}a crawl has no argument {name!r}; {near}")


def read_options(given: Mapping[str, object], where: str = "") -> dict[str, Any]:
    """Return the value of each given option.

    `where` names their origin in messages. Raises UsageError for an unknown name and for a value
    that cannot be read.
    """
    check_names(given, where)
    return {name: _read(name, text, where) for name, text in given.items()}


def _read(name: str, text: object, where: str) -> Any:
    if not isinstance(text, str):
        raise UsageError(f"{_before(where)}{name}: {text!r} is no text")
    try:
        return OPTIONS[name].read(text)
    except ValueError as error:
        raise UsageError(f"{_before(where)}{name}: {text!r} {error}") from None


def _before(where: str) -> str:
    return f"{where}: " if where else ""
