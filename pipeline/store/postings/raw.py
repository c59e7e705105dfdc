"""Raw postings in: what is new, what changed, what is as it was."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from models.page import Page
from models.raw import RawPosting
from models.run import CrawlRun, Quarantine
from models.tables import crawl_run, quarantine, raw_posting
from pipeline.store.db.arrays import in_values
from pipeline.store.db.database import PATIENCE
from pipeline.store.db.insert import insert_whole
from pipeline.store.db.transactions import open_with_retry, write
from pipeline.store.db.upsert import upsert_records, upsert_whole
from pipeline.store.lifecycle.history import keep_versions
from pipeline.store.lifecycle.rules import Sight
from pipeline.store.lifecycle.seen import note_listed, see, sights, touch
from pipeline.store.lifecycle.settle import note_gone
from pipeline.store.postings.pages import known_pages, remember_pages
from pipeline.store.raw_content import RawContent, fetched_at, raw_content, raw_from_row
from pipeline.store.runs.runs import is_replay


@dataclass(frozen=True, slots=True)
class Counts:
    """How many postings of a batch were new, changed and as before; their sum is the batch."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class RawStore:
    """Where one crawl puts what it collects. Each call is one transaction."""

    def __init__(self, url: str, run_id: str, patience: float = PATIENCE) -> None:
        self.engine = open_with_retry(url, patience)
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

    def listed(self, source: str, keys: Mapping[str, datetime]) -> None:
        """Note that records which were refused list postings, by source_key, and when."""
        note_listed(self.engine, source, keys)

    def board(self, rows: Sequence[CrawlRun]) -> None:
        """Write what each board's crawl saw so far."""
        write(self.engine, lambda connection: upsert_records(connection, crawl_run, rows))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _put(
    connection: Connection, postings: Sequence[RawPosting], run_id: str, *, replayed: bool
) -> Counts:
    all_met = list(map(raw_content, postings))
    same = touch(connection, all_met)
    met = [one for one in all_met if one.posting_id not in same]
    if not met:
        return Counts(unchanged=len(same))
    known = sights(connection, {one.posting_id for one in met})
    before = _before(connection, met, known)
    stored = {key: _hash(one, before.get(key)) for key, one in known.items()}
    tally, newest = _newest(met, stored, known if replayed else {})
    tally["unchanged"] += len(same)
    edited = [one for key, one in newest.items() if stored.get(key) != one.content_hash]
    keep_versions(connection, run_id, edited, before)
    differ = [one for key, one in newest.items() if _differs(one, known.get(key))]
    rows = [(one.posting_id, *one.row, run_id) for one in differ]
    insert_whole(connection, raw_posting, [row for row in rows if row[0] not in known])
    upsert_whole(connection, raw_posting, [row for row in rows if row[0] in known])
    hashes = {key: one.content_hash for key, one in newest.items()}
    see(connection, run_id, _times(met), hashes, known)
    return Counts(**tally)


def _newest(
    met: Iterable[RawContent], stored: Mapping[str, str], known: Mapping[str, Sight]
) -> tuple[Counter[str], dict[str, RawContent]]:
    """Return what the wordings were to the store, whose hashes are `stored`, and the last of each.

    Those of a posting that is `known` to have been seen later count, and are left out.
    """
    hashes, newest, tally = dict(stored), dict[str, RawContent](), Counter[str]()
    for one in met:
        key, was = one.posting_id, hashes.get(one.posting_id)
        if key in known and fetched_at(one.raw) < known[key].last_seen:
            tally["unchanged"] += 1
            continue
        tally["new" if was is None else "unchanged" if was == one.content_hash else "changed"] += 1
        hashes[key] = one.content_hash
        newest[key] = one
    return tally, newest


def _before(
    connection: Connection, met: Iterable[RawContent], known: Mapping[str, Sight]
) -> dict[str, RawPosting]:
    """Return the stored postings whose hash isn't that of what was met.

    Their hash is made anew: one that an earlier Payband made another way is no edit.
    """
    other = {
        one.posting_id
        for one in met
        if one.posting_id in known and known[one.posting_id].content_hash != one.content_hash
    }
    if not other:
        return {}
    query = select(raw_posting).where(in_values(connection, raw_posting.c.posting_id, other))
    rows = connection.execute(query).mappings()
    return {row["posting_id"]: raw_from_row(row) for row in rows}


def _hash(known: Sight, before: RawPosting | None) -> str:
    """Return the hash of what is stored, made anew unless its body was purged."""
    if before is None or known.purged_at is not None:
        return known.content_hash
    return raw_content(before).content_hash


def _differs(one: RawContent, known: Sight | None) -> bool:
    """Return whether what is stored is of another wording, or its body was purged."""
    return known is None or known[2:] != (one.content_hash, None)


def _times(met: Iterable[RawContent]) -> dict[str, list[datetime]]:
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
