"""Teamtailor: the JSON Feed of a career site, with schema.org JobPostings in its items.

https://www.jsonfeed.org/version/1.1/
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.hosted import HostedSpider
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.platforms.schema_org.job_posting import IGNORED, KEPT, READ, fields, identifier
from scrapers.readers.json_text import records_at
from scrapers.readers.record_values import mapping, required, text


class TeamtailorSpider(HostedSpider, JsonApiSpider):
    """Boards on Teamtailor, under its domain or the employer's own."""

    platform = "teamtailor"
    domain = "teamtailor.com"
    listing = "/jobs.json"
    known = READ | KEPT | IGNORED

    def rows(self, page: Any) -> list[Any]:
        """Return the JobPostings of a feed; an item that isn't a record is returned unchanged."""
        items = records_at(page, "items")
        return [node_of(item) if isinstance(item, Mapping) else item for item in items]

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:
        """Return the request for the feed's next page, if it names one on the same host."""
        following = response.urljoin(text(mapping(page).get("next_url")).strip())
        if not count or following == response.url:
            return None
        here = urlsplit(following).hostname == urlsplit(response.url).hostname
        return Request(following, self.parse, meta={"allow_offsite": here})

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, title or address."""
        required(record, "url")
        key = required({"id": identifier(record)}, "id")
        return self.posting(response, **fields(record, response.url) | {"source_key": key})


def node_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JobPosting of an item; missing values come from the item's own fields."""
    own = {
        "identifier": item.get("id"),
        "title": item.get("title"),
        "url": item.get("url"),
        "datePosted": item.get("date_published"),
        "description": item.get("content_html"),
    }
    stated = mapping(item.get("_jobposting"))
    return own | {name: value for name, value in stated.items() if value not in (None, "", [], {})}
