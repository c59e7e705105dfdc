from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.page import Page
from models.run import CrawlRun, Quarantine
from models.vocab import RunState
from pipeline.archive.archive import ArchiveWriter
from pipeline.store.db.database import open_store
from pipeline.store.postings.pages import known_pages, remember_pages
from pipeline.store.postings.raw import RawStore
from pipeline.store.retention.archives import kept_archives, prune, verify
from pipeline.store.runs.runs import begin_run, finish_run

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
S = RunState


def crawl(url, folder, days, *, source="ashby", state=S.COMPLETE, run_state=S.COMPLETE, refused=0):
    """Leave behind what a crawl of so many days ago leaves: its rows and its archive."""
    at = NOW - timedelta(days=days)
    store = RawStore(url, "")
    begun = begin_run(store.engine, at)
    if run_state is not S.RUNNING:
        finish_run(store.engine, begun, run_state, at)
    ended: Any = {"started_at": at, "state": state}
    store.board([CrawlRun(run_id=begun.run_id, source=source, board="", **ended)])
    said: Any = {"reason": "missing_title", "detail": "", "record": "{}"}
    refusals = range(refused)
    store.quarantine(
        [Quarantine(run_id=begun.run_id, source=source, n=n, **said) for n in refusals]
    )
    file = folder / begun.run_id / f"{source}.warc.gz"
    writer = ArchiveWriter(file)
    writer.info(source, {}, at)
    writer.response("https://example.com/", 200, (), bytes(range(256)) * 4, at)
    writer.close()
    file.with_name(f"{source}.log").write_text("log")
    told: Any = {"source": source, "url": f"https://{days}", "fetched_at": at, "offset": 0}
    remember_pages(store.engine, [Page(file=str(file), **told)])
    store.close()
    return file


@pytest.fixture
def engine(migrated_url):
    made = open_store(migrated_url)
    yield made
    made.dispose()


def test_the_shelf_lists_runs_only_the_oldest_first(migrated_url, tmp_path):
    files = [crawl(migrated_url, tmp_path / "a", days) for days in (1, 9)]
    (tmp_path / "a" / "mine").mkdir()
    (tmp_path / "a" / "mine" / "x.warc.gz").write_text("x")
    found = kept_archives(tmp_path / "a")
    assert [a.file for a in found] == files[::-1]
    assert [a.source for a in found] == ["ashby", "ashby"]
    assert found[0].begun == NOW - timedelta(days=9)
    assert kept_archives(tmp_path / "none") == []


def test_verify_counts_what_is_whole_and_names_what_is_torn(tmp_path):
    file = tmp_path / "r" / "x.warc.gz"
    writer = ArchiveWriter(file)
    ends = []
    for n in range(5):
        writer.response(f"https://example.com/{n}", 200, (), bytes([n]) * 500, NOW)
        ends.append(file.stat().st_size)
    writer.close()
    assert (verify(file).whole, verify(file).damage) == (5, ())
    data = bytearray(file.read_bytes())
    file.write_bytes(data[:-3])
    assert (verify(file).whole, [d.offset for d in verify(file).damage]) == (4, [ends[3]])
    data[ends[1] + 60] ^= 1
    file.write_bytes(data)
    assert (verify(file).whole, [d.offset for d in verify(file).damage]) == (4, [ends[1]])
    file.write_text("notes")
    assert "no WARC archive" in verify(file).damage[0].reason


def test_old_files_go_with_their_logs_and_what_was_remembered_of_them(
    engine, migrated_url, tmp_path
):
    old, new = (crawl(migrated_url, tmp_path / "a", days) for days in (9, 1))
    before = NOW - timedelta(days=5)
    said = prune(engine, tmp_path / "a", before=before, dry_run=True)
    assert [a.file for a in said.gone] == [old]
    assert old.exists()
    assert set(known_pages(engine, "ashby")) == {"https://9", "https://1"}
    done = prune(engine, tmp_path / "a", before=before)
    assert done == said
    assert not old.parent.exists()
    assert new.exists()
    assert new.with_name("ashby.log").exists()
    assert set(known_pages(engine, "ashby")) == {"https://1"}


@pytest.mark.parametrize(("files", "left"), [(3, 3), (2.5, 2), (2, 2), (1, 1), (0, 0)])
def test_the_oldest_go_until_the_rest_is_small_enough(engine, migrated_url, tmp_path, files, left):
    kept = [crawl(migrated_url, tmp_path / "a", days) for days in (9, 5, 1)]
    size = max(file.stat().st_size for file in kept)
    prune(engine, tmp_path / "a", largest=int(size * files))
    assert [file.exists() for file in kept] == [n >= 3 - left for n in range(3)]


@pytest.mark.parametrize(
    ("first", "then", "stays"),
    [
        ({}, {}, ""),
        ({"state": S.RUNNING, "run_state": S.RUNNING}, {}, "its run is at work"),
        ({"state": S.ABORTED}, {"state": S.FAILED}, "broke off"),
        ({"state": S.FAILED}, {"state": S.PARTIAL}, "broke off"),
        ({"state": S.FAILED}, {"source": "lever"}, "broke off"),
        ({"state": S.FAILED}, {"state": S.COMPLETE}, ""),
        ({"state": S.PARTIAL}, {"state": S.PARTIAL}, ""),
        ({"refused": 1}, {}, "refused records"),
    ],
)
def test_what_is_still_needed_stays(engine, migrated_url, tmp_path, first, then, stays):
    old = crawl(migrated_url, tmp_path / "a", 9, **first)
    crawl(migrated_url, tmp_path / "a", 8, **then)
    done = prune(engine, tmp_path / "a", before=NOW - timedelta(days=8, hours=1), largest=10**9)
    assert old.exists() is bool(stays)
    assert stays in done.needed.get(old, "")
    assert [a.file for a in done.gone] == ([] if stays else [old])


def test_the_commands(payband, tmp_path):
    file = tmp_path / "data/archive/20200101T000000Z-1/ashby.warc.gz"
    writer = ArchiveWriter(file)
    writer.response("https://example.com/", 200, (), b"x", NOW)
    writer.close()
    assert "1 file," in payband("archive", "list").stderr
    assert "1 file: 1 whole record, 0 torn" in payband("archive", "verify").stderr
    assert "say what to delete" in payband("archive", "prune", code=2).stderr
    assert "is not a size" in payband("archive", "prune", "--max-size", "big", code=2).stderr
    assert "there is no database" in payband("archive", "prune", "--max-size", "0", code=2).stderr
    payband("db", "upgrade")
    assert "would delete 1" in payband("archive", "prune", "--max-size", "0", "--dry-run").stderr
    file.write_bytes(file.read_bytes()[:-1])
    assert "byte 0: the archive is cut short" in payband("archive", "verify", code=1).stderr
    assert "deleted 1 file," in payband("archive", "prune", "--older-than", "9").stderr
    assert not file.exists()
