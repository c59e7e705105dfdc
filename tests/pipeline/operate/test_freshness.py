import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from models.run import CrawlRun, SourceRun
from models.tables import crawl_run
from models.vocab import RunState
from pipeline.errors import StaleError, UsageError
from pipeline.operate.freshness import check_age, read_age
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import run_lock
from pipeline.store.db.transactions import write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.runs.source_runs import keep_source_runs

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(("text", "hours"), [("36h", 36), ("2d", 48), (" 90M ", 1.5)])
def test_an_age_is_read(text, hours):
    assert read_age(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "36", "h", "0h", "-2d", "2 weeks", "1.5h"])
def test_what_is_no_age_is_refused(text):
    with pytest.raises(UsageError, match="not an age such as 36h"):
        read_age(text)


@pytest.mark.parametrize(("hours", "stale"), [((36, 400, None), False), ((37, None), True)])
def test_the_newest_delivery_of_all_sources_counts(hours, stale):
    healthy = [None if h is None else NOW - timedelta(hours=h) for h in hours]
    if stale:
        with pytest.raises(StaleError, match="since 2026-11-28 23:00 UTC"):
            check_age(healthy, timedelta(hours=36), NOW)
    else:
        check_age(healthy, timedelta(hours=36), NOW)


def test_a_store_without_a_delivery_is_stale():
    with pytest.raises(StaleError, match="no source has ever delivered"):
        check_age([None], timedelta(hours=36), NOW)


def test_status_exits_with_4_where_nothing_was_delivered(payband, migrated_file, tmp_path):
    (tmp_path / "data").mkdir()
    shutil.copy(migrated_file, tmp_path / "data/payband.db")
    refused = payband("status", "--max-age", "36h", code=4)
    assert "no source has ever delivered" in refused.stderr
    assert payband("status", "--max-age", "soon", code=2).stderr.startswith("payband: 'soon'")


def test_a_quiet_status_of_the_sample_is_one_line_too(payband, migrated_file, tmp_path):
    (tmp_path / "data/sample").mkdir(parents=True)
    shutil.copy(migrated_file, tmp_path / "data/sample/payband.db")
    alarm = payband("status", "--sample", "--max-age", "36h", "--quiet", code=4)
    assert len(alarm.stderr.splitlines()) == 1


def test_a_quiet_status_prints_the_alarm_alone(payband, migrated_file, tmp_path):
    (tmp_path / "data").mkdir()
    file = shutil.copy(migrated_file, tmp_path / "data/payband.db")
    words = ("status", "--max-age", "36h", "--quiet")
    alarm = payband(*words, code=4)
    assert alarm.stdout == ""
    why = "no source has ever delivered: `payband status` says how each run went"
    assert alarm.stderr.splitlines() == [f"payband: {why}"]
    assert "--quiet leaves only the alarm" in payband("status", "--quiet", code=2).stderr
    assert "--quiet leaves only the alarm" in payband(*words, "--json", code=2).stderr
    engine = open_store(f"sqlite:///{file}")
    healthy = SourceRun(run_id="1", source="ashby", at=datetime.now(UTC), state=RunState.HEALTHY)
    keep_source_runs(engine, [healthy])
    engine.dispose()
    fresh = payband(*words)
    assert (fresh.stdout, fresh.stderr) == ("", "")


def test_status_tells_a_killed_run_though_the_store_says_that_it_runs(
    payband, migrated_file, tmp_path
):
    (tmp_path / "data").mkdir()
    file = tmp_path / "data/payband.db"
    shutil.copy(migrated_file, file)
    at = datetime(2026, 11, 30, tzinfo=UTC)
    begun = CrawlRun(run_id="r", source="ashby", board="acme", started_at=at)
    engine = open_store(f"sqlite:///{file}")
    write(engine, lambda c: upsert_records(c, crawl_run, [begun]))
    engine.dispose()
    told = payband("status", "--json")
    (crawl,) = json.loads(told.stdout)["crawls"]
    assert (crawl["state"], crawl["message"]) == ("aborted", "its process was killed")
    assert "the last run was killed" in told.stderr
    with run_lock(f"sqlite:///{file}"):
        (crawl,) = json.loads(payband("status", "--json").stdout)["crawls"]
    assert crawl["state"] == "running"
