"""Cleaned postings in: only what changed is written, with its bands and issues."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, bindparam, func, or_, select

from models.posting import Issue, SalaryBand
from models.raw import RawPosting
from models.tables import LIFE_COLUMNS, issue, job_posting, raw_posting, salary_band
from pipeline.clean.engine import RULES_VERSION, Cleaned
from pipeline.store.database import writing
from pipeline.store.raw import raw_from_row
from pipeline.store.upsert import replace_children, upsert


@dataclass(frozen=True, slots=True)
class StoredRaw:
    """A raw posting as it lies in the store."""

    raw: RawPosting
    content_hash: str
    run_id: str | None


def to_clean(engine: Engine, batch: int, *, everything: bool = False) -> Iterator[list[StoredRaw]]:
    """Yield raw postings in batches, by posting_id: the stale ones, or everything.

    A posting is stale where it was never cleaned, its raw changed, or other rules read it.
    """
    last = ""
    while rows := _next(engine, last, batch, everything=everything):
        last = rows[-1]["posting_id"]
        yield [StoredRaw(raw_from_row(r), r["content_hash"], r["run_id"]) for r in rows]


def count_to_clean(engine: Engine, *, everything: bool = False) -> int:
    """Return how many postings `to_clean` would yield."""
    query = _stale(everything=everything).with_only_columns(func.count())
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def store_cleaned(engine: Engine, batch: Sequence[tuple[StoredRaw, Cleaned]]) -> int:
    """Write the cleaned postings that differ from what is there; return how many did."""
    with writing(engine) as connection:
        known = _known_hashes(connection, [c.posting.posting_id for _, c in batch])
        rows = [(stored, cleaned, _row(stored, cleaned)) for stored, cleaned in batch]
        upsert(connection, job_posting, [row for _, _, row in rows])
        differ = [r for r in rows if known.get(r[2]["posting_id"]) != r[2]["content_hash"]]
        _store_children(connection, [(stored, cleaned) for stored, cleaned, _ in differ])
    return len(differ)


def _stale(*, everything: bool) -> Any:
    query = select(raw_posting).outerjoin(
        job_posting, job_posting.c.posting_id == raw_posting.c.posting_id
    )
    if everything:
        return query
    stale = or_(
        job_posting.c.posting_id.is_(None),
        job_posting.c.raw_hash != raw_posting.c.content_hash,
        job_posting.c.rules_version != RULES_VERSION,
    )
    return query.where(stale)


def _next(engine: Engine, last: str, batch: int, *, everything: bool) -> Sequence[RowMapping]:
    key = raw_posting.c.posting_id
    query = _stale(everything=everything).where(key > last).order_by(key).limit(batch)
    with engine.connect() as connection:
        return connection.execute(query).mappings().all()


def _known_hashes(connection: Connection, ids: list[str]) -> dict[str, str]:
    query = select(job_posting.c.posting_id, job_posting.c.content_hash).where(
        job_posting.c.posting_id.in_(bindparam("ids", expanding=True))
    )
    return {r.posting_id: r.content_hash for r in connection.execute(query, {"ids": ids})}


def _row(stored: StoredRaw, cleaned: Cleaned) -> dict[str, Any]:
    said = {k: v for k, v in asdict(cleaned.posting).items() if k not in LIFE_COLUMNS}
    digest = _digest(said, cleaned.bands, cleaned.issues)
    return said | {"raw_hash": stored.content_hash, "content_hash": digest}


def _digest(said: Mapping[str, Any], bands: Sequence[SalaryBand], issues: Sequence[Issue]) -> str:
    parts = repr((sorted(said.items()), bands, issues))
    return hashlib.sha256(parts.encode()).hexdigest()


def _store_children(connection: Connection, batch: Sequence[tuple[StoredRaw, Cleaned]]) -> None:
    parents = [cleaned.posting.posting_id for _, cleaned in batch]
    bands = [asdict(band) for _, cleaned in batch for band in cleaned.bands]
    issues = [
        asdict(replace(doubt, run_id=stored.run_id))
        for stored, cleaned in batch
        for doubt in cleaned.issues
    ]
    replace_children(connection, salary_band, parents, bands)
    replace_children(connection, issue, parents, issues)
