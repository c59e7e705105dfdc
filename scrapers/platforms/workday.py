"""Workday: the service of a career site lists 20 jobs a page; the rest is in each job's detail."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.detailed import DetailedSpider
from scrapers.platforms.hosted import HostedSpider
from scrapers.readers.place_text import names_a_place
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

PAGE = 20  # the service's maximum
MOST = 2000  # jobs; after these the service starts again from the first

READ = keys(
    "title externalPath locationsText postedOn bulletFields"
    " jobDescription location additionalLocations startDate endDate timeType remoteType"
    " externalUrl posted country jobRequisitionLocation hiringOrganization"
)
KEPT = keys("jobReqId id jobPostingId jobPostingSiteId timeLeftToApply subtitles")
# The application form.
IGNORED = keys("canApply includeResumeParsing questionnaireId")


class WorkdaySpider(HostedSpider, DetailedSpider):
    """Boards on Workday. A token is TENANT.SERVER.SITE, such as `acme.wd5.Careers`."""

    platform = "workday"
    domain = "myworkdayjobs.com"
    records = "jobPostings"
    known = READ | KEPT | IGNORED
    # Its listings are longer than most.
    custom_settings = {"DEPTH_LIMIT": MOST // PAGE + 1}  # noqa: RUF012  # Scrapy declares it so

    def host(self, board: Board) -> str:
        """Return the host of a board: its tenant's, on one of Workday's servers."""
        tenant, server, _site = (*board.token.split(".", 2), "", "")[:3]
        return f"{tenant}.{server}.{self.domain}"

    def board_request(self, board: Board) -> Request:
        """Return the request for the first page of a board."""
        tenant, _server, site = (*board.token.split(".", 2), "", "")[:3]
        return listing(f"https://{self.host(board)}/wday/cxs/{tenant}/{site}/jobs", 0)

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:
        """Return the request for the page after this one; only the first page has the right total.

        A board with more than MOST jobs ends as partial, so its missing postings are not closed.
        """
        read = response.meta.get("read", 0) + count
        total = response.meta.get("total") or page.get("total")
        if not isinstance(total, int):
            return None
        self.claim(response, total)
        if not count or read >= total:
            return None
        if read >= MOST:
            self.crawl_stats.board(self.board(response).token).narrow(f"stopped at {MOST} jobs")
            return None
        return listing(response.url, read).replace(
            callback=self.parse, meta={"read": read, "total": total}
        )

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for a job's detail."""
        return Request(response.url.removesuffix("/jobs") + required(record, "externalPath"))

    def detail_in(self, page: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the job of a detail, with its employer."""
        job = mapping(page.get("jobPostingInfo"))
        return {**job, "hiringOrganization": page.get("hiringOrganization")} if job else {}

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting | None:
        """Return the posting of a row and its detail; None for one that is no longer posted."""
        if detail.get("posted") is False:
            self.rule_out(response, "not_posted")
            return None
        both, board = {**row, **detail}, self.board(response)
        path = text(row.get("externalPath")) or urlsplit(required(both, "externalUrl")).path
        url = text(both.get("externalUrl")).strip() or page_of(response.url, both)
        organisation = mapping(both.get("hiringOrganization"))
        return self.posting(
            response,
            # From the row where there is one, so that a job has the same key without its detail.
            source_key=f"{board.token.partition('.')[0]}:{job_key(row or detail, path)}",
            url=url,
            title=required(both, "title"),
            company=board.company or text(organisation.get("name")).strip(),
            location=places(both),
            workplace=text(both.get("remoteType")),
            employment=text(both.get("timeType")),
            posted=text(both.get("startDate")) or text(both.get("postedOn")),
            closes=text(both.get("endDate")),
            description_html=text(both.get("jobDescription")),
            country=country(both) or board.country,
            extra=left_over(both, READ, IGNORED),
        )


def listing(url: str, offset: int) -> Request:
    """Return the request for a page of a board."""
    asked = {"appliedFacets": {}, "limit": PAGE, "offset": offset, "searchText": ""}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    return Request(url, method="POST", body=json.dumps(asked), headers=headers)


def page_of(service: str, job: Mapping[str, Any]) -> str:
    """Return the address of a job's page: its path on the site of `service`."""
    path = required(job, "externalPath")
    parts = urlsplit(service).path.split("/")
    site = parts[4] if parts[1:3] == ["wday", "cxs"] and len(parts) > 4 else ""
    return urljoin(service, f"/{site}{path}" if site else path)


def job_key(job: Mapping[str, Any], path: str) -> str:
    """Return the number at the end of a job's path, which stays when the title changes.

    One requisition may be posted several times, as `_R1`, `_R1-1` and so on.
    """
    last = path.rstrip("/").rpartition("/")[2]
    for number in (text(job.get("jobReqId")), *map(text, several(job.get("bulletFields")))):
        start = last.rfind(f"_{number}") if number else -1
        if start >= 0:
            return last[start + 1 :]
    return last.rpartition("_")[2]


def places(job: Mapping[str, Any]) -> str:
    """Return a job's places; "" where its row has only their number."""
    first = said(job.get("location"))
    if not first:
        listed = said(job.get("locationsText"))
        first = listed if names_a_place(listed) else ""
    return joined((first, *map(said, several(job.get("additionalLocations")))))


def country(job: Mapping[str, Any]) -> str:
    """Return the code of a job's country, from one of two keys."""
    stated = (job.get("country"), mapping(job.get("jobRequisitionLocation")).get("country"))
    return next(filter(None, (said(mapping(place).get("alpha2Code")) for place in stated)), "")
