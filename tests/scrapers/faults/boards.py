"""How each board of rows.csv behaves: one function a board, named as the board."""

import gzip
import json
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli

from tests.scrapers.faults.wire import HTML

BOMB = 150 * 1024**2  # bytes unpacked: more than the memory a crawl may take
# Packed before a crawl begins: a busy machine would take longer than the crawl waits.
PACKED = {
    "gzip": gzip.compress(bytes(BOMB), 1),
    "br": brotli.compress(bytes(BOMB), quality=1),
    "deflate": zlib.compress(bytes(BOMB), 1),
}


def job(number, **more):
    return {
        "id": number,
        "url": f"https://jobs.example.org/{number}",
        "title": f"Job {number}",
    } | more


def page(*jobs, **more):
    return json.dumps({"jobs": jobs or [job(1), job(2)], **more})


def posting(number, **more):
    said = {"@type": "JobPosting", "title": f"Job {number}", "identifier": str(number)} | more
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def html(*parts):
    return f"<html><head><title>Careers</title></head><body>{''.join(parts)}</body></html>"


# --- transport ---


def reset(ask):
    ask.head(200, [("Content-Type", "application/json"), ("Content-Length", 1000)])
    ask.send(page().encode()[:50])
    ask.reset()


def hang(ask):
    ask.hang()


def drip(ask):
    ask.head(200, [("Content-Type", "application/json"), ("Content-Length", 1000)])
    while True:
        ask.send(b" ")
        time.sleep(0.2)


def length_too_long(ask):
    body = page()
    ask.reply(body, Content_Length=len(body) + 100)


def length_too_short(ask):
    ask.reply(page(), Content_Length=30)


def length_too_short_html(ask):
    body = html(posting(1))
    ask.reply(body, kind=HTML, Content_Length=len(body) - 30)


def chunks_cut(ask):
    ask.head(200, [("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")])
    ask.send(b"64\r\n" + page().encode()[:20])


def gzip_cut(ask):
    jobs = [job(n, note=f"{n * 7919:x}") for n in range(200)]
    ask.reply(gzip.compress(page(*jobs).encode())[:-20], Content_Encoding="gzip")


def gzip_mended(ask):
    packed = gzip.compress(page().encode())
    ask.reply(packed[:-20] if ask.n == 1 else packed, Content_Encoding="gzip")


def gzip_untrue(ask):
    ask.reply(page(), Content_Encoding="gzip")


def gzip_bomb(ask):
    ask.reply(PACKED["gzip"], Content_Encoding="gzip")


def brotli_bomb(ask):
    ask.reply(PACKED["br"], Content_Encoding="br")


def deflate_bomb(ask):
    ask.reply(PACKED["deflate"], Content_Encoding="deflate")


def sitemap_bomb(ask):
    ask.reply(PACKED["gzip"], kind="application/gzip")


def large(ask):
    ask.reply(b" " * (17 * 1024**2))


def self_signed(ask):
    ask.reply(page())


