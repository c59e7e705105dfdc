"""Sources with short listings: description and pay are only on each job's detail page."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from models.vocab import Relevance
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.json_text import UnreadableJsonError, read_json
from scrapers.readers.record_values import mapping


class DetailedSpider(JsonApiSpider):
    """A subclass says where a job's detail is, and how listing and detail become a posting.

    A detail is requested only where the title may be of AI, ML or data. Every other job is yielded
    with the listing's values, and so is a job with a failed detail. No job is lost.
    """

    def parse(self, response: Response) -> Iterator[RawPosting | Request]:
        """Yield the jobs of a listing, or the one job of a detail page given as a start address."""
        if detail := self.detail(response):
            yield from self.read_each(response, [{}], partial(self.job, detail=detail))
        else:
            yield from super().parse(response)

    def read(self, response: Response, record: Any) -> RawPosting | Request | None:
        """Return the request for a job's detail; the listed job if it is too old or off topic."""
        listed = self.job(response, record, {})
        if listed is None or self.too_old(listed) or not may_be_of_the_field(listed.title):
            return listed
        return self.detail_request(response, record).replace(
            callback=self.parse_detail,
            errback=partial(self.without_detail, listed),
            cb_kwargs={"row": record},
        )

    def parse_detail(self, response: Response, row: Mapping[str, Any]) -> Iterator[RawPosting]:
        """Yield a job with its detail.

        Where the page is not a detail, it yields the listed job, then raises UnreadableJsonError.
        """
        detail = self.detail(response)
        yield from self.read_each(response, [row], partial(self.job, detail=detail))
        if not detail:
            raise UnreadableJsonError("no detail of a job")

    def without_detail(self, listed: RawPosting, _failure: Any) -> Iterator[RawPosting]:
        """Yield a job with the listing's values only."""
        yield listed

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for the detail of a listed job."""
        raise NotImplementedError

    def detail(self, response: Response) -> Mapping[str, Any]:
        """Return the job of a detail page; an empty record for any other page."""
        return self.detail_in(mapping(read_or_none(response.text)))

    def detail_in(self, page: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the job in a detail's JSON; an empty record where there is no job."""
        raise NotImplementedError

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting | None:
        """Return the posting of a listed row and its detail. Either may be empty."""
        raise NotImplementedError


def read_or_none(text: str) -> Any:
    """Return the value of a JSON text; None for a text that is not JSON."""
    try:
        return read_json(text)
    except UnreadableJsonError:
        return None


def may_be_of_the_field(title: str) -> bool:
    """Return whether a title may be of AI, ML or data; True where the role rules can't tell."""
    from pipeline.clean.title.relevance import read_relevance  # noqa: PLC0415  # most crawls don't need it

    return read_relevance(title).value is not Relevance.NO
