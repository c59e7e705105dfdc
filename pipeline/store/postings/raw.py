"""Store raw postings, and count which are new, changed and unchanged."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, or_, select

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
from pipeline.store.runs.quarantine import refused_pages
from pipeline.store.runs.runs import is_replay


@dataclass(frozen=True, slots=True)
class Counts:
    """How many postings of a batch were new, changed and unchanged; their sum is the batch."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


_Found = tuple[set[str], dict[str, Sight]]
"""Ids of unchanged postings, and the sights of others that the store has."""


class RawStore:
    """Stores what one crawl collects. Each call is one transaction."""

    def __init__(self, url: str, run_id: str, patience: float = PATIENCE) -> None:
        self.engine = open_with_retry(url, patience)
        self.run_id = run_id
        self.replayed = is_replay(self.engine, run_id)
        self._expects_new = True

    def put(self, postings: Sequence[RawPosting]) -> Counts:
        """Store postings; return how many were new, changed and unchanged.

        A posting that is twice in one batch counts twice. The second counts as unchanged or, where
        the two differ, as changed, and it stays. In a replay, content that was seen later stays:
        an older page counts as unchanged.
        """

        def put(connection: Connection) -> Counts:
            contents = list(map(raw_content, postings))
            look = _look_first if self._expects_new else _touch_first
            same, known = look(connection, contents)
            rest = [one for one in contents if one.posting_id not in same]
            stored = _put(connection, rest, known, self.run_id, replayed=self.replayed)
            return replace(stored, unchanged=stored.unchanged + len(same))

        counts = write(self.engine, put)
        self._expects_new = counts.new == len(postings)
        return counts

    def quarantine(self, rows: Sequence[Quarantine]) -> None:
        """Store refused records with their reasons."""
        write(self.engine, lambda connection: upsert_records(connection, quarantine, rows))

    def pages(self, source: str) -> dict[str, Page]:
        """Return the pages of a source that earlier crawls read, by URL."""
        return known_pages(self.engine, source)

    def unusable_pages(
        self, source: str, archives: Sequence[Path], reasons: Sequence[str]
    ) -> set[str]:
        """Return the URLs that the crawls of a source in `archives` refused for `reasons`."""
        return refused_pages(self.engine, source, archives, reasons)

    def remember(self, pages: Sequence[Page]) -> None:
        """Remember pages for the conditional requests of the next crawl."""
        remember_pages(self.engine, pages)

    def gone(self, source: str, pages: Mapping[str, datetime]) -> None:
        """Note the pages of a source that answered 404 or 410, and when (UTC)."""
        note_gone(self.engine, source, pages)

    def listed(self, source: str, keys: Mapping[str, datetime]) -> None:
        """Note the postings, by source_key, that refused records listed, and when (UTC)."""
        note_listed(self.engine, source, keys)

    def board(self, rows: Sequence[CrawlRun]) -> None:
        """Write the counts of each board's crawl so far."""
        write(self.engine, lambda connection: upsert_records(connection, crawl_run, rows))

    def close(self) -> None:
        """Close the connections to the database."""
        self.engine.dispose()


def _touch_first(connection: Connection, contents: Sequence[RawContent]) -> _Found:
    """Set last_seen of what is unchanged; return it (ids), and the sights of the others."""
    same = touch(connection, contents)
    rest = {one.posting_id for one in contents} - same
    return same, sights(connection, rest) if rest else {}


def _look_first(connection: Connection, contents: Sequence[RawContent]) -> _Found:
    """Do the same in the other order: a batch of new postings takes one statement, not two."""
    known = sights(connection, {one.posting_id for one in contents})
    same = touch(connection, [one for one in contents if one.posting_id in known])
    return same, {key: one for key, one in known.items() if key not in same}


