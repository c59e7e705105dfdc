"""Listings that say little: what a job is about, and its pay, stand on its own page only."""

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
    """A platform over it says where a job's detail is, and what listing and detail make together.

    A detail is asked for only where the title may be of AI, ML or data. All other jobs come out
    as their listing has them, and so does one whose detail can't be had: none is lost.
    """

    def parse(self, response: Response) -> Iterator[RawPosting | Request]:
        """Yield the jobs of a listing, or the one job of a detail that is read by itself."""
        if detail := self.detail(response):
            yield from self.read_each(response, [{}], partial(self.job, detail=detail))
        else:
            yield from super().parse(response)

    def read(self, response: Response, record: Any) -> RawPosting | Request | None:
        """Return the request for a job's detail; the job itself where title or day rule it out."""
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

        Where the page is none, yield it as listed and raise UnreadableJsonError after that.
        """
        detail = self.detail(response)
        yield from self.read_each(response, [row], partial(self.job, detail=detail))
        if not detail:
            raise UnreadableJsonError("no detail of a job")

    def without_detail(self, listed: RawPosting, _failure: Any) -> Iterator[RawPosting]:
        """Yield a job as its listing has it."""
        yield listed

    def detail_request(self, response: Response, record: Mapping[str, Any]) -> Request:
        """Return the request for the detail of a listed job."""
        raise NotImplementedError

    def detail(self, response: Response) -> Mapping[str, Any]:
        """Return the job of a page that is a detail; an empty record for any other page."""
        return self.detail_in(mapping(read_or_none(response.text)))

    def detail_in(self, page: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the job in a detail's JSON; an empty record where it is none."""
        raise NotImplementedError

    def job(
        self, response: Response, row: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> RawPosting | None:
        """Return the posting of a listed row and its detail, either of which may be empty."""
        raise NotImplementedError


def read_or_none(text: str) -> Any:
    """Return the value of a JSON text; None for what is none."""
    try:
        return read_json(text)
    except UnreadableJsonError:
        return None


def may_be_of_the_field(title: str) -> bool:
    """Whether a title may be of AI, ML or data: by the rules of roles, or where they don't know."""
    from pipeline.clean.title.relevance import read_relevance  # noqa: PLC0415  # most crawls save it

    return read_relevance(title).value is not Relevance.NO
