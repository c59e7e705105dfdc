"""Workable: the widget's API gives an employer's whole board in one response."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.json_text import records_at
from scrapers.readers.merge_rows import merge_rows
from scrapers.readers.record_values import (
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    said,
    text,
)

LISTING = "https://apply.workable.com/api/v1/widget/accounts/{token}?details=true"
PAGE = "https://apply.workable.com/j/{}"

# The last line has the keys of version 3 of the API.
READ = keys(
    "title shortcode url shortlink country city state locations telecommuting employment_type"
    " experience published_on created_at description company"
    " location remote workplace type published"
)
# Not read; kept in `extra`.
KEPT = keys("department education function industry code language")
# The application form, and Workable's own state of the record.
IGNORED = keys("application_url id isInternal accountUid approvalStatus")


class WorkableSpider(JsonApiSpider):
    """Boards on Workable; a board's row in boards.csv names its account."""

    platform = "workable"
    known = READ | KEPT | IGNORED

    def board_request(self, board: Board) -> Request:
        """Return the request for all of a board's jobs, with their texts."""
        return Request(LISTING.format(token=quote(board.token, safe="")))

    def rows(self, page: Any) -> list[Any]:
        """Return each job of a response once; the response is the widget's or that of version 3.

        The widget has one row for each place of a job, and the employer's name beside the rows.
        """
        stated = mapping(page)
        listed = records_at(page, "results" if "results" in stated else "jobs")
        jobs = merge_rows(listed, "shortcode", "locations", places)
        company = {"company": text(stated.get("name")).strip()}
        return [company | job if isinstance(job, dict) else job for job in jobs]

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting | None:
        """Return one posting; None for a job of version 3 that isn't published."""
        # The widget's key for the region.
        if record.get("workplace") and text(record.get("state")) not in ("", "published"):
            self.rule_out(response, "unpublished")
            return None
        return self.posting(response, **fields(record))


def fields(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a RawPosting for one job, with the places that `rows` gathered.

    Raises MissingFieldError for a job without shortcode or title.
    """
    key = required(job, "shortcode")
    remote = job.get("telecommuting") is True or job.get("remote") is True
    return {
        "source_key": key,
        "url": joined((text(job.get("url")) or text(job.get("shortlink")),)) or PAGE.format(key),
        "title": required(job, "title"),
        "company": text(job.get("company")),
        "location": joined(job["locations"]),
        "workplace": text(job.get("workplace")) or ("telecommuting" if remote else ""),
        "employment": text(job.get("employment_type")) or text(job.get("type")),
        "level": text(job.get("experience")),
        "posted": first(job, "published_on", "published", "created_at"),
        "description_html": text(job.get("description")),
        "extra": left_over(job, READ, IGNORED),
    }


def first(job: Mapping[str, Any], *names: str) -> str:
    """Return the first of these fields of a job that is not empty."""
    return next(filter(None, (text(job.get(name)) for name in names)), "")


def places(row: Mapping[str, Any]) -> list[str]:
    """Return the places of one row as texts; hidden places only where all are hidden."""
    stated = records(row.get("locations")) or records([row.get("location")]) or [row]
    shown = [p for p in stated if p.get("hidden") is not True] or stated
    return [place(p) for p in shown]


def place(part: Mapping[str, Any]) -> str:
    """Return "City, Region, Country" of a place, or of a job with these keys."""
    region = said(part.get("region")) or said(part.get("state") if "shortcode" in part else "")
    return joined((said(part.get("city")), region, said(part.get("country"))), ", ")
