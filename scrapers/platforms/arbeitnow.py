"""Arbeitnow: jobs in Germany and around, newest first, page by page."""

from collections.abc import Mapping
from typing import Any

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.record_values import joined, keys, left_over, mapping, required, several, text

READ = keys("slug company_name title description remote url job_types location created_at")
KEPT = keys("tags")
IGNORED = keys("")


class ArbeitnowSpider(JsonApiSpider):
    """A window on the newest jobs: a job that left it may still be open. No field holds pay."""

    records = "data"
    known = READ | KEPT | IGNORED
    newest_first = True
    max_pages = 20  # of a hundred postings each; fifty requests are allowed

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:
        """Return the request for the page in `links`; pages after the last one are empty."""
        following = text(mapping(page.get("links")).get("next"))
        return response.follow(following, self.parse) if following and count else None

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without slug, address or title."""
        return self.posting(
            response,
            source_key=required(record, "slug"),
            url=required(record, "url"),
            title=required(record, "title"),
            company=text(record.get("company_name")),
            location=text(record.get("location")),
            workplace="Remote" if record.get("remote") is True else "",
            employment=joined(map(text, several(record.get("job_types")))),
            posted=text(record.get("created_at")),
            description_html=text(record.get("description")),
            extra=left_over(record, READ, IGNORED),
        )
