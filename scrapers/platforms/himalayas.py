"""Himalayas: a board of remote jobs, searched by role through its public API."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameter

from models.raw import RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import joined, keys, left_over, required, several, text

SEARCH = "https://himalayas.app/jobs/api/search?q={words}&sort=recent&page=1"

READ = keys(
    "title companyName employmentType minSalary maxSalary salaryPeriod currency seniority"
    " locationRestrictions description pubDate expiryDate applicationLink guid"
)
KEPT = keys("companySlug timezoneRestrictions categories parentCategories locations")
# A picture, and a shortened copy of the description.
IGNORED = keys("companyLogo excerpt")


class HimalayasSpider(JsonApiSpider):
    """Searches, newest first; the whole board would be thousands of pages."""

    records = "jobs"
    known = READ | KEPT | IGNORED
    newest_first = True
    max_pages = 10  # 200 postings of each search: more than a day's new ones

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:  # noqa: ARG002  # its totals are of the whole board
        """Return the request for the page after one that had postings."""
        number = int(parse_qs(urlsplit(response.url).query).get("page", ["1"])[0])
        following = add_or_replace_parameter(response.url, "page", str(number + 1))
        return Request(following, self.parse) if count else None

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without guid or title."""
        return self.posting(
            response,
            source_key=required(record, "guid"),
            url=required(record, "applicationLink", "guid"),
            title=required(record, "title"),
            company=text(record.get("companyName")),
            location=joined(map(country, several(record.get("locationRestrictions")))),
            workplace="Remote",  # the board has no other jobs
            employment=text(record.get("employmentType")),
            level=joined(map(text, several(record.get("seniority")))),
            salary_fields=pay_range(record, "minSalary", "maxSalary", "currency", "salaryPeriod"),
            posted=text(record.get("pubDate")),
            closes=text(record.get("expiryDate")),
            description_html=text(record.get("description")),
            extra=left_over(record, READ, IGNORED),
        )


def country(restriction: Any) -> str:
    """Return the name of a country: a text in the listing, a record in a search."""
    named = restriction.get("name") if isinstance(restriction, Mapping) else restriction
    return text(named)
