"""The Muse: a board of large employers, read by category and page from its public API.

https://www.themuse.com/developers/api/v2
"""

from collections.abc import Mapping
from typing import Any

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameter

from models.raw import RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.record_values import joined, keys, left_over, mapping, records, required, text

LISTING = "https://www.themuse.com/api/public/jobs?{categories}&descending=true&page=0"

READ = keys("id name contents publication_date locations levels type refs company")
KEPT = keys("categories tags")
IGNORED = keys("short_name model_type")

# Values of `type` for the origin of a job; since 2026 it is the kind of contract.
ORIGINS = frozenset({"external", "internal"})


class TheMuseSpider(JsonApiSpider):
    """The newest jobs of some categories; the whole board would be thousands of pages."""

    records = "results"
    newest_first = True
    known = READ | KEPT | IGNORED
    max_pages = 40  # 800 jobs: more than a day's new ones; the API refuses pages from 100 on

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:
        """Return the request for the page after this one; pages are counted from 0."""
        following = whole(page.get("page")) + 1
        if not count or following >= whole(page.get("page_count")):
            return None
        url = add_or_replace_parameter(response.url, "page", str(following))
        return Request(url, self.parse)

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, address or title."""
        kind = text(record.get("type"))
        return self.posting(
            response,
            source_key=required(record, "id"),
            url=required(mapping(record.get("refs")), "landing_page"),
            title=required(record, "name"),
            company=text(mapping(record.get("company")).get("name")),
            location=joined(text(place.get("name")) for place in records(record.get("locations"))),
            employment="" if kind in ORIGINS else kind,
            level=joined(text(level.get("name")) for level in records(record.get("levels"))),
            posted=text(record.get("publication_date")),
            description_html=text(record.get("contents")),
            extra=left_over(record, READ, IGNORED),
        )


def whole(value: Any) -> int:
    """Return a count of the API as a number; 0 for anything else."""
    return value if isinstance(value, int) else 0
