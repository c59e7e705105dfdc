"""SmartRecruiters: the posting API lists a board in pages; the text is in a job's detail.

https://developers.smartrecruiters.com/docs/posting-api
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameter

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.detailed import DetailedSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.record_values import joined, keys, left_over, mapping, required, said, text

PAGE = 100  # the API's maximum
POSTINGS = "https://api.smartrecruiters.com/v1/companies/{token}/postings"

READ = keys(
    "id name company location typeOfEmployment experienceLevel releasedDate active postingUrl jobAd"
)
KEPT = keys("uuid refNumber department function industry customField language")
# The application form, other addresses of the record, and the recruiter's name.
IGNORED = keys(
    "creator applyUrl referralUrl ref actions jobAdId jobId defaultJobAd visibility"
)  # fmt: skip
PARTS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruitersSpider(DetailedSpider):
    """Boards on SmartRecruiters. An unknown company also answers with an empty board."""

    platform = "smartrecruiters"
    records = "content"
    known = READ | KEPT | IGNORED
    # Its listings are longer than most.
    custom_settings = {"DEPTH_LIMIT": 250}  # noqa: RUF012  # Scrapy declares it so

    def board_request(self, board: Board) -> Request:
        """Return the request for the first page of a board."""
        return Request(f"{self.postings(board)}?limit={PAGE}&offset=0")

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:
        """Return the request for the page after this one, up to the board's total."""
        read = int(parse_qs(urlsplit(response.url).query).get("offset", ["0"])[0]) + count
        total = page.get("totalFound")
        if not isinstance(total, int):
            return None
        self.claim(response, total)
        if not count or read >= total:
            return None
        return Request(add_or_replace_parameter(response.url, "offset", str(read)), self.parse)

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for a posting's detail."""
        return Request(f"{self.postings(self.board(response))}/{required(record, 'id')}")

    def detail_in(self, page: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the posting of a detail."""
        return page if "jobAd" in page else {}

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting | None:
        """Return the posting of a row and its detail; None for one that isn't active."""
        both = {**row, **detail}
        if both.get("active") is False:
            self.rule_out(response, "not_active")
            return None
        board = self.board(response)
        hint = country(mapping(both.get("location"))) or board.country
        return self.posting(response, country=hint, **fields(both, board.token))

    @staticmethod
    def postings(board: Board) -> str:
        """Return the address of a board's postings."""
        return POSTINGS.format(token=quote(board.token, safe=""))


def fields(job: Mapping[str, Any], token: str) -> dict[str, Any]:
    """Return the fields of a RawPosting. Raises MissingFieldError for one without id or name."""
    key, company = required(job, "id"), mapping(job.get("company"))
    page = f"https://jobs.smartrecruiters.com/{text(company.get('identifier')) or token}/{key}"
    location = mapping(job.get("location"))
    return {
        "source_key": key,
        "url": text(job.get("postingUrl")).strip() or page,
        "title": required(job, "name"),
        "company": text(company.get("name")).strip(),
        "location": place(location),
        # A job with both flags is hybrid.
        "workplace": next((w for w in ("hybrid", "remote") if location.get(w) is True), ""),
        "employment": label(job, "typeOfEmployment"),
        "level": label(job, "experienceLevel"),
        "posted": text(job.get("releasedDate")),
        "description_html": sections(description(job)),
        "extra": left_over(job, READ, IGNORED),
    }


def place(location: Mapping[str, Any]) -> str:
    """Return a place's full text, or else its parts."""
    names = (said(location.get("city")), said(location.get("region")), country(location))
    return said(location.get("fullLocation")) or joined(names, ", ")


def country(location: Mapping[str, Any]) -> str:
    """Return a place's country code, upper case; the API gives it in lower case."""
    return said(location.get("country")).upper()


def label(job: Mapping[str, Any], name: str) -> str:
    """Return the label of one of a posting's properties."""
    return said(mapping(job.get(name)).get("label"))


def description(job: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each part of a posting's text as heading and HTML."""
    parts = mapping(mapping(job.get("jobAd")).get("sections"))
    for name in PARTS:
        part = mapping(parts.get(name))
        yield text(part.get("title")), text(part.get("text"))
