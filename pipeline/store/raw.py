"""Raw postings in: what is new, what changed, what is as it was."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from models.page import Page
from models.raw import RawPosting
from models.run import CrawlRun, Quarantine
from models.tables import crawl_run, posting_life, quarantine, raw_posting
from pipeline.store.among import among
from pipeline.store.database import PATIENCE
from pipeline.store.history import keep_versions
from pipeline.store.life import Span
from pipeline.store.lives import note_gone, see
from pipeline.store.pages import known_pages, remember_pages
from pipeline.store.patience import open_patiently, write
from pipeline.store.runs import is_replay
from pipeline.store.upsert import upsert_records, upsert_whole
from pipeline.store.wording import (
    Wording,
    fetched_at,
    raw_from_row,
    wording,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many postings of a batch were new, changed and as before; their sum is the batch."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class RawStore:
    """Where one crawl puts what it collects. Each call is one transaction."""

    def __init__(self, url: str, run_id: str, patience: float = PATIENCE) -> None:
        self.engine = open_patiently(url, patience)
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
        write(self.engine, lambda connection: upsert_records(connection, quarantine, rows))

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
        write(self.engine, lambda connection: upsert_records(connection, crawl_run, rows))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store has of a posting: its wording's hash, whether it was purged, its span."""

    content_hash: str
    purged: bool
    span: Span | None


def _put(
    connection: Connection, postings: Sequence[RawPosting], run_id: str, *, replayed: bool
) -> Counts:
    met = list(map(wording, postings))
    known = _known(connection, {one.posting_id for one in met})
    before = _before(connection, met, known)
    stored = {key: _hash(one, before.get(key)) for key, one in known.items()}
    counts, newest = _newest(met, stored, known if replayed else {})
    edited = [one for key, one in newest.items() if stored.get(key) != one.content_hash]
    keep_versions(connection, run_id, edited, before)
    differ = [one for key, one in newest.items() if _differs(one, known.get(key))]
    rows = [(one.posting_id, *one.row, one.content_hash, run_id, None) for one in differ]
    upsert_whole(connection, raw_posting, rows)
    spans = {key: one.span for key, one in known.items() if one.span}
    see(connection, _times(met), spans, run_id)
    return counts


def _newest(
    met: Iterable[Wording], stored: Mapping[str, str], known: Mapping[str, _Known]
) -> tuple[Counts, dict[str, Wording]]:
    """Return what the wordings were to the store, whose hashes are `stored`, and the last of each.

    Those of a posting that is `known` to have been seen later count, and are left out.
    """
    hashes, newest, tally = dict(stored), dict[str, Wording](), Counter[str]()
    for one in met:
        key, was = one.posting_id, hashes.get(one.posting_id)
        if _seen_later(one, known.get(key)):
            tally["unchanged"] += 1
            continue
        tally["new" if was is None else "unchanged" if was == one.content_hash else "changed"] += 1
        hashes[key] = one.content_hash
        newest[key] = one
    return Counts(**tally), newest


def _known(connection: Connection, ids: Collection[str]) -> dict[str, _Known]:
    raw, life = raw_posting.c, posting_life.c
    query = (
        select(raw.posting_id, raw.content_hash, raw.purged_at, life.first_seen, life.last_seen)
        .outerjoin_from(raw_posting, posting_life, raw.posting_id == life.posting_id)
        .where(among(connection, raw.posting_id, ids))
    )
    return {
        key: _Known(digest, purged is not None, first and Span(first, last))
        for key, digest, purged, first, last in connection.execute(query)
    }


def _before(
    connection: Connection, met: Iterable[Wording], known: Mapping[str, _Known]
) -> dict[str, RawPosting]:
    """Return the stored postings whose hash isn't that of what was met.

    Their hash is made anew: one that an earlier Payband made another way is no edit.
    """
    hashes = {key: one.content_hash for key, one in known.items()}
    other = {
        m.posting_id for m in met if hashes.get(m.posting_id, m.content_hash) != m.content_hash
    }
    if not other:
        return {}
    query = select(raw_posting).where(among(connection, raw_posting.c.posting_id, other))
    rows = connection.execute(query).mappings()
    return {row["posting_id"]: raw_from_row(row) for row in rows}


def _hash(known: _Known, before: RawPosting | None) -> str:
    """Return the hash of what is stored, made anew unless its body was purged."""
    return known.content_hash if before is None or known.purged else wording(before).content_hash


def _seen_later(one: Wording, known: _Known | None) -> bool:
    return bool(known and known.span and fetched_at(one.raw) < known.span.last)


def _differs(one: Wording, known: _Known | None) -> bool:
    return known is None or known.purged or known.content_hash != one.content_hash


def _times(met: Iterable[Wording]) -> dict[str, list[datetime]]:
    """Return when each posting was fetched, by its id."""
    times: dict[str, list[datetime]] = {}
    for one in met:
        times.setdefault(one.posting_id, []).append(fetched_at(one.raw))
    return times


def find_raw(engine: Engine, posting_id: str) -> RawPosting | None:
    """Return the stored raw posting, or None where there is none."""
    query = select(raw_posting).where(raw_posting.c.posting_id == posting_id)
    with engine.connect() as connection:
        row = connection.execute(query).mappings().one_or_none()
    return None if row is None else raw_from_row(row)
