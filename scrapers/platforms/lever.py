"""Lever: the postings API gives an employer's board, page by page."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameter

from models.raw import PayField, RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.record_values import joined, keys, left_over, mapping, records, required, text

PAGE = 100  # records; a smaller board is one request

READ = keys(
    "id text hostedUrl workplaceType country createdAt salaryRange salaryDescription"
    " description opening descriptionBody lists additional"
)
# Read in part or not at all; the whole value is kept in `extra`.
KEPT = keys("categories tags reqCode requisitionCode updatedAt")
# The application form, and every text repeated without markup.
IGNORED = keys(
    "applyUrl descriptionPlain openingPlain descriptionBodyPlain additionalPlain"
    " salaryDescriptionPlain"
)


class LeverSpider(JsonApiSpider):
    """Boards on Lever; a board's row in boards.csv names its token.

    An employer is on one of two hosts; each host knows only its own employers.
    """

    platform = "lever"
    host: ClassVar[str] = "api.lever.co"
    known = READ | KEPT | IGNORED

    def board_request(self, board: Board) -> Request:
        """Return the request for the first page of a board."""
        token = quote(board.token, safe="")
        return Request(f"https://{self.host}/v0/postings/{token}?mode=json&skip=0&limit={PAGE}")

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:  # noqa: ARG002  # unused here
        """Return the request for the page after a full one: the API gives no total."""
        if count < PAGE:
            return None
        read = int(parse_qs(urlsplit(response.url).query)["skip"][0])
        return Request(add_or_replace_parameter(response.url, "skip", str(read + PAGE)), self.parse)

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting."""
        fields = posting_fields(record)
        fields["country"] = fields["country"] or self.board(response).country
        return self.posting(response, **fields)


def posting_fields(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a RawPosting for one job record.

    Raises MissingFieldError for a record without id, title or address.
    """
    categories = mapping(job.get("categories"))
    places = categories.get("allLocations")
    others = map(text, places) if isinstance(places, list) else ()
    return {
        "source_key": required(job, "id"),
        "url": required(job, "hostedUrl"),
        "title": required(job, "text"),
        "location": joined((text(categories.get("location")), *others)),
        "workplace": text(job.get("workplaceType")),
        "employment": text(categories.get("commitment")),
        "salary_fields": tuple(pay_fields(job)),
        "posted": text(job.get("createdAt")),
        "description_html": sections(description(job)),
        "country": text(job.get("country")),
        "extra": left_over(job, READ, IGNORED),
    }


def pay_fields(job: Mapping[str, Any]) -> Iterator[PayField]:
    """Yield the posting's pay range, if any; its period is `interval` as the source states it."""
    if pay := mapping(job.get("salaryRange")):
        yield PayField(
            min=text(pay.get("min")),
            max=text(pay.get("max")),
            currency=text(pay.get("currency")),
            unit=text(pay.get("interval")),
        )


def description(job: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a description in the order of the posting's page.

    `description` is the opening and the body together. The items of a list have no `<ul>`.
    """
    whole = text(job.get("description"))
    for part in [whole] if whole else map(text, (job.get("opening"), job.get("descriptionBody"))):
        yield "", part
    for entry in records(job.get("lists")):
        yield text(entry.get("text")), f"<ul>{text(entry.get('content'))}</ul>"
    yield "", text(job.get("salaryDescription"))
    yield "", text(job.get("additional"))
