"""Landing.jobs: a European board of technology jobs, page by page from its public API."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameter

from models.raw import PayField, RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.page_url import company_in
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import joined, keys, left_over, records, required, said, text

PAGE = 50  # records; a page with fewer is the last
LISTING = f"https://landing.jobs/api/v1/jobs?limit={PAGE}&offset=0"

READ = keys(
    "id title url role_description main_requirements nice_to_have perks type remote locations"
    " gross_salary_low gross_salary_high salary_low salary_high currency_code"
    " published_at created_at expires_at"
)
KEPT = keys("tags updated_at relocation_paid")

# The parts of a description; the last three have a heading.
PARTS = {
    "role_description": "",
    "main_requirements": "Main requirements",
    "nice_to_have": "Nice to have",
    "perks": "Perks",
}


class LandingJobsSpider(JsonApiSpider):
    """All active jobs; a job leaves the listing by its `expires_at`."""

    known = READ | KEPT

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:  # noqa: ARG002  # a bare list
        """Return the request for the page after a full one: the API gives no total."""
        if count < PAGE:
            return None
        read = int(parse_qs(urlsplit(response.url).query).get("offset", ["0"])[0])
        following = add_or_replace_parameter(response.url, "offset", str(read + PAGE))
        return Request(following, self.parse)

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, address or title."""
        url = required(record, "url")
        return self.posting(
            response,
            source_key=required(record, "id"),
            url=url,
            title=required(record, "title"),
            company=company_in(url, "/at/"),
            location=joined(map(place, records(record.get("locations")))),
            workplace="Remote" if record.get("remote") is True else "",
            employment=text(record.get("type")),
            salary_fields=pay_fields(record),
            posted=text(record.get("published_at")) or text(record.get("created_at")),
            closes=text(record.get("expires_at")),
            description_html=sections((PARTS[key], text(record.get(key))) for key in PARTS),
            extra=left_over(record, READ),
        )


def place(location: Mapping[str, Any]) -> str:
    """Return "City, XX" of a place."""
    code = said(location.get("country_code")).upper()
    return joined((said(location.get("city")), code), ", ")


def pay_fields(record: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return a job's pay, from the keys of new or older records; the API states no period."""
    present = pay_range(record, "gross_salary_low", "gross_salary_high", "currency_code")
    return present or pay_range(record, "salary_low", "salary_high", "currency_code")
