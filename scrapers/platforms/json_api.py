"""Base spider for JSON APIs: pages of records, one page after the other."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from scrapers.base import BaseJobSpider
from scrapers.readers.json_text import read_json, records_at


class JsonApiSpider(BaseJobSpider):
    """A subclass says where the records are, how to read one, and where the next page is.

    `records` is the path to the list: keys joined by dots; "" where the page is the list.
    `max_pages` limits the pages of a large board; a crawl can set it as an argument. 0 means no
    limit.
    """

    records: ClassVar[str] = ""
    max_pages: int | str = 0

    def parse(self, response: Response) -> Iterator[RawPosting | Request]:
        """Yield the postings of a page, then the request for the next one.

        Raises UnreadableJsonError where the page holds no list of records.
        """
        page = read_json(response.text)
        found = self.rows(page)
        made: Iterator[RawPosting | Request] = self.read_each(response, found, self.read)
        yield from made
        number, last = response.meta.get("page", 1), int(self.max_pages)
        if (not last or number < last) and (request := self.next_page(response, page, len(found))):
            request.meta["page"] = number + 1
            yield request

    def rows(self, page: Any) -> list[Any]:
        """Return the records of a page. Raises UnreadableJsonError where it has no list."""
        return records_at(page, self.records)

    def read(self, response: Response, record: Any) -> RawPosting | Request | None:
        """Return the posting of a record, or the request that leads to it.

        None for a record that a rule of the source leaves out.
        """
        raise NotImplementedError

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:  # noqa: ARG002  # for subclasses
        """Return the request for the page after one of `count` records; None on the last."""
        return None
