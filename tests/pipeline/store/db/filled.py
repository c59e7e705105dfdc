"""Stores with a few postings, and which postings a store has."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from models.raw import RawPosting
from pipeline.store.db.database import connect
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def raw(key):
    said: Any = {"url": f"https://example.com/{key}", "title": "ML Engineer", "fetched_at": AT}
    return RawPosting(source="ashby", source_key=str(key), **said)


def fill(url, *keys):
    store = RawStore(url, "run-1")
    store.put([raw(key) for key in keys])
    store.close()


def keys_in(url):
    engine = connect(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT source_key FROM raw_posting ORDER BY 1"))
        keys = [row[0] for row in found]
    engine.dispose()
    return keys
