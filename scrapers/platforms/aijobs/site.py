"""Crawl ai-jobs.net, aijobs.net and foorilla.com: three versions of one board, and its articles."""

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial
from typing import Any

from parsel import Selector
from scrapy import Request
from scrapy.http import Response

from models.raw import PayField, RawPosting
from scrapers.base import BaseJobSpider
from scrapers.platforms.aijobs.detail import detail
from scrapers.platforms.aijobs.featured import featured, read_block, take_link
from scrapers.platforms.aijobs.listing import next_page, rows
from scrapers.platforms.aijobs.words import job_key
from scrapers.readers.page_url import slug
from scrapers.readers.record_values import left_over, required

FIELDS = frozenset(
    {"title", "company", "location", "workplace", "employment", "level", "salary", "posted"}
    | {"description_html"}
)
READ = FIELDS | {"link", "is_estimate"}


class AiJobsSpider(BaseJobSpider):
    """Reads the board's listing pages, the jobs they link to, and articles with featured jobs.

    A listing has no descriptions, and most listings name no company. So each job's page is
    requested. Where it doesn't answer, the posting has only the listing's values.
    """

    max_pages: int | str = 20

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first requests."""
        async for request in super().start():
            yield with_fragment_header(request)

    def parse(self, response: Response) -> Iterator[RawPosting | Request]:
        """Yield a page's content: a job, a listing's jobs and next page, or featured jobs."""
        if job_key(response.url):
            yield from self.parse_job(response, {})
            return
        page = Selector(text=response.text, type="html")
        for row in rows(page):
            yield from self.follow_row(response, row)
        number = response.meta.get("page", 1)
        if number < int(self.max_pages) and (address := next_page(page)):
            request = response.follow(address, self.parse, meta={"page": number + 1})
            yield with_fragment_header(request)
        yield from self.featured_jobs(response)

    def follow_row(self, response: Response, row: dict[str, Any]) -> Iterator[Request]:
        """Yield the request for the page of a listed job; refuse a row without a link."""
        if not row["title"] or not job_key(row["link"]):
            self.refuse(response, "unreadable_record", "no title, or no link to a job", row)
            return
        listed = row | {"link": response.urljoin(row["link"])}
        request = Request(
            listed["link"],
            self.parse_job,
            errback=partial(self.without_page, response, listed),
            cb_kwargs={"row": listed},
        )
        yield with_fragment_header(request)

    def parse_job(self, response: Response, row: Mapping[str, Any]) -> Iterator[RawPosting]:
        """Yield a job with the facts of its page, and of the listing where the page has none.

        A response from an address that is not a job's is no longer the job's page.
        """
        facts = detail(Selector(text=response.text, type="html")) if job_key(response.url) else {}
        link = row.get("link") or response.url
        merged = {**row, **{name: fact for name, fact in facts.items() if fact}, "link": link}
        yield from self.read_each(response, [merged], self.read)

    def without_page(
        self, response: Response, row: Mapping[str, Any], _failure: Any
    ) -> Iterator[RawPosting]:
        """Yield a job with the listing's values only: its page could not be fetched."""
        yield from self.read_each(response, [row], self.read)

    def featured_jobs(self, response: Response) -> Iterator[RawPosting]:
        """Yield the featured jobs of an article."""
        blocks, links = featured(response.text)
        places: dict[str, str] = {}

        def read(response: Response, block: str) -> RawPosting:
            facts = read_block(block)
            link = take_link(facts, links)
            key = slug(facts["company"], facts["title"])
            if places.setdefault(key, facts["location"]) != facts["location"]:
                key = slug(key, facts["location"])
            return self.read(response, facts | {"link": link or f"#{key}", "article": response.url})

        yield from self.read_each(response, blocks, read)

    def read(self, response: Response, facts: Mapping[str, Any]) -> RawPosting:
        """Return the raw posting made of a job's facts."""
        link = required(facts, "link")
        estimate = PayField(text=facts.get("salary", ""), is_estimate=True)
        return self.posting(
            response,
            source_key=job_key(link) or link.removeprefix("#"),
            url=response.urljoin(link),
            salary_fields=(estimate,) if facts.get("is_estimate") else (),
            extra=left_over(facts, READ),
            **{name: facts[name] for name in FIELDS if name in facts},
        )


def with_fragment_header(request: Request) -> Request:
    """Return the request with the header that makes foorilla.com send only the list."""
    if "/hiring/" in request.url:
        request.headers["HX-Request"] = "true"
    return request
