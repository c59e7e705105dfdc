"""Export and report are put in place together, or stay as they were."""

import os
from datetime import UTC, datetime
from typing import Any

import pytest

from models.raw import RawPosting
from models.run import CrawlRun
from models.vocab import RunState
from pipeline.config import Settings
from pipeline.errors import PaybandError
from pipeline.fx.rates import SHIPPED
from pipeline.operate import run as run_module
from pipeline.operate.cleaning import clean_store
from pipeline.operate.publication import publish
from pipeline.operate.run import RunRequest, run
from pipeline.publish.report import report
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path, monkeypatch, migrated_url):
    monkeypatch.chdir(tmp_path)
    return Settings(contact="a@example.com", database_url=migrated_url)


@pytest.fixture
def filled():
    """Return a function that stores and cleans so many postings, and returns the engine."""
    stores = []

    def fill(settings, count):
        store = RawStore(settings.database_url, "r")
        store.put([posting(n) for n in range(count)])
        clean_store(store.engine, SHIPPED)
        stores.append(store)
        return store.engine

    yield fill
    for store in stores:
        store.close()


def posting(n):
    said: Any = {"title": f"ML Engineer {n}", "company": f"Acme {n}", "fetched_at": AT}
    return RawPosting(source="ashby", source_key=f"b:{n}", url=f"https://a.example/{n}", **said)


def published(settings):
    folders = (settings.exports_dir, settings.reports_dir)
    return {p.name: p.read_bytes() for f in folders for p in f.iterdir() if p.is_file()}


def test_files_that_would_be_the_same_are_left_as_they_are(settings, filled):
    engine = filled(settings, 3)
    files = publish(engine, settings)
    for file in files:
        os.utime(file, (1, 1))
    assert publish(engine, settings, keep_same=True) == []
    assert {file.stat().st_mtime for file in files} == {1}
    assert publish(filled(settings, 4), settings, keep_same=True) == files
    assert 1 not in {file.stat().st_mtime for file in files}
    assert publish(engine, settings) == files


def test_all_files_are_in_place(settings, filled):
    files = publish(filled(settings, 3), settings)
    names = [file.name for file in files]
    assert sorted(names) == sorted(published(settings))
    assert {"postings.csv", "salaries.html", "salaries.json"} < set(names)


def test_a_reports_folder_that_cannot_be_written_to_leaves_the_export(settings, filled):
    publish(filled(settings, 3), settings)
    before = settings.export_file.read_bytes()
    settings.reports_dir.rename("moved")
    settings.reports_dir.write_text("a file where a folder should be")
    with pytest.raises(PaybandError, match=r"salaries\.html: cannot be written"):
        publish(filled(settings, 5), settings)
    assert settings.export_file.read_bytes() == before
    assert len(list(settings.exports_dir.iterdir())) == 2


def test_a_report_that_fails_leaves_the_export(settings, filled, monkeypatch):
    publish(filled(settings, 3), settings)
    before = published(settings)

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "write_rows", full)
    with pytest.raises(PaybandError, match=r"salaries\.csv: cannot be written: No space left"):
        publish(filled(settings, 5), settings)
    assert published(settings) == before


def test_a_run_on_an_empty_store_is_held(settings, filled, monkeypatch, tmp_path):
    other = Settings(database_url=f"sqlite:///{tmp_path}/other.db")
    publish(filled(other, 3), settings)
    before = published(settings)

    def crawl(order, settings):
        store = RawStore(settings.database_url, order.run_id)
        row = CrawlRun(run_id=order.run_id, source=order.source, board="abridge", started_at=AT)
        row.state = RunState.COMPLETE
        store.board([row])
        store.close()
        return 0

    monkeypatch.setattr(run_module, "crawl", crawl)
    outcome = run(settings, RunRequest(("ashby",), boards="abridge"))
    assert (outcome.state, outcome.exit_code, outcome.files) == (RunState.HELD, 4, [])
    assert "postings.csv is unchanged: there are no postings" in outcome.held[0]
    assert published(settings) == before