def no_http(ask):
    ask.send(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64")


def long_header(ask):
    ask.reply(page(), X_Long="x" * 100_000)


def twice_said(ask):
    body = page()
    said = [("Content-Type", "application/json"), ("Content-Length", len(body))]
    ask.head(200, [*said, ("Content-Type", "application/json"), ("Server", "a"), ("Server", "b")])
    ask.send(body.encode())


def cookies(ask):
    if "cookie" in ask.headers:
        ask.reply("", 500)
    body = page(next=["/two"]) if ask.path != "/two" else page(job(3))
    said = [("Content-Type", "application/json"), ("Content-Length", len(body))]
    ask.head(200, said + [("Set-Cookie", f"c{n}={n}; Path=/") for n in range(300)])
    ask.send(body.encode())


# --- what HTTP means ---


def busy_once(ask, says="1", status=429):
    if ask.n == 1:
        ask.reply("", status, Retry_After=says)
    else:
        ask.reply(page())


def busy_until(ask):
    at = datetime.now(UTC) + timedelta(seconds=2)
    busy_once(ask, format_datetime(at, usegmt=True))


def busy_past(ask):
    busy_once(ask, "Wed, 21 Oct 2015 07:28:00 GMT")


def busy_garbage(ask):
    busy_once(ask, "after lunch")


def busy_too_long(ask):
    busy_once(ask, "1000000000")


def down_twice(ask):
    if ask.n < 3:
        ask.reply("", 503, Retry_After="1")
    else:
        ask.reply(page())


def busy_for_ever(ask):
    ask.reply("", 429, Retry_After="0")


def forbidden(ask):
    ask.reply("", 403)


def challenged(ask):
    ask.reply("<html><title>Just a moment...</title></html>", kind=HTML)


def walled(ask):
    ask.reply('<html><title>Sign in</title><input type="password"></html>', kind=HTML)


def nothing(ask):
    ask.reply("")


def no_board(ask):
    ask.reply("", 404)


def detail_gone(ask):
    if ask.path == "/two":
        ask.reply("", 404)
    else:
        ask.reply(page(next=["/two"]))


def detail_sent_home(ask):
    if ask.path == "/two":
        ask.reply("", 301, Location="/detail-sent-home")
    else:
        ask.reply(page(next=["/two"]))


def leads_to_itself(ask):
    ask.reply("", 302, Location=ask.path)


def leads_on(ask):
    number = int(ask.path.rpartition("-")[2]) if ask.path[-1].isdigit() else 0
    if number < 21:
        ask.reply("", 302, Location=f"/hop-{number + 1}")
    else:
        ask.reply(page())


def refreshes(ask):
    ask.reply(html('<meta http-equiv="refresh" content="0;url=/refreshes">'), kind=HTML)


def to_a_file(ask):
    ask.reply("", 302, Location="file:///etc/hostname")


def with_key(ask):
    ask.reply("", 302, Location=f"http://{ask.host.others['key-taker'].place}/key-taker")


def key_taker(ask):
    given = [name for name in ("authorization", "cookie") if name in ask.headers]
    ask.reply("", 500) if given else ask.reply(page())


def robots_slow(ask):
    if ask.path == "/robots.txt":
        ask.reply("User-agent: *\nCrawl-delay: 1\n", kind="text/plain")
    elif ask.path == "/two":
        ask.reply(page(job(3)))
    else:
        ask.reply(page(next=["/two"]))


def robots_day(ask):
    rules = "User-agent: *\nCrawl-delay: 86400\n"
    ask.reply(rules, kind="text/plain") if ask.path == "/robots.txt" else ask.reply(page())


def robots_busy(ask):
    ask.reply("", 429) if ask.path == "/robots.txt" else ask.reply(page())


def robots_down(ask):
    ask.reply("", 503) if ask.path == "/robots.txt" else ask.reply(page())


def robots_hang(ask):
    ask.hang() if ask.path == "/robots.txt" else ask.reply(page())


def robots_circle(ask):
    ask.reply("", 302, Location="/robots.txt") if ask.path == "/robots.txt" else ask.reply(page())


def robots_html(ask):
    ask.reply(html("Not found") if ask.path == "/robots.txt" else page(), kind=HTML)


def robots_closed(ask):
    rules = "User-agent: payband\nDisallow: /\n"
    ask.reply(rules, kind="text/plain") if ask.path == "/robots.txt" else ask.reply(page())


def repeats(ask):
    number = int(ask.path.rpartition("=")[2] or 0) if "=" in ask.path else 0
    ask.reply(page(next=[f"/repeats?p={number + 1}"]))


def promises_more(ask):
    ask.reply(page(total=500))


def moves(ask):
    """Between the pages, job 3 moves from the second to the first."""
    first = page(job(1), job(2), total=4, next=["/two"])
    ask.reply(page(job(4), total=4) if ask.path == "/two" else first)


# --- what stands in the pages ---


def json_cut(ask):
    ask.reply(page()[:-30])


def json_mark(ask):
    ask.reply(b"\xef\xbb\xbf" + page().encode())


def json_nan(ask):
    ask.reply(page(job(1), rate=float("nan")))


def json_comma(ask):
    ask.reply(page(job(1)).replace("]", ",]"))


def json_twice(ask):
    ask.reply(page(job(1)).replace("{", '{"jobs": [], ', 1))


def json_huge_number(ask):
    ask.reply(page(job(1)).replace("{", '{"n": 1' + "0" * 5000 + ", ", 1))


def json_deep(ask):
    ask.reply('{"jobs": ' + "[" * 5000 + "1" + "]" * 5000 + "}")


def json_lines(ask):
    ask.reply("\n".join(json.dumps(job(n)) for n in range(3)))


def html_as_json(ask):
    ask.reply(html("<h1>Something went wrong</h1>"))


def cp1252_as_utf8(ask):
    said = json.dumps({"jobs": [job(1, title="Ingénieur – Zürich")]}, ensure_ascii=False)
    ask.reply(said.encode("cp1252"), kind="application/json; charset=utf-8")


def utf8_as_latin1(ask):
    said = html(posting(1, title="Ingénieur Zürich")).encode().decode("unicode_escape")
    ask.reply(said.encode(), kind="text/html; charset=ISO-8859-1")


def nul(ask):
    ask.reply(page(job(1, title="Data\0 Engineer")))


def surrogates(ask):
    ask.reply(page(job(1, title="Data \ud800 Engineer \u202e\u200b")))


def long_title(ask):
    ask.reply(page(job(1, title="x" * 10_000), job(2, title="🚀 ML Engineer é")))


def deep_html(ask):
    ask.reply(html("<div>" * 100_000, posting(1), f'<p title="{"x" * 10**7}">'), kind=HTML)


def several_in_one(ask):
    said = json.dumps([{"@type": "JobPosting", "title": f"Job {n}"} for n in (1, 2)])
    graph = json.dumps({"@graph": [{"@type": ["JobPosting"], "title": "Job 3"}]})
    blocks = (said, graph, '{"@type": "JobPosting", "title": broken')
    ask.reply(
        html(*(f'<script type="application/ld+json">{b}</script>' for b in blocks)), kind=HTML
    )


def escapes(ask):
    ask.reply(page(job(1, title="A\x1b[2J\nB\tC"), {"id": "\x1b[2J\nINFO: Spider closed"}))


def fields_missing(ask):
    ask.reply(page(job(1), job(2, title=" "), job(3, url="")))


def new_field(ask):
    ask.reply(page(job(1, bonus="a car")))


def other_type(ask):
    ask.reply(page(job(1), job(2, title={"en": "Job 2"})))
