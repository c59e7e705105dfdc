import json
import sqlite3

import pytest

MOMENT = "<html><head><title>Just a moment...</title></head></html>"


@pytest.fixture
def crawled(tiny, job):
    two = [job(1), job(2)]
    tiny.board("complete", two)
    tiny.board("empty")
    tiny.board("unlisted", [job(1, unlisted=True)])
    tiny.board("raises", two, **{"raise": True})
    tiny.board("page-two-gone", two, next=["/nowhere"])
    tiny.board("detail-gone", [job(1), job(2, detail="/nowhere-either")])
    tiny.board("leads-away", two, next=["https://elsewhere.example/jobs"])
    tiny.board("links-itself", two, next=["/links-itself"])
    tiny.board("refused", [job(1), job(2, title=" "), {"id": 3}, job(4)])
    tiny.board("all-refused", [{"id": 3}, {"id": 4}])
    tiny.board("all-came", [job(1), job(2, unlisted=True), job(2), {"id": 3}], total=4)
    tiny.board("some-missing", two, total=3)
    tiny.list_boards(*tiny.tokens(), "closed", "challenged", "down", "no-json", "unknown")
    tiny.list_boards(*tiny.tokens(), "circle", "sent-away", "moved", "moved-too")
    answer(tiny, "closed", "no", 403)
    answer(tiny, "challenged", MOMENT, 200)
    answer(tiny, "down", "", 503)
    answer(tiny, "no-json", "<p>We are hiring", 200)
    answer(tiny, "unknown", "", 404)
    answer(tiny, "circle", "", 302, Location="/circle")
    answer(tiny, "sent-away", "", 302, Location="https://elsewhere.example/")
    answer(tiny, "moved", "", 301, Location="/complete-moved")
    answer(tiny, "moved-too", "", 301, Location="/complete-moved")
    answer(tiny, "nowhere", "", 404)
    answer(tiny, "nowhere-either", "", 404)
    tiny.server.expect_request("/complete-moved").respond_with_json({"jobs": two})
    tiny.log = tiny.live(run="r1")
    return tiny


def answer(tiny, path, body, status, **headers):
    html = {"Content-Type": "text/html"}
    tiny.server.expect_request(f"/{path}").respond_with_data(body, status, html | headers)


def test_each_board_ends_in_its_own_state(crawled):
    states = crawled.states()
    # Of two boards that lead to one page, the one that was answered first has it.
    assert sorted(states.pop(board) for board in ("moved", "moved-too")) == ["complete", "failed"]
    assert states == {
        "complete": "complete",
        "unlisted": "complete",
        "links-itself": "complete",
        "empty": "empty",
        "raises": "partial",
        "page-two-gone": "partial",
        "detail-gone": "partial",
        "leads-away": "partial",
        "refused": "complete",
        "all-came": "complete",
        "all-refused": "partial",
        "some-missing": "partial",
        "closed": "blocked",
        "challenged": "blocked",
        "down": "failed",
        "no-json": "failed",
        "unknown": "failed",
        "circle": "failed",
        "sent-away": "failed",
    }
    rows = {row["board"]: row for row in crawled.rows("select * from crawl_run")}
    (other,) = [rows[b] for b in ("moved", "moved-too") if rows[b]["state"] == "failed"]
    assert "/complete-moved: redirect_repeats: http" in other["message"]
    assert f"/{other['board']} redirects there, and this crawl has already" in other["message"]
    for row in rows.values():
        counts = ("new", "changed", "unchanged", "quarantined", "ruled_out")
        assert row["seen"] == sum(row[name] for name in counts)
        whole = row["state"] in ("complete", "empty") and not row["quarantined"]
        assert bool(row["message"]) is not whole
    assert counts_of(rows["complete"]) == (1, 0, 2, 2, 0, 0)
    assert counts_of(rows["unlisted"]) == (1, 0, 1, 0, 0, 1)
    assert counts_of(rows["refused"]) == (1, 0, 4, 2, 2, 0)
    assert counts_of(rows["raises"]) == (1, 1, 2, 2, 0, 0)
    assert counts_of(rows["page-two-gone"]) == (2, 1, 2, 2, 0, 0)
    assert counts_of(rows["detail-gone"]) == (2, 1, 2, 2, 0, 0)
    assert counts_of(rows["leads-away"]) == (1, 1, 2, 2, 0, 0)
    assert counts_of(rows["down"]) == (1, 1, 0, 0, 0, 0)
    for board, word in {
        "down": "HTTP 503",
        "detail-gone": "/nowhere-either: http_404: HTTP 404",
        "closed": "HTTP 403",
        "challenged": "Just a moment",
        "raises": "RuntimeError: the callback raises",
        "circle": "redirect_loop",
        "some-missing": "the source states 3 records, 1 missing",
        "all-came": "1 record refused",
    }.items():
        assert word in rows[board]["message"]
    stored = crawled.rows("select board, count(*) as n from raw_posting group by board")
    assert {row["board"]: row["n"] for row in stored} == {
        board: row["new"] for board, row in rows.items() if row["new"]
    }


def counts_of(row):
    return tuple(
        row[name] for name in ("responses", "errors", "seen", "new", "quarantined", "ruled_out")
    )


def test_refused_records_are_in_quarantine(tiny, job):
    tiny.board("acme", [job(1), job(2, title=" "), {"id": 3}, job(4)])
    log = tiny.live(run="r1")
    missing, unreadable = tiny.rows("select * from quarantine order by reason")
    assert {missing["n"], unreadable["n"]} == {0, 1}
    assert {missing["board"], unreadable["board"]} == {"acme"}
    assert (missing["reason"], unreadable["reason"]) == ("missing_title", "unreadable_record")
    assert json.loads(missing["record"])["source_key"] == "acme:2"
    assert json.loads(unreadable["record"]) == {"id": 3}
    assert unreadable["detail"] == "KeyError: 'url'"
    assert "Traceback" not in log
    assert {r["title"] for r in tiny.rows("select title from raw_posting")} == {"Job 1", "Job 4"}


