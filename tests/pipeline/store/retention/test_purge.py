from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from models.page import Page
from models.raw import RawPosting
from models.run import Quarantine
from models.tables import page, quarantine, raw_posting
from pipeline.clean.engine import clean
from pipeline.errors import InputError
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.pages import known_pages, remember_pages
from pipeline.store.postings.postings import count_to_clean, prepared, store_cleaned, to_clean
from pipeline.store.postings.raw import RawStore
from pipeline.store.retention.purge import purge, purge_posting
from pipeline.store.runs.runs import begin_run

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OLD, CUT = NOW - timedelta(days=100), NOW - timedelta(days=90)
CANARY = "canary-jane.doe@acme.example"


def posting(source, key, at, **more):
    said: Any = {
        "url": f"https://a.example/{key}",
        "title": "ML Engineer",
        "salary": "$120K - $150K",
    }
    body: Any = {"description_html": f"<p>{CANARY}</p>" * 50, "extra": {"owner": CANARY}}
    return RawPosting(source=source, source_key=key, fetched_at=at, **said, **body, **more)


@pytest.fixture
def store(tmp_path):
    """A store and an archive of an old run and a new one, of two sources."""
    url = f"sqlite:///{tmp_path}/p.db"
    engine = open_store(url)
    for at in (OLD, NOW):
        begun = begin_run(engine, at)
        for source in ("ashby", "lever"):
            raw = RawStore(url, begun.run_id)
            raw.put([posting(source, f"{at:%d}", at), posting(source, "both", at)])
            told: Any = {"n": 0, "reason": "missing_title", "detail": CANARY, "record": CANARY}
            raw.quarantine([Quarantine(run_id=begun.run_id, source=source, **told)])
            raw.close()
            file = tmp_path / "archive" / begun.run_id / f"{source}.warc.gz"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"x" * 10)
            file.with_name(f"{source}.log").write_bytes(b"y")
            known: Any = {
                "source": source,
                "url": f"https://{at:%d}",
                "fetched_at": at,
                "offset": 0,
            }
            remember_pages(engine, [Page(file=str(file), etag="1", **known)])
    (tmp_path / "archive" / "mine").mkdir()
    (tmp_path / "archive" / "mine" / "notes.warc.gz").write_bytes(b"z")
    for batch in to_clean(engine, 10):
        store_cleaned(engine, [prepared(stored, clean(stored.raw)) for stored in batch])
    return engine


def files(tmp_path):
    found = (tmp_path / "archive").rglob("*.*")
    return sorted(f"{f.parent.name[:8]}/{f.name}" for f in found if f.is_file())


def rows(engine, table):
    with engine.connect() as connection:
        return connection.execute(select(table)).mappings().all()


KEPT = ["20261125/ashby.log", "20261125/ashby.warc.gz"]
KEPT += ["20261125/lever.log", "20261125/lever.warc.gz", "mine/notes.warc.gz"]


def test_what_is_old_goes_and_what_was_read_of_it_stays(store, tmp_path):
    done = purge(store, tmp_path / "archive", CUT)
    assert (done.files, done.size, done.bodies, done.records) == (4, 22, 2, 2)
    assert files(tmp_path) == KEPT
    assert len(list((tmp_path / "archive").iterdir())) == 2
    for row in rows(store, raw_posting):
        gone = row["source_key"] == f"{OLD:%d}"
        assert (row["description_html"] == "") == (row["extra"] == {}) == gone
        assert row["salary"] == "$120K - $150K"
    assert {row["record"] for row in rows(store, quarantine)} == {"", CANARY}
    assert {p.url for s in ("ashby", "lever") for p in known_pages(store, s).values()} == {
        f"https://{NOW:%d}"
    }
    assert purge(store, tmp_path / "archive", CUT).bodies == 0


