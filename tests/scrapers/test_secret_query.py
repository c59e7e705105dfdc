from threading import Event

import pytest
from scrapy import Request
from scrapy.http import Response
from werkzeug import Response as Answer

from pipeline.store.archive_index import ArchiveIndex
from scrapers.secret_query import SECRET, as_asked, blot_out, with_secret

URL = "https://api.example.org/search?what=ml"


def keyed(**secret):
    return Request(URL, meta={SECRET: secret} if secret else {})


def test_a_key_is_in_what_is_sent_and_not_in_what_was_asked():
    request = keyed(app_id="7", app_key="s3c&ret")
    sent = with_secret(request)
    assert sent.url == f"{URL}&app_id=7&app_key=s3c%26ret"
    assert request.url == URL
    sent.meta["download_latency"] = 0.5
    response = as_asked(Response(sent.url, body=b"x"), request, sent)
    assert (response.url, response.body) == (URL, b"x")
    assert request.meta["download_latency"] == 0.5


def test_a_request_without_a_key_is_sent_as_it_is():
    request = keyed()
    response = Response(URL)
    assert with_secret(request) is request
    assert as_asked(response, request, request) is response


@pytest.mark.parametrize("shown", ["s3c&ret", "s3c%26ret"])
def test_an_error_does_not_name_the_key(shown):
    error = OSError(5, f"Getting {URL}&app_key={shown} took longer than 60 seconds")
    blot_out(error, keyed(app_key="s3c&ret"))
    assert error.args == (5, f"Getting {URL}&app_key=*** took longer than 60 seconds")


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
    assert "s3c" not in log.replace("secret_query", "")
    assert "s3c" not in tiny.database.read_bytes().decode("latin-1")
    site = tiny.server.url_for("/keyed")
    assert ArchiveIndex(archive).find("GET", site, b"") is not None
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
    assert "/keyed-slow?key=*** took longer" in run["message"]
