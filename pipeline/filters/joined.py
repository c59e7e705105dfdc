"""Search words beside those that chose the rows of a table."""

from dataclasses import fields, replace
from typing import Any

from pipeline.errors import UsageError
from pipeline.filters.filters import Filters
from pipeline.filters.same_names import employer_key

Words = tuple[str, ...]


def joined(chosen: Filters, asked: Filters) -> Filters:
    """Return the filters of what fits both: the rows are `chosen`, and some of them `asked` for.

    Raises UsageError where words of one kind exclude each other.
    """
    if not chosen or not asked:
        return chosen or asked
    words: dict[str, Any] = {**chosen.words, **asked.words}
    for name in chosen.words.keys() & asked.words.keys():
        words[name] = _in_both(name, chosen.words[name], asked.words[name])
    days = [day for day in (chosen.since, asked.since) if day is not None]
    pay = [least for least in (chosen.min_pay, asked.min_pay) if least is not None]
    words |= {"since": max(days, default=None), "min_pay": max(pay, default=None)}
    return Filters(**words)


def beyond(chosen: Filters, asked: Filters) -> Filters:
    """Return the filters that choose among rows that are `chosen` already: of other kinds."""
    same: dict[str, Any] = {
        field.name: field.default
        for field in fields(Filters)
        if getattr(asked, field.name) == getattr(chosen, field.name)
    }
    return replace(asked, **same)


def _in_both(name: str, chosen: Words, asked: Words) -> Words:
    keys = {_key(name, word) for word in chosen}
    found = tuple(word for word in asked if _key(name, word) in keys)
    if not found:
        raise UsageError(
            f"the table has only jobs of {name} {', '.join(chosen)}, none of {', '.join(asked)}"
        )
    return found


def _key(name: str, word: str) -> str:
    return employer_key(word) if name == "company" else word
