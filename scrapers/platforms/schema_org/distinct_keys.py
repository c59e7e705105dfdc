"""Make keys distinct where a page gives several postings one key, such as its own address."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from scrapers.readers.page_url import slug

Fields = Mapping[str, Any]

MARKS: tuple[Callable[[Fields], str], ...] = (
    lambda said: slug(said["title"], said["location"]),
    lambda said: slug(said["posted"]),
)


def distinct_keys(found: list[Fields]) -> list[Fields]:
    """Return the fields of a page's postings, each with a distinct `source_key`.

    Postings that share a key are distinguished by title and place, then by date, then by their
    order on the page. The order is used only where all else is equal.
    """
    for mark in MARKS:
        shared = _shared(found)
        found = [
            _marked(said, mark(said)) if said["source_key"] in shared else said for said in found
        ]
    shared, met = _shared(found), Counter[str]()
    for n, said in enumerate(found):
        key = said["source_key"]
        met[key] += 1
        if key in shared and met[key] > 1:
            found[n] = _marked(said, str(met[key]))
    return found


def _shared(found: list[Fields]) -> set[str]:
    return {key for key, n in Counter(said["source_key"] for said in found).items() if n > 1}


def _marked(said: Fields, mark: str) -> Fields:
    key = said["source_key"]
    if not mark or key.endswith(f"#{mark}"):
        return said
    return {**said, "source_key": f"{key}{'-' if '#' in key else '#'}{mark}"}
