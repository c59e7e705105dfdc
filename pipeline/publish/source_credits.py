"""The sources of a page: what each asks to be named as, and what may be published of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.publish.made_of import MadeOf
from pipeline.rules.sources import all_sources
from pipeline.tables.raw_row import SOURCE as NO_SOURCE

UNKNOWN_SOURCE = "what the one who gave you the data allows: Payband doesn't know this source"


@dataclass(frozen=True, slots=True)
class SourceCredit:
    """A source as the page names it. `terms` is a web address or "".

    `publish` says what may be published of it, as the data package of an export has it.
    """

    title: str
    postings: int
    attribution: str
    terms: str
    host: str
    read_on: str
    publish: str


def source_credits(postings: Mapping[str, int], table: MadeOf | None) -> list[SourceCredit]:
    """Return each source by name; rows of a table that name none are of the table.

    `postings` counts those of each source.
    """
    return [_credit(name, n, table) for name, n in sorted(postings.items())]


def licences(credited: list[SourceCredit]) -> dict[str, list[str]]:
    """Return the sources' names by what may be published of them."""
    found: dict[str, list[str]] = {}
    for each in credited:
        found.setdefault(each.publish, []).append(each.title)
    return found


def _credit(name: str, postings: int, table: MadeOf | None) -> SourceCredit:
    known = all_sources().get(name)
    if known is None:
        title = table.file if table and name == NO_SOURCE else name
        return SourceCredit(title, postings, "", "", "", "", UNKNOWN_SOURCE)
    address = urlsplit(known.terms)
    terms = known.terms if address.scheme in ("http", "https") else ""
    return SourceCredit(
        known.title or name,
        postings,
        known.attribution,
        terms,
        address.netloc,
        known.read_on,
        known.publish.meaning,
    )
