import gzip
import json
from datetime import UTC, datetime
from threading import Event

import pytest
from werkzeug import Response

from pipeline.archive.archive import ArchiveWriter, read_archive
from pipeline.archive.warc import Crawl

ORDER = "select * from raw_posting order by posting_id"
CRAWLS = "select * from crawl_run order by board"


def test_a_replay_gives_what_the_crawl_gave(tiny, job, lines, tmp_path):
    archive = tmp_path / "archive" / "tiny.warc.gz"
    tiny.board("acme", [job(1), job(2, unlisted=True), job(3, title="")], next=["/acme/2"])
    tiny.server.expect_request("/acme/2").respond_with_json({"jobs": [job(4)]})
    tiny.board("moved")
    tiny.board("many", [job(n) for n in range(450)])
    tiny.board("never-asked", [job(1)])
    tiny.list_boards(*tiny.tokens(), "down", "gone")
    arguments = ["boards=acme moved many down gone", "limit=500"]
    tiny.live(run="r", out=tmp_path / "a", arguments=arguments, PAYBAND_ARCHIVE=archive)
    postings, boards = tiny.rows(ORDER), tiny.rows(CRAWLS)
    assert len(postings) == 452
    asked = len(tiny.server.log)

    tiny.database.rename(tmp_path / "live.db")
    tiny.boards.unlink()
    tiny.crawl(
        run="r",
        out=tmp_path / "b",
        PAYBAND_REPLAY=archive.parent,
        environment={"PAYBAND_BOARDS": "gone.csv", "PAYBAND_CONTACT": ""},
    )
    assert len(tiny.server.log) == asked, "a replay asks nobody"
    assert by_key(lines(tmp_path / "b")) == by_key(lines(tmp_path / "a"))
    assert tiny.rows(ORDER) == postings
    assert tiny.rows(CRAWLS) == boards


def said_by(archive):
    return list(read_archive(archive))


def by_key(said):
    return sorted(said, key=lambda line: line["source_key"])


def test_the_same_archive_is_read_in_the_same_order(tiny, job, lines, tmp_path):
    archive = tmp_path / "tiny.warc.gz"
    for token in ("acme", "beta", "gamma"):
        pages = [f"/{token}/{n}" for n in range(4)]
        tiny.board(token, [job(n) for n in range(250)], next=pages)
        for n, page in enumerate(pages):
            differing = {"jobs": [job(k, title=f"Version {n}") for k in range(250)]}
            tiny.server.expect_request(page).respond_with_json(differing)
    tiny.live(PAYBAND_ARCHIVE=archive)
    stores = []
    for number in range(2):
        out = tmp_path / f"{number}.jsonl"
        tiny.database = tmp_path / f"{number}.db"
        tiny.crawl(run="r", out=out, PAYBAND_REPLAY=archive)
        stores.append((lines(out), tiny.rows(ORDER), tiny.rows(CRAWLS)))
    assert stores[0] == stores[1]


def test_a_replay_can_ask_for_some_boards(tiny, job, tmp_path):
    archive = tmp_path / "tiny.warc.gz"
    tiny.board("acme", [job(1)])
    tiny.board("beta", [job(1)])
    tiny.live(PAYBAND_ARCHIVE=archive)
    tiny.crawl(run="r2", PAYBAND_REPLAY=archive, arguments=["boards=beta"])
    assert tiny.states() == {"beta": "complete"}


def test_what_the_archive_lacks_is_an_error_of_its_board(tiny, job, tmp_path):
    archive = tmp_path / "tiny.warc.gz"
    tiny.board("acme", [job(1)], next=["/acme/2"])
    tiny.server.expect_request("/acme/2").respond_with_json({"jobs": [job(2)]})
    tiny.board("beta", [job(3)])
    tiny.live(PAYBAND_ARCHIVE=archive)
    lost = ("/acme/2", "/beta", "/robots.txt")  # the last is nothing to a replay
    kept = [e for e in said_by(archive) if not getattr(e, "url", "").endswith(lost)]
    archive.unlink()
    write(archive, kept)
    log = tiny.crawl(run="r2", PAYBAND_REPLAY=archive)
    assert tiny.states() == {"acme": "partial", "beta": "failed"}
    rows = {row["board"]: row for row in tiny.rows(CRAWLS)}
    assert "has no answer to GET" in rows["beta"]["message"]
    assert rows["acme"]["errors"] == rows["beta"]["errors"] == 1
    assert "Traceback" not in log


