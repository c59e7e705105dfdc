import json

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from pipeline.errors import UsageError
from scrapers.plan import Plan
from scrapers.platforms.schema_org.site import SHOWN, SchemaOrgSpider

JOB = {"@type": "JobPosting", "title": "T"}
CANONICAL = '<link rel="canonical" href="{}">'


class Acme(SchemaOrgSpider):
    name = "acme"
    allowed_domains = ["acme.example"]  # noqa: RUF012  # as a spider has it
    start_urls = ["https://acme.example/jobs"]  # noqa: RUF012  # as a spider has it
    follow = r"/jobs/(\d+|page-\d+)$"


def page(*nodes, head=""):
    blocks = (f'<script type="application/ld+json">{json.dumps(n)}</script>' for n in nodes)
    return head + "".join(blocks)


def parsed(spider, body, url="https://acme.example/jobs"):
    return list(spider.parse(HtmlResponse(url, body=body.encode(), request=Request(url))))


def test_a_new_site_follows_its_listing_to_the_postings():
    links = ["/jobs/1", "jobs/2", "/jobs/page-2", "/jobs/3/apply", "/about", "/jobs/1#apply"]
    links += ["https://elsewhere.example/jobs/9", "https://sub.acme.example/jobs/4"]
    body = "".join(f'<a href="{link}">x</a>' for link in links)
    found = {r.url.partition("#")[0] for r in parsed(Acme(), body)}
    paths = ["acme.example/jobs/1", "acme.example/jobs/2", "acme.example/jobs/page-2"]
    assert found == {f"https://{p}" for p in [*paths, "sub.acme.example/jobs/4"]}


def test_a_pattern_that_is_none_is_the_users_to_mend():
    with pytest.raises(UsageError, match=r"follow: '\(' is not a regular expression"):
        Acme().settle(Plan(urls=("https://acme.example/jobs",), options={"follow": "("}))


def test_without_a_pattern_no_link_is_followed():
    spider = Acme()
    spider.follow = ""
    assert parsed(spider, '<a href="/jobs/1">x</a>') == []


def test_postings_come_before_the_links():
    posting, request = parsed(Acme(), page(JOB) + '<a href="/jobs/1">x</a>')
    assert (posting.title, request.callback.__name__) == ("T", "parse")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://acme.example/jobs/1?a=b"),
        (CANONICAL.format("/jobs/1"), "https://acme.example/jobs/1"),
        (CANONICAL.format("https://acme.example/"), "https://acme.example/jobs/1?a=b"),
        (CANONICAL.format(""), "https://acme.example/jobs/1?a=b"),
    ],
)
def test_the_pages_own_address_is_the_postings(head, url):
    (posting,) = parsed(Acme(), page(JOB, head=head), "https://acme.example/jobs/1?a=b#top")
    assert posting.url == url


def test_several_postings_of_a_page_have_addresses_and_keys_of_their_own():
    nodes = [JOB | {"title": t, "jobLocation": p} for t, p in [("A", "X"), ("A", "Y"), ("B", "X")]]
    found = parsed(Acme(), page(*nodes))
    assert len({p.source_key for p in found}) == len({p.url for p in found}) == 3
    assert found[0].url == "https://acme.example/jobs#a-x"


@pytest.mark.parametrize(
    "shared",
    [
        {},
        {"url": "https://acme.example/careers"},
        {"identifier": "R-7"},
        {"datePosted": "2026-10-01"},
    ],
)
def test_postings_of_one_title_and_place_keep_keys_of_their_own(shared):
    nodes = [JOB | shared | {"jobLocation": "X", "description": text} for text in ("one", "two")]
    found = parsed(Acme(), page(*nodes))
    assert [p.description_html for p in found] == ["one", "two"]
    assert len({p.source_key for p in found}) == 2
    assert [p.source_key for p in found] == [p.source_key for p in parsed(Acme(), page(*nodes))]


def test_a_broken_block_is_refused_with_its_beginning():
    spider = Acme()
    body = '<script type="application/ld+json">{"@type": "JobPosting", "x": "' + "y" * 50_000
    assert parsed(spider, body + "</script>") == []
    (refused,) = spider.crawl_stats.refusals
    assert refused["reason"] == "unreadable_block"
    assert len(refused["record"]) < SHOWN + 100


def test_a_page_of_mere_text_is_no_error():
    request = Request("https://acme.example/jobs")
    response = TextResponse(request.url, body=b"Nothing here.", request=request)
    assert list(Acme().parse(response)) == []


def test_a_pattern_that_matches_no_link_of_the_first_page_is_said():
    spider = Acme()
    spider.follow = "/openings/"
    assert parsed(spider, '<a href="/jobs/1">x</a>') == []
    words = "no link of https://acme.example/jobs matches follow '/openings/'"
    assert words in spider.crawl_stats.board("").notes
