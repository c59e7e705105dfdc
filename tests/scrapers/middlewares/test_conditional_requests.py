import hashlib

import pytest
from werkzeug import Response

from pipeline.archive.archive import read_archive
from pipeline.archive.warc import Exchange

ORDER = "select * from raw_posting order by posting_id"
CRAWLS = "select * from crawl_run order by run_id, board"


class Site:
    """Pages that can be asked whether they changed, and what was asked of them."""

    def __init__(self, tiny, *, by="etag"):
        self.tiny, self.by = tiny, by
        self.pages, self.asked = {}, []

    def page(self, path, jobs, *, next_page=None):
        new = path not in self.pages
        self.pages[path] = {"jobs": jobs, "next": [next_page] if next_page else []}
        if new:
            self.tiny.server.expect_request(path).respond_with_handler(self.answer)

    def answer(self, request):
        body = str(self.pages[request.path]).replace("'", '"').encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        stamp = "Wed, 21 Oct 2026 07:28:00 GMT"
        known = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        said = {"ETag": tag} if self.by == "etag" else {"Last-Modified": stamp}
        same = known == ((tag, None) if self.by == "etag" else (None, stamp))
        self.asked.append((request.path, any(known), same))
        answer = Response("" if same else body, 304 if same else 200, content_type="text/json")
        answer.headers.update(said)
        return answer


def live(tiny, run, **more):
    archive = tiny.folder / "archive" / run / "tiny.warc.gz"
    tiny.live(run=run, PAYBAND_ARCHIVE=archive, **more)
    return archive


def counts(tiny, run):
    names = ("state", "responses", "errors", "seen", "new", "changed", "unchanged", "quarantined")
    rows = [row for row in tiny.rows(CRAWLS) if row["run_id"] == run]
    return {row["board"]: tuple(row[name] for name in names) for row in rows}


@pytest.mark.parametrize("by", ["etag", "last-modified"])
def test_an_unchanged_page_is_seen_again_and_not_sent_again(tiny, job, by):
    site = Site(tiny, by=by)
    tiny.list_boards("acme")
    site.page("/acme", [job(1), job(2, title="")], next_page="/two")
    site.page("/two", [job(3)])
    live(tiny, "r1")
    before = tiny.rows("select * from posting_life order by posting_id")
    archive = live(tiny, "r2")
    assert [same for _, _, same in site.asked] == [False, False, True, True]
    assert counts(tiny, "r1") == {"acme": ("complete", 2, 0, 3, 2, 0, 0, 1)}
    assert counts(tiny, "r2") == {"acme": ("complete", 2, 0, 3, 0, 0, 2, 1)}
    after = tiny.rows("select * from posting_life order by posting_id")
    seen = [(a["last_seen"] >= b["last_seen"]) for a, b in zip(after, before, strict=True)]
    assert seen == [True, True]
    stored = tiny.rows(ORDER)

    tiny.database = tiny.folder / "replayed.db"
    tiny.crawl(run="r2", PAYBAND_REPLAY=archive)
    assert counts(tiny, "r2") == {"acme": ("complete", 2, 0, 3, 2, 0, 0, 1)}
    texts = [(row["source_key"], row["title"]) for row in tiny.rows(ORDER)]
    assert texts == [(row["source_key"], row["title"]) for row in stored]


def test_a_page_that_changed_is_read_anew(tiny, job):
    site = Site(tiny)
    tiny.list_boards("acme")
    site.page("/acme", [job(1), job(2)])
    live(tiny, "r1")
    site.page("/acme", [job(1, title="Other"), job(3)])
    live(tiny, "r2")
    live(tiny, "r3")
    assert site.asked == [("/acme", False, False), ("/acme", True, False), ("/acme", True, True)]
    assert counts(tiny, "r2") == {"acme": ("complete", 1, 0, 2, 1, 1, 0, 0)}
    assert counts(tiny, "r3") == {"acme": ("complete", 1, 0, 2, 0, 0, 2, 0)}


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
def test_without_the_page_nobody_asks_whether_it_changed(tiny, job, harm):
    """Row 36: a 304 must never find us without the page."""
    site = Site(tiny)
    tiny.list_boards("acme")
    site.page("/acme", [job(1)])
    archive = live(tiny, "r1")
    if harm == "gone":
        archive.unlink()
    else:
        whole = archive.read_bytes()
        archive.write_bytes(whole[:-9] if harm == "cut" else whole[: len(whole) // 2] * 2)
    live(tiny, "r2")
    assert [asked for _, asked, _ in site.asked] == [False, False]
    assert counts(tiny, "r2") == {"acme": ("complete", 1, 0, 1, 0, 0, 1, 0)}


def test_archives_of_unchanged_pages_hold_them_whole(tiny, job):
    site = Site(tiny)
    tiny.list_boards("acme")
    site.page("/acme", [job(1)])
    first, second = live(tiny, "r1"), live(tiny, "r2")
    first.unlink()
    live(tiny, "r3")
    assert [same for _, _, same in site.asked] == [False, True, True]
    found = [e for e in read_archive(second) if isinstance(e, Exchange) and "acme" in e.url]
    assert [(e.status, b"Job 1" in e.body) for e in found] == [(200, True)]


@pytest.mark.parametrize(
    ("body", "status"), [("<title>Just a moment...</title>", 200), ("{", 200), ("", 503)]
)
def test_a_page_that_could_not_be_used_is_not_remembered(tiny, body, status):
    asked = []

    def answer(request):
        asked.append(request.headers.get("If-None-Match"))
        kind = "text/html" if body.startswith("<") else "application/json"
        return Response(body, status, {"ETag": '"1"'}, content_type=kind)

    tiny.list_boards("acme")
    tiny.server.expect_request("/acme").respond_with_handler(answer)
    live(tiny, "r1")
    live(tiny, "r2")
    assert set(asked) == {None}


def test_a_condition_is_not_handed_on_by_a_redirect(tiny, job):
    asked = []

    def answer(request):
        asked.append(request.headers.get("If-None-Match"))
        return Response('{"jobs": []}', 200, content_type="application/json")

    site = Site(tiny)
    tiny.list_boards("acme")
    site.page("/acme", [job(1)])
    live(tiny, "r1")
    tiny.robots(404)
    tiny.server.expect_request("/acme").respond_with_data("", 301, {"Location": "/moved"})
    tiny.server.expect_request("/moved").respond_with_handler(answer)
    live(tiny, "r2")
    assert asked == [None]


def test_a_304_that_nobody_asked_for_is_an_error(tiny):
    tiny.list_boards("acme")
    tiny.server.expect_request("/acme").respond_with_data("", 304)
    live(tiny, "r1")
    (row,) = tiny.rows(CRAWLS)
    assert (row["state"], row["errors"]) == ("failed", 1)
    assert "http_304" in row["message"]
