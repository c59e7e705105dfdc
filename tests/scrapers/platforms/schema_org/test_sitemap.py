import gzip
import json

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse, XmlResponse

from scrapers.platforms.schema_org.site import SchemaOrgSpider
from scrapers.platforms.schema_org.sitemap import MOST_ADDRESSES, is_sitemap, read_sitemap

SITE = "https://acme.example"


class Acme(SchemaOrgSpider):
    name = "acme"
    allowed_domains = ["acme.example"]  # noqa: RUF012  # as a spider has it


def sitemap(kind, *paths):
    entry = "url" if kind == "urlset" else "sitemap"
    listed = "".join(
        f"<{entry}><loc>{p}</loc><lastmod>2026-10-01</lastmod></{entry}>" for p in paths
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><!-- made --><{kind} xmlns="{space}">{listed}</{kind}>'.encode()


def response(body, path="/sitemap.xml", kind=XmlResponse):
    return kind(SITE + path, body=body, request=Request(SITE + path))


def asked(body, path="/sitemap.xml", kind=XmlResponse, follow=""):
    spider = Acme()
    spider.follow = follow
    return [r.url.removeprefix(SITE) for r in spider.parse(response(body, path, kind))]


PAGES = sitemap(
    "urlset",
    f"{SITE}/jobs/ml-engineer-1",
    f"{SITE}/blog/our-jobless-year",
    f"{SITE}/karriere/2",
    f"{SITE}/p/3",
    "https://elsewhere.example/jobs/4",
)


@pytest.mark.parametrize(
    ("follow", "paths"),
    [
        ("", ["/jobs/ml-engineer-1", "/karriere/2"]),
        (r"/p/\d", ["/p/3"]),
        (r"elsewhere", []),
        (r"nowhere", []),
    ],
)
def test_the_pages_of_this_site_that_are_wanted_are_asked_for(follow, paths):
    assert asked(PAGES, follow=follow) == paths


def test_a_packed_sitemap_is_read():
    packed = gzip.compress(PAGES)
    assert asked(packed, "/sitemap.xml.gz", Response) == ["/jobs/ml-engineer-1", "/karriere/2"]


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (["/posts.xml", "/jobs-1.xml"], ["/jobs-1.xml"]),
        (["/a.xml", "/b.xml"], ["/a.xml", "/b.xml"]),
    ],
)
def test_an_index_leads_to_the_sitemaps_named_like_jobs_or_to_all(names, paths):
    assert asked(sitemap("sitemapindex", *(SITE + name for name in names))) == paths


def test_a_robots_txt_leads_to_its_sitemaps():
    body = b"User-agent: *\nDisallow: /x\nSitemap: /jobs.xml\nsitemap: https://elsewhere.example/s.xml\n"
    assert asked(body, "/robots.txt", TextResponse) == ["/jobs.xml"]


@pytest.mark.parametrize("body", [b"", b"Sorry", b"\xff\x00"])
def test_what_is_no_sitemap_is_an_error(body):
    with pytest.raises(ValueError, match="no sitemap"):
        read_sitemap(response(body))


def test_an_entity_of_a_sitemap_is_left_alone(tmp_path):
    (tmp_path / "secret").write_text("jobs-secret")
    body = (
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        f"<urlset><url><loc>{SITE}/jobs/&x;</loc></url></urlset>"
    )
    assert "secret" not in str(read_sitemap(response(body.encode())).pages)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("/sitemap.xml", True),
        ("/s.XML.gz", True),
        ("/robots.txt", True),
        ("/jobs", False),
        ("/x.html", False),
    ],
)
def test_a_sitemap_is_known_by_its_address(path, is_one):
    assert is_sitemap(response(b"", path)) is is_one


def test_one_bad_address_is_refused_and_the_others_are_asked_for():
    spider = Acme()
    body = sitemap("urlset", "http://[::1/jobs/1", f"{SITE}/jobs/2", "/jobs/3", "https://:x/jobs/4")
    assert [r.url for r in spider.parse(response(body))] == [f"{SITE}/jobs/2"]
    rows = spider.crawl_stats.take_refusals("r", "s")
    assert {row.reason for row in rows} == {"bad_address"}
    assert [json.loads(row.record) for row in rows] == [
        "http://[::1/jobs/1",
        "/jobs/3",
        "https://:x/jobs/4",
    ]


def test_a_bad_address_in_robots_txt_loses_no_other():
    body = f"Sitemap: http://[::1/a.xml\nSitemap: {SITE}/jobs.xml\nSitemap: /more.xml".encode()
    found = read_sitemap(response(body, "/robots.txt", TextResponse))
    assert found.bad == ("http://[::1/a.xml",)
    assert found.sitemaps == (f"{SITE}/jobs.xml",)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_sitemap_is_read_as_far_as_the_protocol_allows(pack):
    paths = [f"{SITE}/jobs/{n}" for n in range(MOST_ADDRESSES + 5)]
    spider = Acme()
    asked_for = list(spider.parse(response(pack(sitemap("urlset", *paths)), "/sitemap.xml.gz")))
    (row,) = spider.crawl_stats.take_refusals("r", "s")
    assert (len(asked_for), row.reason) == (MOST_ADDRESSES, "too_many_records")


@pytest.mark.parametrize(
    "body", [b"<urlset>" + b"<a/>" * 2_000_000, b"<urlset>" + b" " * 60_000_000]
)
def test_a_sitemap_of_other_things_ends_soon(body):
    assert read_sitemap(response(gzip.compress(body, 1), "/sitemap.xml.gz")).more


def test_an_image_of_a_page_is_no_page():
    image = f"<image><loc>{SITE}/jobs/i</loc></image>"
    body = f"<urlset><url><loc>{SITE}/jobs/1</loc>{image}</url></urlset>"
    assert asked(body.encode()) == ["/jobs/1"]
