import pytest

from pipeline.archive.archive import read_archive


@pytest.mark.parametrize("good", [0, 1])
def test_a_store_that_fails_ends_the_crawl_as_failed(tiny, job, good):
    tiny.board("acme", [job(n) for n in range(450)])
    tiny.board("beta", [job(1)])
    log = tiny.live(
        run="r1",
        PAYBAND_STORE="broken_stores.Failing",
        environment={"PAYBAND_TEST_FAILS": str(good)},
    )
    assert "the store failed: the disk is full" in log
    assert "Traceback" not in log
    rows = tiny.rows("select * from crawl_run")
    assert {row["state"] for row in rows} == {"failed"}
    assert {row["message"] for row in rows} == {"the store failed: the disk is full"}
    (stored,) = tiny.rows("select count(*) as n from raw_posting")
    assert sum(row["new"] for row in rows) == stored["n"] < 451
    assert bool(stored["n"]) == bool(good)


def test_a_store_that_cannot_be_opened_asks_nobody(tiny, job):
    tiny.board("acme", [job(1)])
    log = tiny.live(run="r1", PAYBAND_STORE="broken_stores.Unopened")
    assert "the store failed: the database is locked" in log
    assert len(tiny.server.log) == 0


def test_a_store_that_loses_a_posting_is_found_out(tiny, job):
    tiny.board("acme", [job(1), job(2)])
    tiny.live(run="r1", PAYBAND_STORE="broken_stores.Forgetful")
    (row,) = tiny.rows("select * from crawl_run")
    assert row["state"] == "failed"
    assert row["message"] == "acme: the store accounts for 1 of 2 postings"


def test_refused_records_that_cannot_be_kept_fail_the_crawl(tiny, job):
    tiny.board("acme", [job(1), job(2, title="")])
    tiny.live(run="r1", PAYBAND_STORE="broken_stores.NoQuarantine")
    (row,) = tiny.rows("select * from crawl_run")
    assert (row["state"], row["message"]) == ("failed", "the store failed: the table is gone")


def test_rows_that_cannot_be_written_are_said_in_the_log(tiny, job):
    tiny.board("acme", [job(1)])
    log = tiny.live(run="r1", PAYBAND_STORE="broken_stores.NoRows")
    assert "acme: failed: the store failed: the table is gone" in log
    assert tiny.states() == {}


def test_an_archive_that_cannot_be_written_asks_nobody(tiny, job, tmp_path):
    (tmp_path / "file").write_text("")
    tiny.board("acme", [job(1)])
    log = tiny.live(run="r1", PAYBAND_ARCHIVE=tmp_path / "file" / "a.warc.gz")
    assert "a.warc.gz can't be written" in log
    assert len(tiny.server.log) == 0
    assert tiny.states() == {"acme": "failed"}


def test_an_archive_that_fills_the_disk_ends_the_crawl(tiny, job, tmp_path, monkeypatch):
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # its file would be cut off, too
    archive = tmp_path / "a.warc.gz"
    for token in ("acme", "beta"):
        tiny.board(token, [job(n) for n in range(3000)])
    log = tiny.live(PAYBAND_ARCHIVE=archive, environment={"PAYBAND_TEST_LARGEST_FILE": "4096"})
    assert "a.warc.gz can't be written" in log
    assert "acme: failed: the archive" in log
    assert "(archive_failed)" in log
    assert [type(item).__name__ for item in read_archive(archive)] == ["Crawl", "Exchange"]
    assert "Traceback" not in log
