import gzip
import json
from datetime import UTC, datetime
from threading import Event

import pytest
from pytest_httpserver import HTTPServer
from scrapy import Request
from scrapy.http import Response
from werkzeug import Response as Answer

from pipeline.archive.archive import ArchiveWriter, read_archive
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.warc import Crawl, Exchange
from scrapers.downloader.credentials import (
    Credential,
    KeyWithheldError,
    as_asked,
    as_sent,
    blot_out,
    signed,
)
from scrapers.downloader.replay import as_response
from scrapers.middlewares.faults import fault
from scrapers.spiders.adzuna import Adzuna
from scrapers.spiders.usajobs import UsaJobs

URL = "https://api.example.org/search?what=ml"
SECRETS = ("s3c&ret", "s3c%26ret", "s3c%2526ret", "s3c\\u0026ret", "h3ader", "me@example.org")
ECHOES = ("location", "page", "json", "forbidden", "packed", "header")


def keyed(url=URL, origin="https://api.example.org", **secret):
    return signed(Request(url), Credential(origin, secret, {"X-Key": "h3ader"}))


def test_a_key_is_in_what_is_sent_and_not_in_what_was_asked():
    request = keyed(app_id="7", app_key="s3c&ret")
    sent = as_sent(request)
    assert sent.url == f"{URL}&app_id=7&app_key=s3c%26ret"
    assert sent.headers["X-Key"] == b"h3ader"
    assert (request.url, request.headers) == (URL, {})
    assert "s3c" not in repr(request.meta)
    sent.meta["download_latency"] = 0.5
    response = as_asked(Response(sent.url, body=b"x"), request, sent)
    assert (response.url, response.body) == (URL, b"x")
    assert request.meta["download_latency"] == 0.5


def test_a_request_without_a_key_is_sent_as_it_is():
    request = Request(URL)
    response = Response(URL)
    assert as_sent(request) is request
    assert as_asked(response, request, request) is response


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.org/search",
        "https://api.example.org:8443/search",
        "https://www.example.org/search",
        "https://api.example.org.evil.example/search",
        "https://api.example.org@evil.example/search",
    ],
)
def test_a_key_leaves_its_origin_with_no_request(url):
    with pytest.raises(KeyWithheldError) as caught:
        as_sent(keyed(url, app_key="s3cret"))
    assert fault(caught.value).code == "key_withheld"
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://API.example.org:443/x", "https://me@api.example.org/x"])
def test_other_spellings_of_the_origin_are_the_same(url):
    assert "app_key=s3cret" in as_sent(keyed(url, app_key="s3cret")).url


@pytest.mark.parametrize("spider", [Adzuna, UsaJobs])
def test_the_keys_of_real_sources_go_out_over_https_only(spider):
    assert spider.origin.startswith("https://")
    assert spider().credential().origin == spider.origin


@pytest.mark.parametrize("shown", ["s3c&ret", "s3c%26ret"])
def test_an_error_does_not_name_the_key(shown):
    error = OSError(5, f"Getting {URL}&app_key={shown} took longer than 60 seconds")
    error.__cause__ = ValueError(f"GET {URL}&app_key={shown}")
    blot_out(error, keyed(app_key="s3c&ret"))
    assert error.args == (5, f"Getting {URL}&app_key=REDACTED took longer than 60 seconds")
    assert str(error.__cause__) == f"GET {URL}&app_key=REDACTED"


