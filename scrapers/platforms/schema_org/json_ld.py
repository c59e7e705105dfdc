"""Find the JobPostings of a page in its JSON-LD scripts, Next.js flight data or JSON body."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from scrapers.limits import MOST_RECORDS
from scrapers.platforms.schema_org.budget import Budget
from scrapers.platforms.schema_org.next_flight import flight_rows
from scrapers.platforms.schema_org.references import References, TooMuchRepeatedError, inner_values
from scrapers.platforms.schema_org.repair_json import read_mended
from scrapers.platforms.schema_org.scripts import scripts
from scrapers.readers.json_text import UnreadableJsonError, read_json, values_in


@dataclass(frozen=True, slots=True)
class BrokenBlock:
    """A block that mentions JobPosting and cannot be read."""

    text: str
    why: str


def job_postings(page: str) -> tuple[list[Mapping[str, Any]], list[BrokenBlock]]:
    """Return the distinct JobPosting nodes of a page in order, and the broken blocks.

    A block is an `ld+json` script. Where no script has a posting, it is a text or value in a
    Next.js page's flight data, or the page itself where that is JSON. In the properties of a
    posting, references by `@id` are replaced by the node they refer to.
    """
    budget = Budget()
    values, broken = _values(_declared(page), budget)
    if not any(_postings(value) for value in values) and "__next_f" in page:
        values, in_flight = _values(_in_flight(page, budget), budget)
        broken += in_flight
    found = [posting for value in values for posting in _postings(value)]
    whole, too_large = _each_once(found, References(values, budget))
    return whole, [*broken, *too_large, *(BrokenBlock("", why) for why in budget.left_out)]


def _each_once(
    found: Sequence[Mapping[str, Any]], references: References
) -> tuple[list[Mapping[str, Any]], list[BrokenBlock]]:
    """Return the distinct postings with references filled in, and those that would be too large.

    Postings after the page's limit are returned unchanged, so that the caller can count them.
    """
    whole: dict[bytes, Mapping[str, Any]] = {}
    broken: list[BrokenBlock] = []
    for at, posting in enumerate(found):
        if len(whole) == MOST_RECORDS:
            return [*whole.values(), *found[at:]], broken
        try:
            filled = references.filled(posting)
        except TooMuchRepeatedError as error:
            broken.append(BrokenBlock(json.dumps(posting), str(error)))
        else:
            text = json.dumps(filled, sort_keys=True)
            whole.setdefault(blake2b(text.encode(), digest_size=16).digest(), filled)
    return list(whole.values()), broken


def read_block(text: str, budget: Budget) -> Any:
    """Return the value of a block, repaired where needed; raise UnreadableJsonError.

    `budget` holds the page's remaining limits.
    """
    if above := budget.take_block(values_in(text)):
        raise UnreadableJsonError(above)
    try:
        return read_json(text)
    except UnreadableJsonError as error:
        if not budget.take_mended(len(text)):
            raise UnreadableJsonError(f"{error}; too long to be repaired") from None
        return read_mended(text)


def is_job_posting(node: Mapping[str, Any]) -> bool:
    """Return whether a type of a node is JobPosting, as a name or as an address."""
    types = node.get("@type")
    return any(
        isinstance(t, str) and t.replace(":", "/").rpartition("/")[2].casefold() == "jobposting"
        for t in (types if isinstance(types, list) else [types])
    )


def _declared(page: str) -> Iterator[str]:
    if page.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        yield page
    for script in scripts(page):
        if script.is_json_ld:
            yield script.body


def _in_flight(page: str, budget: Budget) -> Iterator[Any]:
    for row in flight_rows((script.body for script in scripts(page)), budget):
        if not isinstance(row, str):
            yield row
        yield from _texts(row)


def _values(blocks: Iterable[Any], budget: Budget) -> tuple[list[Any], list[BrokenBlock]]:
    """Return the values of the distinct blocks, with texts parsed; and the unreadable texts."""
    values: list[Any] = []
    broken: dict[str, BrokenBlock] = {}
    seen: set[str] = set()
    for block in blocks:
        if not isinstance(block, str):
            values.append(block)
        elif block not in seen and ("jobposting" in block.casefold() or "@id" in block):
            seen.add(block)
            try:
                values.append(read_block(block, budget))
            except UnreadableJsonError as error:
                broken[block] = BrokenBlock(block, str(error))
    return values, [b for b in broken.values() if "jobposting" in b.text.casefold()]


def _texts(value: Any) -> Iterator[str]:
    """Yield the strings inside a value that look like a block of JSON-LD."""
    if isinstance(value, str):
        if value.lstrip()[:1] in ("{", "["):
            yield value
        return
    for inner in inner_values(value):
        yield from _texts(inner)


def _postings(value: Any) -> list[Mapping[str, Any]]:
    """Return the JobPostings in a value at any depth: lists, `@graph`, ItemList, feeds."""
    if isinstance(value, dict):
        if is_job_posting(value):
            return [value]
        if isinstance(in_feed := value.get("_jobposting"), dict):
            return [_from_feed(value, in_feed)]
    return [posting for inner in inner_values(value) for posting in _postings(inner)]


def _from_feed(item: Mapping[str, Any], posting: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the posting of a JSON Feed item, with the address and text of the item."""
    said = {"url": item.get("url"), "description": item.get("content_html")}
    return said | {"@type": "JobPosting"} | dict(posting)
