"""Breezy: JSON of the careers page lists a board without texts; a job's page has JSON-LD."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.detailed import DetailedSpider
from scrapers.platforms.hosted import HostedSpider
from scrapers.platforms.schema_org.job_posting import fields as posting_fields
from scrapers.platforms.schema_org.json_ld import job_postings
from scrapers.readers.record_values import (
    MissingFieldError,
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    said,
    text,
)

READ = keys(
    "id friendly_id name url published_date type location locations salary company description"
    " experience"
)
KEPT = keys("department education tags category")

_ID_IN_ADDRESS = re.compile(r"/p/([0-9a-z]{8,})(?=[-/?]|\Z)")


class BreezySpider(HostedSpider, DetailedSpider):
    """Boards on Breezy. An unknown token also answers with an empty board."""

    platform = "breezy"
    domain = "breezy.hr"
    listing = "/json"
    known = READ | KEPT

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for a job's page."""
        return response.follow(address(record))

    def detail(self, response: Response) -> Mapping[str, Any]:
        """Return the fields of the posting on a job's page; an empty record for a listing."""
        nodes, _broken = job_postings(response.text)
        with suppress(LookupError):  # no posting, or one without a title
            return posting_fields(nodes[0], response.url)
        return {}

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting:
        """Return the posting of a job: the board's values, and those of its page for the rest."""
        said_first = {name: value for name, value in row_fields(row).items() if value}
        both = {**detail, **said_first}
        both["url"] = url = response.urljoin(required(both, "url"))
        both["source_key"] = row_key(row, url)
        both["title"] = required(both, "title")
        return self.posting(response, **both)


def row_key(row: Mapping[str, Any], url: str) -> str:
    """Return a job's id, also from its address; raise MissingFieldError without one."""
    if found := text(row.get("id")).strip():
        return found
    if in_address := _ID_IN_ADDRESS.search(url):
        return in_address[1]
    raise MissingFieldError("id: missing, and not in url")


def row_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a board's row by RawPosting field."""
    first = mapping(row.get("location"))
    stated = [first, *records(row.get("locations"))]
    return {
        "url": address(row),
        "title": text(row.get("name")).strip(),
        "company": text(mapping(row.get("company")).get("name")).strip(),
        "location": joined(map(place, stated)),
        "workplace": "remote" if first.get("is_remote") is True else "",
        "employment": named(row.get("type")),
        "level": named(row.get("experience")),
        "salary": text(row.get("salary")).strip(),
        "posted": text(row.get("published_date")),
        "description_html": text(row.get("description")),
        "extra": left_over(row, READ),
    }


def address(row: Mapping[str, Any]) -> str:
    """Return the address of a job's page, made from its id where the row has no address."""
    name = text(row.get("friendly_id")).strip() or text(row.get("id")).strip()
    return text(row.get("url")).strip() or (f"/p/{name}" if name else "")


def place(location: Mapping[str, Any]) -> str:
    """Return a place by its name, or else by its parts."""
    parts = (location.get("city"), *map(named, (location.get("state"), location.get("country"))))
    return said(location.get("name")) or joined(map(said, parts), ", ")


def named(value: Any) -> str:
    """Return the name of a record, or a plain text unchanged."""
    return said(mapping(value).get("name")) or said(value)
