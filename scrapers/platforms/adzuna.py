"""Adzuna: a job aggregator, searched by words in one country at a time; it needs a key.

https://developer.adzuna.com/docs/search
"""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from w3lib.url import url_query_cleaner

from models.raw import PayField, RawPosting
from pipeline.config import load_settings
from pipeline.errors import UsageError
from scrapers.downloader.credentials import Credential, signed
from scrapers.plan import Plan
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.html_parts import as_html
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import (
    joined,
    keys,
    left_over,
    mapping,
    required,
    said,
    several,
    text,
)

ORIGIN = "https://api.adzuna.com"
PAGE = 50  # records; the API's maximum
SEARCH = (
    f"{ORIGIN}/v1/api/jobs/{{country}}/search/1"
    f"?what={{words}}&results_per_page={PAGE}&sort_by=date&content-type=application/json"
)

READ = keys(
    "id title description created redirect_url company location contract_type contract_time"
    " salary_min salary_max salary_is_predicted"
)
KEPT = keys("category latitude longitude")
IGNORED = keys("adref __CLASS__")  # a token for clicks, and the name of the record's type

KEY = ("app_id", "app_key")
WHOSE = ["utm_source", *KEY]  # parameters of a posting's address that identify the key

_PLACE_IN_ADDRESS = re.compile(r"/jobs/([a-z]{2})/search/(\d+)")


class AdzunaSpider(JsonApiSpider):
    """Searches, newest first. A key allows 250 requests a day and 1000 a week."""

    records = "results"
    newest_first = True
    known = READ | KEPT | IGNORED
    max_pages = 2
    origin: ClassVar[str] = ORIGIN

    def make_plan(self, replayed: str | None) -> Plan:
        """Return the plan. Raises UsageError for a live crawl without a key."""
        if not replayed and not self.credential().complete:
            raise UsageError(
                "adzuna needs a key of your own: ask for one at https://developer.adzuna.com, "
                "then set adzuna_app_id and adzuna_app_key in payband.toml, or "
                "PAYBAND_ADZUNA_APP_ID and PAYBAND_ADZUNA_APP_KEY"
            )
        return super().make_plan(replayed)

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first requests."""
        async for request in super().start():
            yield signed(request, self.credential())

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:  # noqa: ARG002  # its count is of all pages
        """Return the request for the page after a full one."""
        _country, number = place_in(response.url)
        if count < PAGE:
            return None
        following = response.url.replace(f"/search/{number}", f"/search/{int(number) + 1}", 1)
        return signed(Request(following, self.parse), self.credential())

    def credential(self) -> Credential:
        """Return the key as query parameters; blank where no key is set."""
        settings = load_settings()
        found = (settings.adzuna_app_id, settings.adzuna_app_key)
        query = zip(KEY, (value.get_secret_value() for value in found), strict=True)
        return Credential(type(self).origin, query=dict(query))

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, address or title."""
        country, _number = place_in(response.url)
        return self.posting(
            response,
            source_key=required(record, "id"),
            url=url_query_cleaner(required(record, "redirect_url"), WHOSE, remove=True),
            title=required(record, "title"),
            company=text(mapping(record.get("company")).get("display_name")),
            location=place(mapping(record.get("location"))),
            employment=joined(text(record.get(k)) for k in ("contract_type", "contract_time")),
            salary_fields=pay_fields(record),
            posted=text(record.get("created")),
            description_html=as_html(text(record.get("description"))),
            country=country.upper(),
            extra=left_over(record, READ, IGNORED),
        )


def place_in(url: str) -> tuple[str, str]:
    """Return the country and the page number in an address; "" for each that is missing."""
    found = _PLACE_IN_ADDRESS.search(url)
    return (found[1], found[2]) if found else ("", "")


def place(location: Mapping[str, Any]) -> str:
    """Return a place from its smallest part to the country; else its display name."""
    parts = joined(map(said, reversed(several(location.get("area")))), ", ")
    return parts or said(location.get("display_name"))


def pay_fields(record: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return the pay in the country's currency, marked where it is Adzuna's own prediction."""
    predicted = record.get("salary_is_predicted") in ("1", 1)  # a text so far; 1 is also True
    stated = pay_range(record, "salary_min", "salary_max")
    return tuple(replace(field, is_estimate=predicted) for field in stated)