def test_a_dry_run_says_the_same_and_does_nothing(store, tmp_path):
    before = (files(tmp_path), rows(store, raw_posting), rows(store, quarantine), rows(store, page))
    said = purge(store, tmp_path / "archive", CUT, dry_run=True)
    after = (files(tmp_path), rows(store, raw_posting), rows(store, quarantine), rows(store, page))
    assert after == before
    assert said == purge(store, tmp_path / "archive", CUT)


def test_one_source_can_be_purged(store, tmp_path):
    done = purge(store, tmp_path / "archive", CUT, "lever")
    assert (done.files, done.bodies, done.records) == (2, 1, 1)
    assert files(tmp_path) == sorted(
        [f"{OLD:%Y%m%d}/ashby.log", f"{OLD:%Y%m%d}/ashby.warc.gz", *KEPT]
    )
    emptied = {r["source"] for r in rows(store, raw_posting) if not r["description_html"]}
    assert emptied == {"lever"}


def test_no_byte_of_it_is_left_in_the_database(tmp_path):
    url = f"sqlite:///{tmp_path}/p.db"
    engine = open_store(url)
    raw = RawStore(url, begin_run(engine, OLD).run_id)
    raw.put([posting("ashby", str(n), OLD) for n in range(200)])
    raw.close()
    assert purge(engine, tmp_path / "archive", CUT).bodies == 200
    for file in tmp_path.iterdir():
        assert CANARY.encode() not in file.read_bytes(), file.name


def test_a_purged_posting_is_not_cleaned_anew_until_it_comes_again(store, tmp_path):
    everything = count_to_clean(store, everything=True)
    purge(store, tmp_path / "archive", CUT)
    assert count_to_clean(store, everything=True) == everything - 2
    again = RawStore(str(store.url), "r9")
    counts = again.put([posting("ashby", f"{OLD:%d}", NOW)])
    again.close()
    assert (counts.new, counts.changed, counts.unchanged) == (0, 0, 1)
    assert count_to_clean(store, everything=True) == everything - 1
    (row,) = [
        r
        for r in rows(store, raw_posting)
        if (r["source"], r["source_key"]) == ("ashby", f"{OLD:%d}")
    ]
    assert CANARY in row["description_html"]


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_the_command_says_what_it_did(payband, tmp_path, words):
    folder = tmp_path / "data" / "archive" / "20200101T000000Z-1"
    folder.mkdir(parents=True)
    (folder / "ashby.warc.gz").write_bytes(b"x" * 1000)
    assert "there is no database" in payband("purge", *words, code=2).stderr
    payband("db", "upgrade")
    done = payband("purge", *words)
    verb = "would delete" if words else "deleted"
    assert f"{verb} 1 archive file (1,000 bytes)" in done.stderr
    assert folder.exists() == bool(words)


def test_retention_can_be_off_and_sources_are_known(payband):
    payband("db", "upgrade")
    assert "retention_days is 0" in payband("purge", code=2, PAYBAND_RETENTION_DAYS="0").stderr
    assert "did you mean 'ashby'" in payband("purge", "--source", "ahsby", code=2).stderr


def test_inserting_is_possible_after_a_purge(store, tmp_path):
    purge(store, tmp_path / "archive", CUT)
    with writing(store) as connection:
        told = {"source": "x", "url": "u", "etag": "", "last_modified": "", "file": "f"}
        connection.execute(insert(page).values(**told, fetched_at=NOW, offset=0))
    assert len(rows(store, page)) == 3


def test_one_posting_of_any_age_loses_its_body_and_no_other_does(store):
    mine = posting("lever", f"{NOW:%d}", NOW).posting_id
    assert purge_posting(store, mine, NOW, dry_run=True) == 1
    assert purge_posting(store, mine, NOW) == 1
    assert purge_posting(store, mine, NOW) == 0
    with store.connect() as connection:
        texts = connection.execute(select(raw_posting.c.posting_id, raw_posting.c.description_html))
        assert [name for name, text in texts if not text] == [mine]
    with pytest.raises(InputError, match="no such id"):
        purge_posting(store, "0" * 16, NOW)
