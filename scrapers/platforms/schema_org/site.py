"""Crawl any site with schema.org JobPosting markup (JSON-LD): pages, links and sitemaps."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag, urlsplit

from scrapy import Request, Selector
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor
from scrapy.utils.url import url_is_from_any_domain

from models.raw import RawPosting
from scrapers.base import BaseJobSpider
from scrapers.limits import check_elements
from scrapers.plan import Plan
from scrapers.platforms.schema_org.distinct_keys import distinct_keys
from scrapers.platforms.schema_org.job_posting import IGNORED, KEPT, READ, fields
from scrapers.platforms.schema_org.json_ld import job_postings
from scrapers.platforms.schema_org.link_pattern import LinkPattern
from scrapers.platforms.schema_org.place import places
from scrapers.platforms.schema_org.sitemap import is_sitemap, read_sitemap
from scrapers.readers.page_url import absolute, slug
from scrapers.readers.record_values import said

HEAD = 500_000  # characters that are searched for a page's canonical address
SHOWN = 10_000  # characters of a broken block kept in quarantine; the archive has all of it


class SchemaOrgSpider(BaseJobSpider):
    """A site with JSON-LD. For a new site, declare a spider with name, domain and start pages.

    `follow` is a regular expression, also an argument of a crawl. Links with an address that it
    matches are read, too, such as the postings of a listing page and its next pages. A start page
    may be a sitemap, or a robots.txt that names one. Without `follow`, a sitemap's pages with
    addresses like those of jobs are read.
    """

    known = READ | KEPT | IGNORED
    follow: str = ""

    def settle(self, plan: Plan) -> None:
        """Use `plan` for this crawl. Raises UsageError also for an invalid `follow`."""
        super().settle(plan)
        self.follow = self.given.get("follow", self.follow)
        LinkPattern(self.follow)

    def parse(self, response: Response) -> Iterator[RawPosting | Request]:
        """Yield the postings of a page, then the requests for the pages it links to."""
        if is_sitemap(response):
            yield from self.listed(response)
            return
        postings, broken = job_postings(response.text)
        for block in broken:
            self.refuse(response, "unreadable_block", block.why, block.text[:SHOWN])
        page = page_address(response)

        def read(_response: Response, node: Mapping[str, Any]) -> dict[str, Any]:
            address = page if len(postings) == 1 else f"{page}#{place_on_page(node)}"
            return fields(node, address)

        for found in distinct_keys(list(self.read_each(response, postings, read))):
            yield self.posting(response, **found)
        yield from self.followed(response)

    def listed(self, response: Response) -> Iterator[Request]:
        """Yield requests for a sitemap's addresses on this site. Raises ValueError."""
        found = read_sitemap(response, LinkPattern(self.follow))
        for address in found.bad:
            self.refuse(response, "bad_address", "not an address of a page", address[:SHOWN])
        if found.more:
            why = "more addresses or bytes than the protocol of sitemaps allows"
            self.leave_out(response, "too_many_records", why, 1)
        for url in (*found.sitemaps, *found.pages):
            if url_is_from_any_domain(url, self.own_domains(response)):
                yield Request(url, self.parse)

    def own_domains(self, response: Response) -> list[str]:
        """Return the domains the crawl stays on; the page's own with its port, as Scrapy needs."""
        return [*self.allowed_domains, urlsplit(response.url).netloc]

    def followed(self, response: Response) -> Iterator[Request]:
        """Yield the requests for the links of a page that `follow` matches."""
        pattern = LinkPattern(self.follow)
        if pattern and isinstance(response, HtmlResponse):
            check_elements(response.body)
            links = LinkExtractor(allow_domains=self.own_domains(response)).extract_links(response)
            wanted = [link for link in links if pattern.matches(link.url)]
            if links and not wanted and not response.meta.get("depth"):
                words = f"no link of {response.url} matches follow {self.follow!r}"
                self.crawl_stats.board(self.board(response).token).note(words)
            yield from response.follow_all(wanted, self.parse)


def page_address(response: Response) -> str:
    """Return the canonical address that a page states, or else its fetched address."""
    fetched = urldefrag(response.url).url
    if not isinstance(response, HtmlResponse):
        return fetched
    head = Selector(text=response.text[:HEAD], type="html")
    return absolute(fetched, head.xpath("//link[@rel='canonical']/@href").getall())


def place_on_page(node: Mapping[str, Any]) -> str:
    """Return the fragment that identifies a posting among the others on its page."""
    return slug(said(node.get("title")), places(node))