def _put(
    connection: Connection,
    rest: Sequence[RawContent],
    known: Mapping[str, Sight],
    run_id: str,
    *,
    replayed: bool,
) -> Counts:
    if not rest:
        return Counts()
    before = _before(connection, rest, known)
    stored = {key: _hash(one, before.get(key)) for key, one in known.items()}
    tally, newest = _newest(rest, stored, known if replayed else {})
    edited = [newest[key] for key in known if key in newest and _is_edited(newest[key], stored)]
    keep_versions(connection, run_id, edited, before)
    differ = [one for key, one in newest.items() if _differs(one, known.get(key))]
    rows = [(one.posting_id, *one.row, run_id) for one in differ]
    insert_whole(connection, raw_posting, [row for row in rows if row[0] not in known])
    upsert_whole(connection, raw_posting, [row for row in rows if row[0] in known])
    see(connection, run_id, _times(rest), newest, known)
    return Counts(**tally)


def _newest(
    contents: Iterable[RawContent], stored: Mapping[str, str], known: Mapping[str, Sight]
) -> tuple[Counter[str], dict[str, RawContent]]:
    """Return the counts (new, changed, unchanged) and the newest content of each posting.

    `stored` has the hashes of the store. Content of a posting that is `known` to have been seen
    later counts as unchanged, and is left out.
    """
    hashes, newest, tally = dict(stored), dict[str, RawContent](), Counter[str]()
    for one in contents:
        key, was = one.posting_id, hashes.get(one.posting_id)
        if key in known and fetched_at(one.raw) < known[key].last_seen:
            tally["unchanged"] += 1
            continue
        tally["new" if was is None else "unchanged" if was == one.content_hash else "changed"] += 1
        hashes[key] = one.content_hash
        newest[key] = one
    return tally, newest


def _before(
    connection: Connection, contents: Iterable[RawContent], known: Mapping[str, Sight]
) -> dict[str, RawPosting]:
    """Return the stored postings with another hash than their new content.

    Callers compute their hash again: an earlier Payband may have computed it in another way.
    """
    other = {
        one.posting_id
        for one in contents
        if one.posting_id in known and known[one.posting_id].content_hash != one.content_hash
    }
    if not other:
        return {}
    query = select(raw_posting).where(in_values(connection, raw_posting.c.posting_id, other))
    rows = connection.execute(query).mappings()
    return {row["posting_id"]: raw_from_row(row) for row in rows}


def _hash(known: Sight, before: RawPosting | None) -> str:
    """Return the hash of the stored content, computed again unless its body was purged."""
    if before is None or known.purged_at is not None:
        return known.content_hash
    return raw_content(before).content_hash


def _differs(one: RawContent, known: Sight | None) -> bool:
    """Return whether the stored content is another, or its body was purged."""
    return known is None or known[2:] != (one.content_hash, None)


def _is_edited(one: RawContent, stored: Mapping[str, str]) -> bool:
    return stored[one.posting_id] != one.content_hash


def _times(contents: Iterable[RawContent]) -> dict[str, list[datetime]]:
    """Return when each posting was fetched (UTC), by its id."""
    times: dict[str, list[datetime]] = {}
    for one in contents:
        times.setdefault(one.posting_id, []).append(fetched_at(one.raw))
    return times


def find_raw(engine: Engine, posting_id: str) -> RawPosting | None:
    """Return the stored raw posting, or None where there is none."""
    query = select(raw_posting).where(raw_posting.c.posting_id == posting_id)
    with engine.connect() as connection:
        row = connection.execute(query).mappings().one_or_none()
    return None if row is None else raw_from_row(row)


def ids_like(engine: Engine, posting_id: str) -> list[str]:
    """Return the ids of postings that begin or end as this one: those that a typo may mean."""
    column, part = raw_posting.c.posting_id, len(posting_id) // 2
    alike = or_(column.startswith(posting_id[:part]), column.endswith(posting_id[-part:]))
    with engine.connect() as connection:
        return list(connection.execute(select(column).where(alike).order_by(column)).scalars())
