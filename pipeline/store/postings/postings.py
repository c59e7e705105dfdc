"""Store cleaned postings with their bands and issues; write only what changed."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, func, or_, select

from models.band import SalaryBand
from models.issue import Issue
from models.posting import JobPosting
from models.raw import RawPosting
from models.record import columns
from models.tables import APART, issue, job_posting, posting_life, raw_posting, salary_band
from pipeline.caches import cached_file
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.engine import Cleaned, code_version
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.store.db.arrays import in_values
from pipeline.store.db.insert import replace_children
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert
from pipeline.store.duplicates.fingerprints import (
    FingerprintRows,
    fingerprint_rows,
    store_fingerprints,
)
from pipeline.store.postings.changes import FieldChange, changes, count_same
from pipeline.store.postings.key_ranges import KeyRange, key_ranges
from pipeline.store.raw_content import raw_from_row


@dataclass(frozen=True, slots=True)
class StoredRaw:
    """A raw posting from the store, with its hash and its run."""

    raw: RawPosting
    content_hash: str
    run_id: str | None


@dataclass(frozen=True, slots=True)
class PreparedPosting:
    """A cleaned posting as rows by column name: itself, its bands, issues and fingerprint."""

    posting: dict[str, Any]
    bands: list[dict[str, Any]]
    issues: list[dict[str, Any]]
    print: FingerprintRows


def to_clean(
    engine: Engine, batch: int, version: str | None = None, *, everything: bool = False
) -> Iterator[list[StoredRaw]]:
    """Yield raw postings in batches, by posting_id: the stale ones, or everything.

    A posting is stale where it was never cleaned, where its raw posting changed, or where code,
    rules or rates of another version than `version` cleaned it. The default is this version.
    """
    last = ""
    while rows := _next(
        engine, last, batch, _stale(version or code_version(), everything=everything)
    ):
        last = rows[-1]["posting_id"]
        yield _raws(rows)


def ranges_to_clean(
    engine: Engine, size: int, version: str, *, everything: bool = False
) -> Iterator[KeyRange]:
    """Yield ranges of ids, each with `size` of the postings that `to_clean` yields, or the rest."""
    return key_ranges(engine, _stale(version, everything=everything), size)


def to_clean_in(
    engine: Engine, ids: KeyRange, version: str, *, everything: bool = False
) -> list[StoredRaw]:
    """Return the postings that `to_clean` yields of one range."""
    query = ids.of(_stale(version, everything=everything))
    return _raws(read(engine, lambda connection: connection.execute(query).mappings().all()))


def _raws(rows: Sequence[RowMapping]) -> list[StoredRaw]:
    return [StoredRaw(raw_from_row(r), r["content_hash"], r["run_id"]) for r in rows]


def count_to_clean(engine: Engine, version: str | None = None, *, everything: bool = False) -> int:
    """Return how many postings `to_clean` would yield."""
    query = _stale(version or code_version(), everything=everything).with_only_columns(func.count())
    return int(read(engine, lambda connection: connection.execute(query).scalar_one()))


def prepared(stored: StoredRaw, cleaned: Cleaned, aliases: Aliases = SHIPPED) -> PreparedPosting:
    """Return the rows to write for a cleaned posting; `aliases` are other names of employers."""
    text = cleaned.texts.description
    values = _fields(cleaned.posting)
    digest = _digest(values, cleaned.bands, cleaned.issues)
    return PreparedPosting(
        values | {"raw_hash": stored.content_hash, "content_hash": digest},
        [_fields(band) for band in cleaned.bands],
        [_fields(found) | {"run_id": stored.run_id} for found in cleaned.issues],
        fingerprint_rows(fingerprint_of(stored.raw, cleaned.posting, text, aliases)),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """How many cleaned postings differed from the stored ones, and in which fields.

    `same_values` of them differ in no field: they have the new version of the rules.
    """

    postings: int
    same_values: int
    changes: list[FieldChange]


def store_cleaned(engine: Engine, batch: Sequence[PreparedPosting]) -> Written:
    """Write the cleaned postings that differ from the stored ones; return what changed."""
    return write(engine, lambda connection: _store(connection, batch))


def _store(connection: Connection, batch: Sequence[PreparedPosting]) -> Written:
    known = _known_hashes(connection, [_id(p) for p in batch])
    differ = [p for p in batch if known.get(_id(p), ("",))[0] != p.posting["content_hash"]]
    before = _stored(connection, [_id(p) for p in differ if _id(p) in known])
    upsert(connection, job_posting, [p.posting for p in batch if known.get(_id(p)) != _hashes(p)])
    parents = [_id(p) for p in differ]
    replace_children(connection, salary_band, parents, [band for p in differ for band in p.bands])
    replace_children(connection, issue, parents, [found for p in differ for found in p.issues])
    store_fingerprints(connection, [p.print for p in batch])
    rows = [p.posting for p in differ]
    return Written(len(differ), count_same(before, rows), changes(before, rows))


def _stale(version: str, *, everything: bool) -> Any:
    key = raw_posting.c.posting_id
    query = (
        select(raw_posting, posting_life.c.content_hash)
        .join(posting_life, posting_life.c.posting_id == key)
        .outerjoin(job_posting, job_posting.c.posting_id == key)
    )
    query = query.where(posting_life.c.purged_at.is_(None))  # no body is left to clean
    if everything:
        return query
    stale = or_(
        job_posting.c.posting_id.is_(None),
        job_posting.c.raw_hash != posting_life.c.content_hash,
        job_posting.c.rules_version != version,
    )
    return query.where(stale)


def _next(engine: Engine, last: str, batch: int, stale: Any) -> Sequence[RowMapping]:
    key = raw_posting.c.posting_id
    query = stale.where(key > last).order_by(key).limit(batch)
    return read(engine, lambda connection: connection.execute(query).mappings().all())


def _known_hashes(connection: Connection, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Return the content_hash and raw_hash of the stored postings, by id."""
    job = job_posting.c
    query = select(job.posting_id, job.content_hash, job.raw_hash).where(
        in_values(connection, job.posting_id, ids)
    )
    rows = connection.execute(query)
    return {row.posting_id: (row.content_hash, row.raw_hash) for row in rows}


def _id(one: PreparedPosting) -> str:
    return str(one.posting["posting_id"])


def _hashes(one: PreparedPosting) -> tuple[str, str]:
    return one.posting["content_hash"], one.posting["raw_hash"]


def _stored(connection: Connection, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return the rows of job_posting with these ids."""
    if not ids:
        return {}
    query = select(job_posting).where(in_values(connection, job_posting.c.posting_id, ids))
    return {r["posting_id"]: dict(r) for r in connection.execute(query).mappings()}


def _fields(record: JobPosting | SalaryBand | Issue) -> dict[str, Any]:
    kind: type = type(record)
    return {name: getattr(record, name) for name in _kept(kind)}


@cached_file
def _kept(kind: type) -> tuple[str, ...]:
    return tuple(c.name for c in columns(kind) if c.name not in APART)


def _digest(values: Mapping[str, Any], bands: Sequence[SalaryBand], issues: Sequence[Issue]) -> str:
    parts = repr((sorted(values.items()), bands, issues))
    return hashlib.sha256(parts.encode()).hexdigest()
