"""Ashby: the posting API gives an employer's whole board in one response."""

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.ashby.pay import pay_fields, pay_text
from scrapers.platforms.json_api import JsonApiSpider
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

LISTING = "https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"

READ = keys(
    "id title jobUrl location employmentType workplaceType publishedAt isListed descriptionHtml"
)
# Read in part or not at all; the whole value is kept in `extra`.
KEPT = keys(
    "compensation secondaryLocations address isRemote department team"
    " shouldDisplayCompensationOnJobPostings"
)
# The application form, and the description repeated without markup.
IGNORED = keys("applyUrl descriptionPlain")

_UUID_AT_END = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?\Z", re.IGNORECASE)


class AshbySpider(JsonApiSpider):
    """Boards on Ashby; a board's row in boards.csv names its token."""

    platform = "ashby"
    records = "jobs"
    known = READ | KEPT | IGNORED

    def board_request(self, board: Board) -> Request:
        """Return the request for all of a board's jobs, with their pay."""
        return Request(LISTING.format(token=quote(board.token, safe="")))

    def read(self, response: Response, job: Mapping[str, Any]) -> RawPosting | None:
        """Return one posting; None for one the employer doesn't list."""
        if job.get("isListed") is False:
            self.rule_out(response, "unlisted")
            return None
        return self.posting(response, **fields(job))


def fields(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a RawPosting for one job record.

    Raises MissingFieldError for a record without id, title or address.
    """
    return {
        "source_key": job_id(job),
        "url": required(job, "jobUrl"),
        "title": required(job, "title"),
        "location": places(job),
        "workplace": workplace(job),
        "employment": text(job.get("employmentType")),
        "salary": pay_text(job),
        "salary_fields": pay_fields(job),
        "posted": text(job.get("publishedAt")),
        "description_html": description(job),
        "extra": left_over(job, READ, IGNORED),
    }


def job_id(job: Mapping[str, Any]) -> str:
    """Return the posting's UUID: older boards have it only at the end of the address."""
    if found := text(job.get("id")).strip():
        return found
    if at_end := _UUID_AT_END.search(text(job.get("jobUrl"))):
        return at_end[1].lower()
    raise MissingFieldError("id: missing, and jobUrl doesn't end in one")


def places(job: Mapping[str, Any]) -> str:
    """Return the first place and the secondary ones, as the board names them."""
    first = text(job.get("location")) or address(job)
    others = (text(p.get("location")) or address(p) for p in records(job.get("secondaryLocations")))
    return joined((first, *others))


def address(place: Mapping[str, Any]) -> str:
    """Return a place's postal address: locality, region, country."""
    parts = mapping(mapping(place.get("address")).get("postalAddress"))
    names = ("addressLocality", "addressRegion", "addressCountry")
    return ", ".join(filter(None, (said(parts.get(key)) for key in names)))


def workplace(job: Mapping[str, Any]) -> str:
    """Return the workplace as the board states it.

    `isRemote` counts only where `workplaceType` is null: it is also true of hybrid jobs.
    """
    stated = text(job.get("workplaceType"))
    return stated or ("Remote" if job.get("isRemote") is True else "")


def description(job: Mapping[str, Any]) -> str:
    """Return the description as HTML, made from the plain text where the HTML is missing."""
    plain = text(job.get("descriptionPlain"))
    return text(job.get("descriptionHtml")) or html.escape(plain).replace("\n", "<br>\n")
