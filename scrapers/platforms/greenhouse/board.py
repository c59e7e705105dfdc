"""Greenhouse: the boards API gives an employer's whole board in one response."""

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.greenhouse.custom_field import custom_field
from scrapers.platforms.greenhouse.pay import pay_fields
from scrapers.platforms.greenhouse.place import places
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.record_values import keys, left_over, required, text

LISTING = (
    "https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true&pay_transparency=true"
)

READ = keys(
    "id title absolute_url company_name location content first_published application_deadline"
    " internal_job_id"
)
# Read in part or not at all; the whole value is kept in `extra`.
KEPT = keys(
    "metadata pay_input_ranges departments offices requisition_id updated_at language education"
)
# About the application form, not the job.
IGNORED = keys(
    "data_compliance ai_disclaimer include_ai_disclaimer ai_opt_out_request_url questions"
    " location_questions compliance demographic_questions"
)

# Names that employers give their custom fields; lower case.
WORKPLACE_FIELDS = frozenset({"location type", "workplace type", "work model", "work arrangement"})
EMPLOYMENT_FIELDS = frozenset({"employment type", "time type"})


class GreenhouseSpider(JsonApiSpider):
    """Boards on Greenhouse; a board's row in boards.csv names its token."""

    platform = "greenhouse"
    records = "jobs"
    known = READ | KEPT | IGNORED

    def board_request(self, board: Board) -> Request:
        """Return the request for all of a board's jobs, with their texts and pay."""
        return Request(LISTING.format(token=quote(board.token, safe="")))

    def read(self, response: Response, job: Mapping[str, Any]) -> RawPosting | None:
        """Return one posting; None for a prospect post, which collects applicants without a job."""
        if "internal_job_id" in job and job["internal_job_id"] is None:
            self.rule_out(response, "prospect")
            return None
        return self.posting(response, **fields(job, self.board(response).token))


def fields(job: Mapping[str, Any], token: str) -> dict[str, Any]:
    """Return the fields of a RawPosting for one job record of the board `token`.

    Raises MissingFieldError for a record without id, title or address.
    """
    description = unescaped(text(job.get("content")))
    return {
        "source_key": f"{token}:{required(job, 'id')}",
        "url": required(job, "absolute_url"),
        "title": required(job, "title"),
        "company": text(job.get("company_name")).strip(),
        "location": places(job),
        "workplace": custom_field(job, WORKPLACE_FIELDS),
        "employment": custom_field(job, EMPLOYMENT_FIELDS),
        "salary_fields": pay_fields(job, description),
        "posted": text(job.get("first_published")),
        "closes": text(job.get("application_deadline")),
        "description_html": description,
        "extra": left_over(job, READ, IGNORED),
    }


def unescaped(content: str) -> str:
    """Return a description as HTML: it undoes the one escaping of the API and no more."""
    return content if "<" in content else html.unescape(content)
