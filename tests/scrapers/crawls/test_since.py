import pytest

CRAWLS = "select * from crawl_run"


def test_older_postings_are_left_out_and_the_board_is_partial(tiny, job):
    days = ("2026-10-31T23:59:59Z", "2026-11-01", "2026-11-02", "", "soon")
    tiny.board("acme", [job(n, posted=day) for n, day in enumerate(days)])
    tiny.board("new", [job(1, posted="2026-11-20")])
    tiny.live(run="r1", arguments=["since=2026-11-01"])
    rows = {row["board"]: row for row in tiny.rows(CRAWLS)}
    assert (rows["acme"]["seen"], rows["acme"]["new"], rows["acme"]["ruled_out"]) == (5, 4, 1)
    assert rows["acme"]["state"] == "partial"
    assert rows["acme"]["message"] == "only postings since 2026-11-01"
    assert (rows["new"]["state"], rows["new"]["message"]) == ("complete", None)


@pytest.mark.parametrize(("newest_first", "pages"), [(True, 2), (False, 4)])
def test_a_listing_in_order_ends_at_the_day(tiny, job, newest_first, pages):
    for page in range(4):
        jobs = [job(page * 2 + n, posted=f"2026-11-{20 - page * 5 - n:02d}") for n in (0, 1)]
        following = [f"/acme/{page + 1}"] if page < 3 else []
        path = f"/acme/{page}"
        tiny.server.expect_request(path).respond_with_json({"jobs": jobs, "next": following})
    tiny.board("acme", next=["/acme/0"])
    where = {"PAYBAND_TEST_NEWEST": "1"} if newest_first else {}
    tiny.live(run="r1", arguments=["since=2026-11-19"], environment=where)
    (row,) = tiny.rows(CRAWLS)
    assert row["responses"] == 1 + pages
    assert (row["new"], row["ruled_out"]) == (2, (pages - 1) * 2)
    assert row["state"] == "partial"


def test_a_replay_keeps_the_day(tiny, job, tmp_path):
    archive = tmp_path / "a.warc.gz"
    tiny.board("acme", [job(1, posted="2026-10-01"), job(2, posted="2026-11-02")])
    tiny.live(run="r", arguments=["since=2026-11-01"], PAYBAND_ARCHIVE=archive)
    before = tiny.rows(CRAWLS)
    tiny.database = tmp_path / "b.db"
    tiny.crawl(run="r", PAYBAND_REPLAY=archive)
    assert tiny.rows(CRAWLS) == before


def test_what_is_no_day_is_said(tiny, job):
    tiny.board("acme", [job(1)])
    tiny.live(run="r1", arguments=["since=yesterday"])
    (row,) = tiny.rows("select * from crawl_run where board = ''")
    assert row["message"] == "since: 'yesterday' is no day such as 2026-11-01"
