"""Rippling: the job board API lists a board, one row per place; pay is in a job's detail.

https://developer.rippling.com/documentation/job-board-api
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from models.raw import PayField, RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.detailed import DetailedSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.json_text import records_at
from scrapers.readers.merge_rows import merge_rows
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import (
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    said,
    several,
    text,
)

LISTING = "https://api.rippling.com/platform/api/ats/v1/board/{token}/jobs"

READ = keys(
    "uuid id name url workLocation workLocations locations companyName employmentType"
    " payRangeDetails createdOn description"
)
KEPT = keys("department language")
IGNORED = keys(
    "board activeJobApplicationCustomFields"
)  # the application form, and the page's design


class RipplingSpider(DetailedSpider):
    """Boards on Rippling; a board's row in boards.csv names its token."""

    platform = "rippling"
    known = READ | KEPT | IGNORED

    def board_request(self, board: Board) -> Request:
        """Return the request for a board's listing."""
        return Request(LISTING.format(token=quote(board.token, safe="")))

    def rows(self, page: Any) -> list[Any]:
        """Return each job of a listing once. The page is a list; in version 2 it has `items`."""
        listed = records_at(page, "items" if isinstance(page, Mapping) else "")
        old = any("uuid" in row for row in records(listed))
        return merge_rows(listed, "uuid" if old else "id", "locations", places)

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for a job's detail, which only version 1 of the API has."""
        listing = LISTING.format(token=quote(self.board(response).token, safe=""))
        return Request(f"{listing}/{required(record, 'uuid', 'id')}")

    def detail_in(self, page: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the job of a detail."""
        return page if "uuid" in page else {}

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting:
        """Return the posting of a row and its detail."""
        both = {**row, **detail}
        key = required(both, "uuid", "id")
        stated = records(row.get("locations"))
        page = f"https://ats.rippling.com/{self.board(response).token}/jobs/{key}"
        return self.posting(
            response,
            source_key=key,
            url=text(both.get("url")).strip() or page,
            title=required(both, "name"),
            company=text(both.get("companyName")),
            location=joined(map(said, several(detail.get("workLocations"))))
            or joined(said(place.get("name")) for place in stated),
            workplace=the_only(said(place.get("workplaceType")) for place in stated),
            employment=employment(mapping(both.get("employmentType"))),
            salary_fields=pay_fields(both),
            posted=text(both.get("createdOn")),
            description_html=description(both.get("description")),
            extra=left_over(both, READ, IGNORED),
        )


def places(row: Mapping[str, Any]) -> list[Any]:
    """Return the places of a row in the form of version 2, under `name`."""
    own = mapping(row.get("workLocation")).get("label")
    return [{"name": own}] if own else records(row.get("locations"))


def the_only(words: Any) -> str:
    """Return the word that all of `words` are equal to; "" where they differ."""
    different = set(words)
    return different.pop() if len(different) == 1 else ""


def employment(kind: Mapping[str, Any]) -> str:
    """Return the kind of contract from `id`, which holds the readable name; `label` is a code."""
    return text(kind.get("id")) or text(kind.get("label"))


def pay_fields(job: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return the pay of a job: one range for each place with separate pay."""
    return tuple(
        replace(field, label=text(entry.get("location")))
        for entry in records(job.get("payRangeDetails"))
        for field in pay_range(entry, "rangeStart", "rangeEnd", "currency", "frequency")
    )


def description(stated: Any) -> str:
    """Return the description as HTML: one text, or a company part and a role part."""
    parts = mapping(stated)
    return sections(("", text(parts.get(key))) for key in ("company", "role")) or text(stated)
