"""Copies made while a writer is at work: each is whole, and is of one moment."""

import os
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models.raw import RawPosting
from models.run import CrawlRun
from models.tables import crawl_run
from models.vocab import RunState
from pipeline.store.db.backup import backup, restore
from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore

pytestmark = pytest.mark.usefixtures("postgres_programs")
COPIES = int(os.environ.get("PAYBAND_TEST_COPIES", "6"))
AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
PAGE = 20  # postings a page, stored in one transaction


@contextmanager
def somebody_writes(url):
    """Let pages and the crawls that brought them be stored, one after the other."""
    done, begun, failed = threading.Event(), threading.Event(), list[Exception]()

    def work():
        store = RawStore(url, "run-1")
        try:
            for page in count():
                if done.is_set():
                    return
                store.put([posting(f"{page}:{n}") for n in range(PAGE)])
                begun.set()
                store.board([crawled(page)])
        except Exception as error:  # noqa: BLE001  # told where it is looked at
            failed.append(error)
        finally:
            store.close()

    writer = threading.Thread(target=work)
    writer.start()
    assert begun.wait(60)
    try:
        yield
    finally:
        done.set()
        writer.join()
    assert failed == []


def posting(key):
    said: Any = {"url": f"https://example.com/{key}", "title": "ML Engineer"}
    return RawPosting(source="ashby", source_key=key, fetched_at=AT, **said)


def crawled(page):
    ended: Any = {"started_at": AT, "state": RunState.COMPLETE}
    return CrawlRun(run_id="run-1", source="ashby", board=f"{page}", seen=PAGE, new=PAGE, **ended)


@pytest.mark.sqlite_first
def test_copies_made_while_a_writer_is_at_work_are_whole_and_of_one_moment(
    database_url, elsewhere, tmp_path
):
    seen = []
    with somebody_writes(database_url):
        for n in range(COPIES):
            copy = Path(tmp_path, f"copy-{n}")
            backup(database_url, copy)
            rows = restore(elsewhere, copy, force=n > 0)
            copy.unlink()
            engine = open_store(elsewhere)
            assert check(engine) == []
            with engine.connect() as connection:
                told = connection.execute(select(func.sum(crawl_run.c.new))).scalar_one() or 0
            engine.dispose()
            assert rows["raw_posting"] == rows["posting_life"] == rows["status_change"]
            assert rows["raw_posting"] % PAGE == 0
            assert rows["raw_posting"] - told in (0, PAGE)
            seen.append(rows["raw_posting"])
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]
