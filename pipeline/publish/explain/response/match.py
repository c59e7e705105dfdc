"""Find where a value stands among the values of a record."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from models.value_text import JOINER
from pipeline.publish.explain.response.json_leaves import TRUE
from pipeline.publish.explain.response.leaf import Leaf, common, plain_words

_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_CENTS = Decimal(100)
SHORTEST = 3
"""Characters of a value that is looked for inside longer texts."""
LONGEST_JOINED = 500
"""Characters of a value that may be several values joined: places, a board and a key."""
SHORTEST_PIECE = 12
"""Characters of a text that a longer value may be put together from."""
MOST = 8
"""Places of one value that are named."""


class Place(NamedTuple):
    """Where a value stands, and how it stands there: "" for as it is."""

    leaf: Leaf
    how: str = ""


def places(
    value: str, leaves: Sequence[Leaf], name: str = "", near: Sequence[Leaf] = ()
) -> tuple[Place, ...]:
    """Return where a value stands, empty if nowhere: one place, or that of each part.

    Of several places the nearest to `near` counts, then one with `name` in its last step, then
    the first.
    """
    if whole := _nearest(_same(value, leaves), name, near):
        return (whole,)
    if inside := _inside(value, leaves):
        return inside
    if len(value) <= LONGEST_JOINED and len(parts := _parts(value)) > 1:
        found = [each for part in parts for each in places(part, leaves, name, near)]
        return tuple(dict.fromkeys(found))[:MOST]
    return tuple(_pieces(value, leaves))[:MOST] or tuple(_flags(value, leaves))[:1]


def _parts(value: str) -> list[str]:
    """Return the values that a spider joined: `Berlin; Paris`, `Boise, Idaho`, `acre:4001`."""
    separator = next((sign for sign in (JOINER, ", ", ":") if sign in value), JOINER)
    return [part for part in value.split(separator) if part.strip()]


def candidates(value: str, leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return all values that are the same as this one."""
    return [place.leaf for place in _same(value, leaves)]


def _same(value: str, leaves: Sequence[Leaf]) -> list[Place]:
    """Return the leaves that are the value: the same text, the same number, or it in cents."""
    words, number = plain_words(value), _number(value)
    if not words:
        return []
    tests: list[tuple[str, Callable[[Leaf], bool]]] = [("", lambda each: each.plain == words)]
    if number is not None:
        tests.append(("", lambda each: _number(each.plain) == number))
        if number:
            tests.append(("in cents", lambda each: _number(each.plain) == number * _CENTS))
    for how, same in tests:
        if found := [Place(each, how) for each in leaves if same(each)]:
            return found
    return []


def _nearest(found: list[Place], name: str, near: Sequence[Leaf]) -> Place | None:
    beside = [each.steps for each in near]

    def rank(n: int) -> tuple[int, bool, int]:
        steps = found[n].leaf.steps
        return -common(steps, beside), name.casefold() not in steps[-1].casefold(), n

    return found[min(range(len(found)), key=rank)] if found else None


def _inside(value: str, leaves: Sequence[Leaf]) -> tuple[Place, ...]:
    """Return the shortest leaf that has the value in it."""
    words = plain_words(value)
    if len(words) < SHORTEST:
        return ()
    spelled = r"\s*".join(map(re.escape, words.split()))
    inside = re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE)
    found = [each for each in leaves if len(each.plain) > len(words) and inside.search(each.plain)]
    best = min(found, key=lambda each: len(each.plain), default=None)
    return (Place(best, "a part of it"),) if best else ()


def _pieces(value: str, leaves: Sequence[Leaf]) -> Iterator[Place]:
    """Yield the leaves that the value is put together from, without those inside others."""
    words = plain_words(value)
    taken: set[str] = set()
    for each in leaves:
        piece = each.plain
        if len(piece) >= SHORTEST_PIECE and piece in words and piece not in taken:
            taken.add(piece)
            yield Place(each, "put together")


def _flags(value: str, leaves: Sequence[Leaf]) -> Iterator[Place]:
    """Yield the flags that say a word by their name: `remote: true`, `onSite: true`."""
    word = "".join(filter(str.isalnum, value.casefold()))
    for each in leaves:
        name = "".join(filter(str.isalnum, each.steps[-1].casefold()))
        if word and each.text == TRUE and word in name:
            yield Place(each, "a flag of this name")


def _number(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text.strip())
    return Decimal(found[0]) if found else None
