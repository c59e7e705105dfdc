import pytest
from scrapy.http import HtmlResponse, Response

from scrapers.middlewares.charset import reread

URL = "https://jobs.example.org/"
TEXT = "<p>Ingénieur – Zürich</p>"


@pytest.mark.parametrize(
    ("written", "stated", "read"),
    [
        ("utf-8", "utf-8", TEXT),
        ("cp1252", "utf-8", TEXT),
        ("utf-8", "iso-8859-1", TEXT),
        ("utf-8", "windows-1252", TEXT),
        ("cp1252", "windows-1252", TEXT),
        ("cp1252", "iso-8859-1", TEXT),
    ],
)
def test_a_page_is_read_as_it_was_written(written, stated, read):
    head = {"Content-Type": f"text/html; charset={stated}"}
    found = reread(HtmlResponse(URL, headers=head, body=TEXT.encode(written)))
    assert isinstance(found, HtmlResponse)
    assert found.text == read
    assert bool(found.flags) == ((written == "utf-8") != (stated == "utf-8"))


def test_one_broken_byte_does_not_turn_a_page_of_utf8():
    body = "日本語のページ".encode() + b"\xff"
    head = {"Content-Type": "text/html; charset=utf-8"}
    found = reread(HtmlResponse(URL, headers=head, body=body))
    assert isinstance(found, HtmlResponse)
    assert found.text == "日本語のページ\ufffd"
    assert found.flags == []


@pytest.mark.parametrize("body", [b"plain", b"\xff\xd8"])
def test_what_is_no_text_stays(body):
    response = Response(URL, body=body)
    assert reread(response) is response
