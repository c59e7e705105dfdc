"""A disk that is full when postings are stored: the crawl fails in words, and nothing is torn."""

from pipeline.store.db.check import check
from pipeline.store.db.database import open_store


def test_a_full_disk_at_a_commit_costs_nothing_that_was_stored(tiny, job, monkeypatch, tmp_path):
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # its file would be cut off, too
    engine = open_store(f"sqlite:///{tiny.database}")
    engine.dispose()
    jobs = [job(n, title=f"ML Engineer {n} " + "x" * 500) for n in range(600)]
    tiny.board("acme", jobs)

    log = tiny.live(run="r1", environment={"PAYBAND_TEST_LARGEST_FILE": "300000"})

    assert "the store failed: " in log
    assert "Traceback" not in log
    stored = tiny.rows("select count(*) as n from raw_posting")[0]["n"]
    assert stored < 600
    lives = tiny.rows("select count(*) as n from posting_life")[0]["n"]
    assert lives == stored
    tiny.live(run="r2")
    (row,) = tiny.rows("select * from crawl_run where run_id = 'r2'")
    assert (row["state"], row["seen"], row["new"]) == ("complete", 600, 600 - stored)
    assert [words for words in check(engine) if "r1" not in words] == []
    engine.dispose()
