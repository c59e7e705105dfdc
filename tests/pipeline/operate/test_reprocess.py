"""Refused records read again: the store comes to what it had been without the fault."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from models.run import Quarantine
from models.tables import metadata, posting_life
from pipeline.archive.archive import ArchiveWriter
from pipeline.config import Settings
from pipeline.errors import AlreadyRunningError
from pipeline.operate.reprocess import reprocess
from pipeline.operate.run import RunRequest, run
from pipeline.publish.export.export import export
from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import run_lock
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.quarantine import refused

pytestmark = pytest.mark.sqlite_first("test_after_a_fix_the_store_is_as_if_there_had_been_no_fault")

FIXTURES = Path(__file__).resolve().parents[2] / "scrapers/fixtures/greenhouse"
AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
URL = "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"


@pytest.fixture
def settings(migrated_url, tmp_path, monkeypatch, quick_crawls):
    monkeypatch.chdir(tmp_path)
    return Settings(contact="a@example.com", database_url=migrated_url)


def archived(tmp_path, fixture, at=AT):
    file = tmp_path / "page.warc.gz"
    writer = ArchiveWriter(file)
    boards = [{"board": "acme", "company": "Acme", "country": "US"}]
    writer.info("greenhouse", {"boards": boards, "urls": [], "options": {}}, at)
    writer.response(URL, 200, (), (FIXTURES / fixture).read_bytes(), at)
    writer.close()
    return file


def collected(settings, tmp_path, fixture):
    """Return the run of a crawl whose archive lies where a live crawl leaves it."""
    file = archived(tmp_path, fixture)
    outcome = run(settings, RunRequest(replay=file))
    place = settings.archive_dir / outcome.run.run_id / "greenhouse.warc.gz"
    shutil.move(file, place)
    return outcome.run.run_id


def as_if_refused(settings, run_id):
    """Take one posting out of the store and put it in quarantine, as an older reader would have."""
    engine = open_store(settings.database_url)
    with writing(engine) as connection:
        key = connection.execute(text("SELECT min(posting_id) FROM raw_posting")).scalar_one()
        for table in metadata.sorted_tables:
            if "posting_id" in table.c:
                connection.execute(table.delete().where(table.c.posting_id == key))
    engine.dispose()
    store = RawStore(settings.database_url, run_id)
    said: Any = {"reason": "unreadable_record", "detail": "", "record": "{}", "url": URL}
    store.quarantine([Quarantine(run_id=run_id, source="greenhouse", n=0, **said)])
    store.close()


def exported(settings, tmp_path):
    engine = open_store(settings.database_url)
    export(engine, tmp_path / "out.csv")
    engine.dispose()
    return (tmp_path / "out.csv").read_bytes()


def test_after_a_fix_the_store_is_as_if_there_had_been_no_fault(settings, tmp_path):
    run_id = collected(settings, tmp_path, "normal.json")
    whole = exported(settings, tmp_path)
    assert whole.count(b"\n") > 1
    as_if_refused(settings, run_id)
    assert exported(settings, tmp_path) != whole

    (done,) = reprocess(settings)

    assert (done.records, done.stored, done.refused, done.message) == (1, 1, 0, "")
    assert exported(settings, tmp_path) == whole
    engine = open_store(settings.database_url)
    assert refused(engine) == []
    assert check(engine) == []
    engine.dispose()
    assert reprocess(settings) == []


def test_what_is_refused_still_stays_with_its_run(settings, tmp_path):
    run_id = collected(settings, tmp_path, "broken_record.json")
    engine = open_store(settings.database_url)
    before = refused(engine)
    (done,) = reprocess(settings)
    assert (done.run_id, done.records, done.stored, done.refused) == (run_id, 3, 0, 3)
    assert refused(engine) == before
    engine.dispose()


def test_without_its_archive_a_record_stays(settings, tmp_path):
    run_id = collected(settings, tmp_path, "broken_record.json")
    place = settings.archive_dir / run_id / "greenhouse.warc.gz"
    place.rename(tmp_path / "elsewhere.warc.gz")
    (done,) = reprocess(settings)
    assert (done.stored, done.refused) == (0, 3)
    assert "there is no such archive" in done.message
    (done,) = reprocess(settings, archive=tmp_path / "elsewhere.warc.gz")
    assert (done.refused, done.message) == (3, "")


def test_an_older_page_turns_nothing_back(settings, tmp_path):
    run_id = collected(settings, tmp_path, "normal.json")
    as_if_refused(settings, run_id)
    engine = open_store(settings.database_url)
    with writing(engine) as connection:  # seen later, with another title
        connection.execute(text("UPDATE raw_posting SET title = 'Later'"))
        later = {"last_seen": AT + timedelta(days=5), "content_hash": "x"}
        connection.execute(update(posting_life).values(**later))
        later = connection.execute(text("SELECT count(*) FROM raw_posting")).scalar_one()
    (done,) = reprocess(settings)
    assert done.stored == 1
    with engine.connect() as connection:
        titles = [r[0] for r in connection.execute(text("SELECT title FROM raw_posting"))]
    engine.dispose()
    assert titles.count("Later") == later == len(titles) - 1


def test_not_under_a_run(settings):
    with run_lock(settings.database_url), pytest.raises(AlreadyRunningError):
        reprocess(settings)


def test_the_commands(payband, settings, tmp_path):
    collected(settings, tmp_path, "broken_record.json")
    where = {"PAYBAND_DATABASE_URL": settings.database_url}
    row, *others = json.loads(payband("quarantine", "list", "--json", **where).stdout)
    name = f"{row['run_id']}/greenhouse/{row['n']}"
    assert len(others) == 2
    assert "3 refused records: 3 unreadable_record" in payband("quarantine", "list", **where).stderr
    shown = json.loads(payband("quarantine", "show", name, **where).stdout)
    assert (shown["record"], shown["archived"]) == (row["record"], True)
    body = payband("quarantine", "show", name, "--body", **where).stdout
    assert json.loads(body) == json.loads((FIXTURES / "broken_record.json").read_text())
    said = payband("quarantine", "replay", **where)
    assert "refused: 3 records, still 3; stored: 0 postings" in said.stderr
    assert "no refused record x" in payband("quarantine", "show", "x", code=2, **where).stderr


def test_an_archive_of_another_century_is_not_read(settings, tmp_path):
    run_id = collected(settings, tmp_path, "normal.json")
    as_if_refused(settings, run_id)
    file = archived(tmp_path, "normal.json", datetime(2099, 1, 1, tzinfo=UTC))
    (done,) = reprocess(settings, archive=file)
    assert (done.stored, done.refused) == (0, 1)
    assert "is dated 2099-01-01, ahead of this machine's clock" in done.message
