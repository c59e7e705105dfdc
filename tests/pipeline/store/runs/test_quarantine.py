from datetime import UTC, datetime
from typing import Any

import pytest

from models.run import Quarantine
from pipeline.archive.archive import ArchiveWriter
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.quarantine import (
    Waiting,
    archive_of,
    body_of,
    refused,
    refused_pages,
    settle,
    waiting,
)

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def row(run_id, n, source="ashby", reason="missing_title", **said):
    given: Any = {"detail": "", "record": '{"id": 1}', "url": "https://example.com/a"} | said
    return Quarantine(run_id=run_id, source=source, n=n, reason=reason, **given)


@pytest.fixture
def store(migrated_url):
    made = RawStore(migrated_url, "r1")
    made.quarantine([row("r1", 0), row("r1", 1, reason="empty"), row("r2", 0, "lever")])
    made.quarantine([row("r2", 1, "lever", record="")])  # purged
    yield made.engine
    made.close()


def names(rows):
    return [f"{r.run_id}/{r.source}/{r.n}" for r in rows]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({}, ["r2/lever/0", "r1/ashby/0", "r1/ashby/1"]),
        ({"run_id": "r1"}, ["r1/ashby/0", "r1/ashby/1"]),
        ({"source": "lever"}, ["r2/lever/0"]),
        ({"reason": "empty"}, ["r1/ashby/1"]),
        ({"source": "lever", "run_id": "r1"}, []),
    ],
)
def test_refused_records_are_listed(store, narrowed, found):
    assert names(refused(store, **narrowed)) == found


def test_crawls_with_refused_records_wait(store):
    assert waiting(store) == [Waiting("r1", "ashby", 2), Waiting("r2", "lever", 1)]
    assert waiting(store, source="lever") == [Waiting("r2", "lever", 1)]


def test_the_pages_that_crawls_could_not_use_are_found_by_their_archives(store, tmp_path):
    archives = [archive_of(tmp_path, run_id, "ashby") for run_id in ("r1", "r2")]
    assert refused_pages(store, "ashby", archives, ["empty"]) == {"https://example.com/a"}
    assert refused_pages(store, "ashby", archives[1:], ["empty"]) == set()
    assert refused_pages(store, "lever", archives, ["empty"]) == set()


def test_what_was_made_good_leaves(store, migrated_url):
    again = RawStore(migrated_url, "r3")
    again.quarantine([row("r3", 0, reason="title_too_long"), row("r3", 0, "lever")])
    again.close()
    assert settle(store, Waiting("r1", "ashby", 2), "r3", whole=True) == 1
    left = refused(store, source="ashby")
    assert [(r.run_id, r.reason) for r in left] == [("r1", "title_too_long")]
    assert names(refused(store, source="lever")) == ["r3/lever/0", "r2/lever/0"]


def test_a_replay_that_broke_off_leaves_all_as_it_was(store, migrated_url):
    before = refused(store)
    again = RawStore(migrated_url, "r3")
    again.quarantine([row("r3", 0)])
    again.close()
    assert settle(store, Waiting("r1", "ashby", 2), "r3", whole=False) == 2
    assert refused(store) == before


def test_the_page_of_a_record_is_found(tmp_path):
    file = archive_of(tmp_path, "r1", "ashby")
    writer = ArchiveWriter(file)
    for body in (b"old", b"new"):
        writer.response("https://example.com/a", 200, (), body, AT, method="POST")
    writer.close()
    where, page = body_of(row("r1", 0), tmp_path)
    assert (where, page and page.body) == (file, b"new")
    assert body_of(row("r1", 0, url="https://example.com/b"), tmp_path) == (file, None)
    assert body_of(row("r2", 0), tmp_path)[1] is None
