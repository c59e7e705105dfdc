"""BambooHR: JSON of the careers page lists a board; text, date and pay are in a job's detail."""

import re
from collections.abc import Mapping
from typing import Any

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.detailed import DetailedSpider
from scrapers.platforms.hosted import HostedSpider
from scrapers.readers.record_values import joined, keys, left_over, mapping, required, said, text

READ = keys(
    "id jobOpeningName jobOpeningShareUrl employmentStatusLabel employmentType location atsLocation"
    " isRemote locationType description compensation datePosted minimumExperience jobOpeningStatus"
)
KEPT = keys("departmentLabel jobCategoryName")
# A number that another key has as a word.
IGNORED = keys("departmentId jobCategoryId")

# The board's own words for the codes of `locationType`; 0 is also the value if none was chosen.
WORKPLACES = {"1": "remote", "2": "hybrid"}

_ID_IN_ADDRESS = re.compile(r"/careers/(\d+)")


class BambooHrSpider(HostedSpider, DetailedSpider):
    """Boards on BambooHR."""

    platform = "bamboohr"
    domain = "bamboohr.com"
    listing = "/careers/list"
    records = "result"
    known = READ | KEPT | IGNORED

    def next_page(self, response: Response, page: Any, count: int) -> None:  # noqa: ARG002  # a listing is one page
        """Note how many openings the board states; there is no other page."""
        total = mapping(page.get("meta")).get("totalCount")
        if isinstance(total, int):
            self.claim(response, total)

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for a job's detail."""
        return response.follow(f"/careers/{required(record, 'id')}/detail")

    def detail_in(self, page: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the job of a detail."""
        return mapping(mapping(page.get("result")).get("jobOpening"))

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting | None:
        """Return the posting of a row and its detail; None for one that isn't open."""
        both = {**row, **detail}
        if said(both.get("jobOpeningStatus")).casefold() not in ("", "open"):
            self.rule_out(response, "not_open")
            return None
        in_address = _ID_IN_ADDRESS.search(text(both.get("jobOpeningShareUrl")) or response.url)
        key = required({"id": row.get("id") or (in_address and in_address[1])}, "id")
        return self.posting(
            response,
            source_key=f"{self.board(response).token}:{key}",
            url=text(both.get("jobOpeningShareUrl")).strip() or response.urljoin(f"/careers/{key}"),
            title=required(both, "jobOpeningName"),
            location=place(both.get("location")) or place(both.get("atsLocation")),
            workplace=workplace(both),
            employment=said(both.get("employmentStatusLabel")) or said(both.get("employmentType")),
            level=said(both.get("minimumExperience")),
            salary=said(both.get("compensation")),
            posted=text(both.get("datePosted")),
            description_html=text(both.get("description")),
            extra=left_over(both, READ, IGNORED),
        )


def place(location: Any) -> str:
    """Return "City, State, Country" of a place, in either of the board's two forms."""
    names = ("city", "state", "province", "country", "addressCountry")
    return joined((said(mapping(location).get(name)) for name in names), ", ")


def workplace(job: Mapping[str, Any]) -> str:
    """Return the workplace; "" where the board states none."""
    return WORKPLACES.get(text(job.get("locationType"))) or (
        "remote" if job.get("isRemote") is True else ""
    )
