import json
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers.platforms.lever import pay_fields
from scrapers.platforms.remoteok import BEACON
from scrapers.readers.html_parts import as_html, sections
from scrapers.readers.pay_range import pay_range

LEVER = "https://api.lever.co/v0/postings/quillmere?mode=json&skip={}&limit=100"
HIMALAYAS = "https://himalayas.app/jobs/api/search?q=data&sort=recent&page={}"


def job(number):
    return {"id": str(number), "text": "Data Engineer", "hostedUrl": f"https://j.example/{number}"}


def asked(reading):
    return [{k: v[0] for k, v in parse_qs(urlsplit(r.url).query).items()} for r in reading.asked]


@pytest.mark.parametrize(
    ("records", "skip", "following"),
    [(100, 0, "100"), (100, 300, "400"), (99, 0, None), (0, 0, None)],
)
def test_lever_is_asked_until_a_page_is_not_full(records, skip, following, read):
    page = read(
        "lever", json.dumps([job(n) for n in range(records)]), LEVER.format(skip), "quillmere"
    )
    assert len(page.postings) == records
    expected = {"mode": "json", "skip": following, "limit": "100"}
    assert asked(page) == ([expected] if following else [])


@pytest.mark.parametrize(
    ("number", "meta", "following"),
    [(1, {}, "2"), (9, {"page": 9}, "10"), (10, {"page": 10}, None)],
)
def test_a_search_on_himalayas_ends_at_its_tenth_page(number, meta, following, read):
    one = {"guid": "g", "title": "Data Engineer", "applicationLink": "https://h.example/1"}
    page = read("himalayas", json.dumps({"jobs": [one]}), HIMALAYAS.format(number), **meta)
    expected = {"q": "data", "sort": "recent", "page": following}
    assert asked(page) == ([expected] if following else [])


@pytest.mark.parametrize("links", [None, {}, {"next": None}, {"next": ""}])
def test_arbeitnow_ends_where_no_page_is_next(links, read):
    one = {"slug": "s", "title": "Data Engineer", "url": "https://a.example/1"}
    assert read("arbeitnow", json.dumps({"data": [one], "links": links})).asked == []


@pytest.mark.parametrize(("remote", "word"), [(True, "Remote"), (False, ""), (None, "")])
def test_arbeitnow_says_remote_or_nothing(remote, word, read):
    one = {"slug": "s", "title": "Data Engineer", "url": "https://a.example/1", "remote": remote}
    (posting,) = read("arbeitnow", json.dumps({"data": [one]})).postings
    assert posting.workplace == word


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"low": 14, "high": 14, "of": "USD", "per": "hourly"}, ("14", "14", "USD", "hourly")),
        ({"low": 90000.5, "high": None, "of": "EUR"}, ("90000.5", "", "EUR", "")),
        ({"low": 0, "high": 70000}, ("", "70000", "", "")),
        ({"low": "120000", "high": "0.00"}, ("120000", "", "", "")),
        ({"low": 0, "high": 0, "of": "USD"}, None),
        ({"low": "", "high": None, "of": "USD", "per": "hourly"}, None),
        ({}, None),
    ],
)
def test_a_range_of_pay(record, found):
    fields = [
        (f.min, f.max, f.currency, f.unit) for f in pay_range(record, "low", "high", "of", "per")
    ]
    assert fields == ([found] if found else [])


@pytest.mark.parametrize("interval", ["per-year-salary", "per-hour-wage", "bi-week-salary", ""])
def test_levers_interval_is_passed_on_as_its_own_word(interval):
    pay = {"salaryRange": {"min": 1, "max": 2.5, "currency": "USD", "interval": interval}}
    assert [(f.min, f.max, f.unit) for f in pay_fields(pay)] == [("1", "2.5", interval)]


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        ("<p>Logs.</p>\n\nPlease mention the word **A** and tag B (#B).", "<p>Logs.</p>"),
        ("<p>Logs.</p><br /><br /><p>Please mention the word **A** and</p>", "<p>Logs.</p>"),
        ("Logs. Mention the word data.", "Logs. Mention the word data."),
        ("<br>" * 50_000, "<br>" * 50_000),
    ],
)
def test_what_remote_ok_writes_for_each_reader_is_left_out(description, kept):
    assert BEACON.sub("", description) == kept


def test_a_description_of_several_parts():
    parts = [("", "<p>a</p>"), ("You & we", "<ul></ul>"), ("Gone", " "), (" ", "z")]
    assert sections(parts) == "<p>a</p>\n<h3>You &amp; we</h3>\n<ul></ul>\nz"


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("a & b\nc", "a &amp; b<br>\nc"),
        ("p < 5%, q > 6%", "p &lt; 5%, q &gt; 6%"),
        ("<p>a &amp; b</p>", "<p>a &amp; b</p>"),
        ("a<br/>b", "a<br/>b"),
    ],
)
def test_plain_text_becomes_html(words, html):
    assert as_html(words) == html