def test_a_live_crawl_keeps_its_key_to_itself(tiny, job, tmp_path):
    tiny.list_boards("keyed", "keyed-down", "open")
    page = {"jobs": [job(1)]}
    for path in ("/keyed", "/keyed-down"):
        query = {"key": "s3c&ret"}
        expected = tiny.server.expect_request(path, query_string=query)
        if path == "/keyed":
            expected.respond_with_json(page)
        else:
            expected.respond_with_data("", 500)
    tiny.server.expect_request("/open", query_string="").respond_with_json(page)
    archive = tmp_path / "crawl.warc.gz"
    log = tiny.live(run="r1", LOG_LEVEL="DEBUG", PAYBAND_ARCHIVE=archive)
    assert tiny.states() == {"keyed": "complete", "keyed-down": "failed", "open": "complete"}
    assert "s3c" not in log
    assert "s3c" not in tiny.database.read_bytes().decode("latin-1")
    site = tiny.server.url_for("/keyed")
    assert ArchiveIndex(archive).find("GET", site, b"") is not None
    assert not any(found.redacted for found in exchanges(archive))
    tiny.database.unlink()
    tiny.server.clear()
    tiny.crawl(run="r2", PAYBAND_REPLAY=archive)
    assert tiny.states()["keyed"] == "complete"


def test_a_timeout_does_not_tell_the_key(tiny):
    asked = Event()
    tiny.list_boards("keyed-slow")
    slow = tiny.server.expect_request("/keyed-slow", query_string={"key": "s3c&ret"})
    slow.respond_with_handler(lambda _request: (asked.wait(2), Answer())[1])
    tiny.live(run="r1", DOWNLOAD_TIMEOUT=0.5, RETRY_ENABLED=0)
    asked.set()
    (run,) = tiny.rows("select * from crawl_run")
    assert "/keyed-slow?key=REDACTED took longer" in run["message"]


def echo(kind, request):
    """Answer with what was asked, in one of the ways a site does."""
    query = request.query_string.decode()
    said = f"{request.path}?{query}", request.args.get("key"), dict(request.headers)
    match kind:
        case "location":
            return Answer("", 301, {"Location": f"/moved?{query}", "X-Asked": said[0]})
        case "forbidden":
            return Answer(json.dumps(said), 403, content_type="application/json")
        case "json":
            address = f"https://jobs.example.org/1?{query}"
            jobs = [{"id": 1, "url": address, "title": f"Job {said[1]}"}, {"url": said}]
            return Answer(json.dumps({"jobs": jobs}).replace("&", "\\u0026"))
        case "packed":
            body = gzip.compress(json.dumps({"jobs": [], "asked": said}).encode())
            return Answer(body, headers={"Content-Encoding": "gzip"})
        case "header":
            return Answer('{"jobs": []}', headers={"X-Asked": said[0], "ETag": f'"{said[1]}"'})
    return Answer(f"<p>No {said} {said[0].replace('%', '%25')}", content_type="text/html")


@pytest.fixture
def hostile(tiny, job):
    """Return a site that repeats each key in every way, with a board for each."""
    tiny.list_boards(*(f"keyed-{kind}" for kind in ECHOES))
    for kind in ECHOES:
        expected = tiny.server.expect_request(f"/keyed-{kind}")
        expected.respond_with_handler(lambda request, kind=kind: echo(kind, request))
    moved = tiny.server.expect_request("/moved", query_string={"key": "s3c&ret"})
    moved.respond_with_json({"jobs": [job(2)]})
    return tiny


def exchanges(archive):
    return [item for item in read_archive(archive) if not isinstance(item, Crawl)]


def spoken(archive):
    return "".join(
        f"{item.url}{item.headers}{item.body.decode('latin-1')}" for item in exchanges(archive)
    )