def test_a_second_crawl_finds_what_changed(tiny, job):
    tiny.board("acme", [job(1), job(2), job(3)])
    tiny.live(run="r1")
    tiny.robots(404)
    page = {"jobs": [job(1), job(2, title="Other"), job(4)]}
    tiny.server.expect_request("/acme").respond_with_json(page)
    tiny.live(run="r2")
    (row,) = tiny.rows("select * from crawl_run where run_id = 'r2'")
    assert (row["new"], row["changed"], row["unchanged"]) == (1, 1, 1)


def test_a_limited_crawl_is_partial(tiny, job):
    tiny.board("acme", [job(n) for n in range(5)])
    tiny.board("small", [job(1)])
    tiny.live(run="r1", arguments=["limit=2"])
    rows = {row["board"]: row for row in tiny.rows("select * from crawl_run")}
    assert (rows["acme"]["seen"], rows["acme"]["state"]) == (2, "partial")
    assert rows["acme"]["message"] == "stopped at the limit"
    assert rows["small"]["state"] == "complete"


@pytest.mark.parametrize(
    ("argument", "words"),
    [("boards=acne", "has no acne"), ("limit=many", "limit: 'many' is no whole number")],
)
def test_a_wrong_argument_fails_the_crawl_in_words(tiny, argument, words):
    tiny.board("acme")
    log = tiny.live(run="r1", arguments=[argument])
    assert words in log
    assert "Traceback" not in log
    (row,) = tiny.rows("select * from crawl_run where board = ''")
    assert row["state"] == "failed"
    assert words in row["message"]
    assert row["started_at"] > "2020", "it never reached a site, and began all the same"
    assert [r.path for r, _ in tiny.server.log] == []


@pytest.mark.parametrize("fresh", [0, 2])
def test_a_source_that_repeats_itself_is_left(tiny, job, fresh):
    for page in range(20):
        jobs = [job(1), job(100 + min(page, fresh))]
        tiny.server.expect_request("/acme", query_string=f"p={page}").respond_with_json(
            {"jobs": jobs, "next": [f"/acme?p={page + 1}"]}
        )
    tiny.board("acme", [job(1)], next=["/acme?p=0"])
    tiny.live(run="r1")
    (row,) = tiny.rows("select * from crawl_run")
    assert row["state"] == "partial"
    assert row["message"].startswith("pages repeat themselves: ")
    assert row["responses"] == 1 + 1 + fresh + 2
    assert row["errors"] == 0


def test_a_full_board_asks_for_no_more_pages(tiny, job):
    tiny.board("acme", [job(1), job(2)], next=["/page-two"])
    tiny.live(run="r1", arguments=["limit=2"])
    assert [r.path for r, _ in tiny.server.log] == ["/robots.txt", "/acme"]
    (row,) = tiny.rows("select * from crawl_run")
    assert (row["state"], row["seen"]) == ("partial", 2)


def test_boards_can_be_chosen(tiny, job):
    for token in ("acme", "beta", "gamma"):
        tiny.board(token, [job(1)])
    tiny.live(run="r1", arguments=["boards=gamma,acme"])
    assert tiny.states() == {"acme": "complete", "gamma": "complete"}


def test_without_a_run_postings_are_exported_only(tiny, job, lines, tmp_path):
    tiny.board("acme", [job(1, title="Ingénieur")])
    tiny.live(out=tmp_path / "x.jsonl")
    (line,) = lines(tmp_path / "x.jsonl")
    assert line["source"] == "tiny"
    assert line["source_key"] == "acme:1"
    assert line["board"] == "acme"
    assert line["company"] == "Acme Ltd"
    assert line["country"] == "GB"
    assert line["title"] == "Ingénieur"
    assert not tiny.database.exists()


def test_a_posting_whose_own_page_is_no_more_is_noted_as_gone(tiny, job):
    own = tiny.server.url_for("/jobs/1")
    tiny.board("acme", [job(1, url=own), job(2, url=own + "2")])
    tiny.live(run="r1")
    tiny.robots(404)
    answer(tiny, "jobs/1", "", 410)
    tiny.server.expect_request("/acme").respond_with_json({"jobs": [], "next": ["/jobs/1"]})
    tiny.live(run="r2")
    lives = tiny.rows(
        "select url, gone_at >= last_seen gone "
        "from raw_posting join posting_life using (posting_id)"
    )
    assert {life["url"]: life["gone"] for life in lives} == {own: 1, own + "2": None}


def test_a_posting_whose_record_is_refused_is_still_listed(tiny, job):
    """Its board says that it is there, whatever became of its title."""
    tiny.board("acme", [job(1), job(2), job(3)])
    tiny.live(run="r1")
    with sqlite3.connect(tiny.database) as connection:
        connection.execute("update posting_life set last_seen = '2026-01-01T00:00:00Z'")
    tiny.robots(404)
    page = {"jobs": [job(1), job(2, title=" "), {"id": 9}]}
    tiny.server.expect_request("/acme").respond_with_json(page)
    tiny.live(run="r2")
    lives = tiny.rows(
        "select source_key, title, last_seen > '2026-01-01T00:00:00Z' seen "
        "from raw_posting join posting_life using (posting_id) order by 1"
    )
    assert [(row["source_key"], row["title"], row["seen"]) for row in lives] == [
        ("acme:1", "Job 1", 1),
        ("acme:2", "Job 2", 1),
        ("acme:3", "Job 3", 0),
    ]