def write(path, items):
    writer = ArchiveWriter(path)
    for item in items:
        if isinstance(item, Crawl):
            writer.info(*item)
        else:
            writer.response(item.url, item.status, item.headers, item.body, item.at)
    writer.close()


def test_responses_are_archived_as_received(tiny, job, tmp_path):
    archive = tmp_path / "tiny.warc.gz"
    tiny.list_boards("acme", "old", "down")
    zipped = gzip.compress(b'{"jobs": []}')
    packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    tiny.server.expect_request("/acme").respond_with_data(zipped, headers=packed)
    tiny.server.expect_request("/old").respond_with_data("", 301, {"Location": "/acme?from=old"})
    tiny.server.expect_request("/down").respond_with_data("tired", 503)
    tiny.live(run="r1", PAYBAND_ARCHIVE=archive)
    crawl, *exchanges = said_by(archive)
    assert crawl.source == "tiny"
    assert [board["board"] for board in crawl.args["boards"]] == ["acme", "old", "down"]
    assert crawl.args["boards"][0]["company"] == "Acme Ltd"
    received = [(e.url.partition(tiny.server.url_for("/"))[2], e.status) for e in exchanges]
    assert sorted(received) == [
        ("acme", 200),
        ("acme?from=old", 200),
        ("down", 503),
        ("down", 503),  # each try
        ("old", 301),
        ("robots.txt", 404),
    ]
    by_path = {e.url.rpartition("/")[2]: e for e in exchanges}
    assert by_path["acme"].body == zipped
    assert (b"Content-Encoding", b"gzip") in by_path["acme"].headers
    assert by_path["down"].body == b"tired"
    assert tiny.states() == {"acme": "empty", "old": "empty", "down": "failed"}
    tiny.crawl(run="r2", PAYBAND_REPLAY=archive)
    replayed = tiny.rows("select board, state from crawl_run where run_id = 'r2'")
    assert {row["board"]: row["state"] for row in replayed} == tiny.states()


def test_a_cut_archive_is_replayed_as_far_as_it_goes(tiny, job, tmp_path):
    archive = tmp_path / "tiny.warc.gz"
    for token in ("acme", "beta", "gamma"):
        tiny.board(token, [job(1)])
    tiny.live(PAYBAND_ARCHIVE=archive)
    archive.write_bytes(archive.read_bytes()[:-20])
    log = tiny.crawl(run="r2", PAYBAND_REPLAY=archive)
    assert sorted(tiny.states().values()) == ["complete", "complete", "failed"]
    assert f"{archive}, byte " in log
    assert "cut short here" in log


@pytest.mark.parametrize(
    ("content", "words"), [(b"not an archive", "is no WARC archive"), (None, "no such archive")]
)
def test_an_archive_that_cannot_be_replayed_is_named(tiny, tmp_path, content, words):
    archive = tmp_path / "notes.warc.gz"
    if content:
        archive.write_bytes(content)
    log = tiny.crawl(PAYBAND_REPLAY=archive, code=2)
    assert words in log
    assert str(archive) in log
    assert "Traceback" not in log


def test_an_archive_of_another_source_fails_the_crawl(tiny, tmp_path):
    archive = tmp_path / "other.warc.gz"
    write(archive, [])
    log = tiny.crawl(run="r1", PAYBAND_REPLAY=archive, code=0)
    assert "the archive holds no crawl of tiny" in log
    assert tiny.states() == {"": "failed"}


