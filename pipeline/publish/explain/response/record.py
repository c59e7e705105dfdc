"""Find the record of a posting among the values of a response."""

import re
from collections.abc import Sequence

from models.raw import RawPosting
from pipeline.publish.explain.response.json_leaves import json_leaves
from pipeline.publish.explain.response.leaf import Leaf, common, plain_words
from pipeline.publish.explain.response.markup_leaves import page_leaves

SHORTEST_KEY = 3
"""Characters of a key that is looked for inside other texts, such as addresses."""


def leaves_of(text: str) -> list[Leaf]:
    """Return all values of a response with their paths: of JSON, HTML or XML."""
    try:
        return list(json_leaves(text.removeprefix("\ufeff")))
    except ValueError:
        return list(page_leaves(text))


def record_leaves(leaves: Sequence[Leaf], raw: RawPosting, address: str) -> list[Leaf]:
    """Return the values of the posting's own record, then those that no other record has.

    The record is the smallest part of the response that holds the posting's key or address and
    its title; it is the whole response where only the response's own `address` names the posting.
    It is empty where neither does.
    """
    inside = _record_path(leaves, raw)
    if inside is None and is_its_page(address, raw):
        inside = _of_title(leaves, raw)
    if inside is None:
        return []
    own = [each for each in leaves if each.steps[: len(inside)] == inside]
    rest = [
        each
        for each in leaves
        if each.steps[: len(inside)] != inside and not _of_another(each.steps, inside)
    ]
    return [*own, *rest]


def _record_path(leaves: Sequence[Leaf], raw: RawPosting) -> tuple[str, ...] | None:
    named = _naming(leaves, raw)
    title = plain_words(raw.title)
    titled = [each.steps for each in leaves if each.plain == title]
    if not named:
        return None
    if not titled:
        return named[0].steps[:-1]
    depths = [common(each.steps, titled) for each in named]
    best = max(range(len(named)), key=lambda n: (depths[n], -n))
    return named[best].steps[: depths[best]]


def _of_title(leaves: Sequence[Leaf], raw: RawPosting) -> tuple[str, ...]:
    """Return the path of the JSON record that has the posting's title; () for a whole page."""
    title = plain_words(raw.title)
    titled = (each.steps for each in leaves if each.plain == title and "$" in each.steps)
    return next(titled, ())[:-1]


def _naming(leaves: Sequence[Leaf], raw: RawPosting) -> list[Leaf]:
    """Return the values that are the posting's key or address, else those that hold its key."""
    keys = _keys(raw)
    exact = [each for each in leaves if each.text.strip() in keys]
    return exact or [each for each in leaves if names_posting(each.text, raw)]


def names_posting(text: str, raw: RawPosting) -> bool:
    """Return whether a text has the posting's key or address in it, as a whole word."""
    long = [re.escape(key) for key in _keys(raw) if len(key) >= SHORTEST_KEY]
    return bool(long) and bool(re.search(rf"(?<!\w)(?:{'|'.join(long)})(?!\w)", text))


def is_its_page(address: str, raw: RawPosting) -> bool:
    """Return whether an address names the posting: its own page, or the page it is a part of."""
    return names_posting(address, raw) or (bool(address) and raw.url.partition("#")[0] == address)


def may_name(text: str, raw: RawPosting) -> bool:
    """Return whether a text has the posting's key or address in it: worth a closer look."""
    return any(key in text for key in _keys(raw))


def _keys(raw: RawPosting) -> set[str]:
    """Return the address and the key, and the parts of a key that the spider put together."""
    return {raw.url, raw.source_key, *raw.source_key.split(":")} - {"", raw.board}


def _of_another(steps: tuple[str, ...], record: tuple[str, ...]) -> bool:
    """Return whether a path leads into a sibling of the record: another entry of its list."""
    shared = common(steps, (record,))
    if shared >= min(len(steps), len(record)):
        return False
    mine, theirs = record[shared], steps[shared]
    return _entry(mine) == _entry(theirs) and _entry(mine) != mine


def _entry(step: str) -> str:
    return re.sub(r"\[\d+\]$", "[]", step)
