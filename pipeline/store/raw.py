"""Raw postings in: what is new, what changed, what is as it was."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, bindparam, select

from models.page import Page
from models.raw import RawPosting
from models.run import CrawlRun, Quarantine
from models.tables import crawl_run, posting_life, quarantine, raw_posting
from models.types import json_text, pay_dicts
from pipeline.store.database import open_store
from pipeline.store.history import keep_versions
from pipeline.store.lives import note_gone, see
from pipeline.store.pages import known_pages, remember_pages
from pipeline.store.patience import write
from pipeline.store.runs import is_replay
from pipeline.store.upsert import upsert

RAW_FIELDS = tuple(f.name for f in fields(RawPosting))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many postings of a batch were new, changed and as before; their sum is the batch."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class RawStore:
    """Where one crawl puts what it collects. Each call is one transaction."""

    def __init__(self, url: str, run_id: str) -> None:
        self.engine = open_store(url)
        self.run_id = run_id
        self.replayed = is_replay(self.engine, run_id)

    def put(self, postings: Sequence[RawPosting]) -> Counts:
        """Store postings and return what they were to the store.

        A posting met twice in one batch counts twice: once for what it was, then as unchanged
        or, where the two differ, as changed, the later one staying. In a replay, what was seen
        later stays: an older page counts as unchanged.
        """

        def put(connection: Connection) -> Counts:
            return _put(connection, postings, self.run_id, replayed=self.replayed)

        return write(self.engine, put)

    def quarantine(self, rows: Sequence[Quarantine]) -> None:
        """Keep refused records with their reasons."""
        refused = [asdict(row) for row in rows]
        write(self.engine, lambda connection: upsert(connection, quarantine, refused))

    def pages(self, source: str) -> dict[str, Page]:
        """Return the pages of a source that earlier crawls read, by address."""
        return known_pages(self.engine, source)

    def remember(self, pages: Sequence[Page]) -> None:
        """Keep what to ask for these pages next time."""
        remember_pages(self.engine, pages)

    def gone(self, source: str, pages: Mapping[str, datetime]) -> None:
        """Note the pages of a source that answered 404 or 410, and when."""
        note_gone(self.engine, source, pages)

    def board(self, rows: Sequence[CrawlRun]) -> None:
        """Write what each board's crawl saw so far."""
        boards = [asdict(row) for row in rows]
        write(self.engine, lambda connection: upsert(connection, crawl_run, boards))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def content_hash(raw: RawPosting) -> str:
    """Return SHA-256 over everything the page said: all fields but fetched_at."""
    return _hash(_row(raw))


def _hash(row: Mapping[str, Any]) -> str:
    said = {**row, "salary_fields": pay_dicts(row["salary_fields"]), "fetched_at": None}
    return hashlib.sha256(json_text(said).encode()).hexdigest()


def raw_from_row(row: RowMapping) -> RawPosting:
    """Return the RawPosting of a row of raw_posting."""
    return RawPosting(**{name: row[name] for name in RAW_FIELDS})


def _row(raw: RawPosting) -> dict[str, Any]:
    return {name: getattr(raw, name) for name in RAW_FIELDS}


def _put(
    connection: Connection, postings: Sequence[RawPosting], run_id: str, *, replayed: bool
) -> Counts:
    keyed = [(raw.posting_id, raw) for raw in postings]
    known = _known_hashes(connection, {key for key, _ in keyed})
    stored = dict(known)
    last_seen = _last_seen(connection, known) if replayed else {}
    tally = {"new": 0, "changed": 0, "unchanged": 0}
    writes: dict[str, dict[str, Any]] = {}
    for key, raw in keyed:
        row = _row(raw)
        digest = _hash(row)
        before, purged = known.get(key, (None, False))
        if before and raw.fetched_at and raw.fetched_at < last_seen.get(key, raw.fetched_at):
            digest, purged = before, False
        tally["new" if before is None else "unchanged" if before == digest else "changed"] += 1
        if before != digest or purged:
            own = {"posting_id": key, "content_hash": digest, "run_id": run_id, "purged_at": None}
            writes[key] = row | own
        known[key] = (digest, False)
    differ = [r for key, r in writes.items() if stored.get(key, (None,))[0] != r["content_hash"]]
    keep_versions(connection, differ, stored.keys())
    upsert(connection, raw_posting, list(writes.values()))
    see(connection, _times(keyed), run_id)
    return Counts(**tally)


def _known_hashes(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Return the content_hash of known postings, and whether their body was purged."""
    raw = raw_posting.c
    query = select(raw.posting_id, raw.content_hash, raw.purged_at).where(
        raw.posting_id.in_(bindparam("ids", expanding=True))
    )
    return {
        row.posting_id: (row.content_hash, row.purged_at is not None)
        for row in connection.execute(query, {"ids": list(ids)})
    }


def _last_seen(connection: Connection, ids: Iterable[str]) -> dict[str, datetime]:
    life = posting_life.c
    query = select(life.posting_id, life.last_seen).where(
        life.posting_id.in_(bindparam("ids", expanding=True))
    )
    return {row.posting_id: row.last_seen for row in connection.execute(query, {"ids": list(ids)})}


def _times(keyed: Iterable[tuple[str, RawPosting]]) -> dict[str, list[datetime]]:
    """Return when each posting was fetched, by its id."""
    times: dict[str, list[datetime]] = {}
    for key, raw in keyed:
        if raw.fetched_at is None:
            raise ValueError(f"fetched_at is missing: {raw.source} {raw.source_key}")
        times.setdefault(key, []).append(raw.fetched_at)
    return times


def find_raw(engine: Engine, posting_id: str) -> RawPosting | None:
    """Return the stored raw posting, or None where there is none."""
    query = select(raw_posting).where(raw_posting.c.posting_id == posting_id)
    with engine.connect() as connection:
        row = connection.execute(query).mappings().one_or_none()
    return None if row is None else raw_from_row(row)