def test_a_stopped_crawl_says_how_far_it_came(tiny, job):
    asked, over = Event(), Event()

    def slow(_request):
        asked.set()
        over.wait(60)
        return Response("{}")

    tiny.board("acme", [job(1)])
    tiny.list_boards("acme", "slow", "later")
    tiny.server.expect_request("/slow").respond_with_handler(slow)
    tiny.server.expect_request("/later").respond_with_json({"jobs": [job(2)]})
    process = tiny.start(run="r1", DOWNLOAD_DELAY=0, AUTOTHROTTLE_ENABLED=0)
    assert asked.wait(60)
    process.terminate()
    over.set()
    process.communicate(timeout=60)
    states = tiny.states()
    assert states["acme"] == "complete"
    assert states["slow"] == "failed"
    assert states["later"] in ("complete", "failed")
    (row,) = tiny.rows("select * from crawl_run where board = 'acme'")
    assert row["new"] == 1


def test_a_killed_crawl_is_seen_and_its_archive_replayed(tiny, job, tmp_path):
    archive = tmp_path / "tiny.warc.gz"

    asked, over = Event(), Event()

    def slow(_request):
        asked.set()
        over.wait(60)
        return Response("{}")

    for token in ("acme", "beta"):
        tiny.board(token, [job(1)])
    tiny.list_boards("acme", "beta", "slow")
    tiny.server.expect_request("/slow").respond_with_handler(slow)
    process = tiny.start(
        run="r1", PAYBAND_ARCHIVE=archive, DOWNLOAD_DELAY=0, AUTOTHROTTLE_ENABLED=0
    )
    assert asked.wait(60)
    while len(said_by(archive)) < 4:  # the order, robots.txt, two boards
        assert process.poll() is None
    process.kill()
    process.communicate()
    over.set()
    assert set(tiny.states().values()) == {"running"}
    tiny.crawl(run="r2", PAYBAND_REPLAY=archive)
    rows = tiny.rows("select board, state from crawl_run where run_id = 'r2'")
    assert {r["board"]: r["state"] for r in rows} == {
        "acme": "complete",
        "beta": "complete",
        "slow": "failed",
    }


def test_a_page_above_the_limit_is_refused_in_a_replay_too(tiny, job, tmp_path):
    archive = tmp_path / "archive" / "tiny.warc.gz"
    tiny.board("small", [job(1)])
    tiny.board("large", [job(2, text="x" * 5_000)])
    tiny.live(run="r", PAYBAND_ARCHIVE=archive)
    tiny.database.unlink()
    tiny.crawl(run="r", PAYBAND_REPLAY=archive.parent, DOWNLOAD_MAXSIZE=3_000)
    assert tiny.states() == {"small": "complete", "large": "failed"}
    assert [row["reason"] for row in tiny.rows("select * from quarantine")] == ["too_large"]


def test_a_page_of_a_time_that_is_to_come_is_no_answer(tiny, job, tmp_path):
    """It would be seen last in 2099, and so never be lacking."""
    archive = tmp_path / "tiny.warc.gz"
    writer = ArchiveWriter(archive)
    said = {"boards": [{"board": "acme"}, {"board": "beta"}], "urls": [], "options": {}}
    writer.info("tiny", said, datetime(2026, 10, 1, tzinfo=UTC))
    for board, year in (("acme", 2026), ("beta", 2099)):
        body = json.dumps({"jobs": [job(1)]}).encode()
        at = datetime(year, 10, 1, tzinfo=UTC)
        url = tiny.server.url_for(f"/{board}")
        writer.response(url, 200, ((b"Content-Type", b"application/json"),), body, at)
    writer.close()
    tiny.crawl(run="r", PAYBAND_REPLAY=archive)
    assert tiny.states() == {"acme": "complete", "beta": "failed"}
    (row,) = tiny.rows("select message from crawl_run where board = 'beta'")
    assert "dated 2099-10-01, ahead of this machine's clock" in row["message"]