def test_a_site_that_repeats_the_key_brings_it_nowhere(hostile, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    log = hostile.live(run="r1", LOG_LEVEL="DEBUG", PAYBAND_ARCHIVE=archive)
    everything = spoken(archive) + log + hostile.printed
    for file in tmp_path.glob("payband.db*"):
        everything += file.read_bytes().decode("latin-1")
    assert [secret for secret in SECRETS if secret in everything] == []
    by_path = {item.url.rpartition("/")[2].partition("?")[0]: item for item in exchanges(archive)}
    assert {name for name, item in by_path.items() if not item.redacted} == {"moved", "robots.txt"}
    assert (b"Content-Encoding", b"gzip") not in by_path["keyed-packed"].headers
    assert json.loads(by_path["keyed-packed"].body)["asked"][1] == "REDACTED"
    rows = hostile.rows("select title, url from raw_posting order by title")
    assert [row["title"] for row in rows] == ["Job 2", "Job REDACTED"]
    assert hostile.states()["keyed-location"] == "complete", "the key went along on its own site"


def test_a_redacted_archive_is_whole_and_replays_without_a_key(hostile, tmp_path):
    archive, again = tmp_path / "crawl.warc.gz", "select * from crawl_run order by board"
    hostile.live(run="r1", PAYBAND_ARCHIVE=archive)
    before = [{**row, "run_id": ""} for row in hostile.rows(again)]
    hostile.database.unlink()
    hostile.server.clear()
    hostile.crawl(run="r2", PAYBAND_REPLAY=archive)
    assert [{**row, "run_id": ""} for row in hostile.rows(again)] == before


def test_a_page_taken_out_of_an_archive_stays_marked(tmp_path):
    archive, at = tmp_path / "a.warc.gz", datetime(2026, 11, 1, tzinfo=UTC)
    writer = ArchiveWriter(archive)
    marks = [True, False]
    writer.responses([Exchange(URL, 200, (), b"x", at, redacted=mark) for mark in marks])
    writer.close()
    assert [found.redacted for found in exchanges(archive)] == marks
    assert [as_response(found).flags for found in exchanges(archive)] == [["redacted"], []]
    assert gzip.decompress(archive.read_bytes()).count(b"Payband-Redacted: keys") == 1


@pytest.fixture
def elsewhere():
    """Return another server on this machine: another origin."""
    with HTTPServer("127.0.0.1", 0) as server:
        server.expect_request("/robots.txt").respond_with_data("", 404)
        server.expect_request("/there").respond_with_json({"jobs": []})
        yield server


@pytest.mark.parametrize("refresh", [False, True])
def test_a_redirect_off_the_origin_is_refused_and_nothing_is_asked(tiny, elsewhere, refresh):
    tiny.list_boards("keyed")
    there = elsewhere.url_for("/there?key=s3c%26ret")
    page = f'<html><meta http-equiv="refresh" content="0;url={there}"></html>'
    answer = (page, 200, {}, "text/html") if refresh else ("", 302, {"Location": there})
    tiny.server.expect_request("/keyed").respond_with_data(*answer)
    places = [f"{server.host}:{server.port}" for server in (tiny.server, elsewhere)]
    tiny.live(run="r1", PAYBAND_REACHABLE=",".join(places), METAREFRESH_ENABLED=int(refresh))
    assert elsewhere.log == []
    (run,) = tiny.rows("select * from crawl_run")
    assert f"key_withheld: the key is for {tiny.server.url_for('')[:-1]} only" in run["message"]
    assert "s3c" not in run["message"]


def test_only_keyed_requests_to_the_origin_hold_a_key(tiny, job):
    tiny.list_boards("keyed", "open")
    answers = iter([Answer("", 503), Answer(json.dumps({"jobs": [job(1)], "next": ["/two"]}))])
    tiny.server.expect_request("/keyed").respond_with_handler(lambda _request: next(answers))
    tiny.server.expect_request("/two").respond_with_json({"jobs": [job(2)]})
    tiny.server.expect_request("/open").respond_with_json({"jobs": [job(1)]})
    tiny.live(run="r1")
    asked = [(r.path, "key" in r.args, r.headers.get("X-Key"), r.headers.get("Referer"))
             for r, _ in tiny.server.log]  # fmt: skip
    key = ("/keyed", True, "h3ader", None)
    bare = [(path, False, None, None) for path in ("/open", "/robots.txt", "/two")]
    assert sorted(asked, key=lambda row: row[0]) == [key, key, *bare]
