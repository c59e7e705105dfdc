"""Keep corrections of postings, apart from what cleaning writes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, and_, delete, select

from models.correction import Correction
from models.tables import correction, job_posting, posting_life, raw_posting, same_job
from pipeline.clean.correct import Fix, Fixes
from pipeline.clean.correction_values import LEFT_OUT, read_value, text_of
from pipeline.errors import InputError
from pipeline.store.db.arrays import in_values
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.postings.postings import StoredRaw
from pipeline.store.raw_content import raw_from_row

WHERE = (
    " (--sample is for a posting of the bundled sample; a row of a table is put right in the table)"
)


@dataclass(frozen=True, slots=True)
class WantedCorrection:
    """A correction that a person asks for; `value` is the text of a CSV cell."""

    posting_id: str
    field: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class ListedCorrection:
    """A correction of the store. `outdated`: the posting has changed since it was made."""

    correction: Correction
    outdated: bool

    def as_row(self) -> dict[str, Any]:
        """Return its columns and `outdated`, as plain values."""
        row = asdict(self.correction) | {"outdated": self.outdated}
        row.pop("content_hash")
        return row


def put_corrections(engine: Engine, wanted: Sequence[WantedCorrection], at: datetime) -> None:
    """Store corrections, all or none. A second one of the same column replaces the first.

    Raises InputError for an unknown posting and for one without its text, which was purged.
    """
    write(engine, lambda connection: _put(connection, wanted, at))


def take_back(engine: Engine, posting_id: str, fields: Sequence[str]) -> list[Correction]:
    """Delete the corrections of these columns, or of all; return them.

    Raises InputError where there is none.
    """

    def take(connection: Connection) -> list[Correction]:
        _check_ids(connection, [posting_id], () if list(fields) == [LEFT_OUT] else (posting_id,))
        of = correction.c.posting_id == posting_id
        which = and_(of, in_values(connection, correction.c.field, fields)) if fields else of
        found = connection.execute(select(correction).where(which)).mappings().all()
        gone = [Correction(**row) for row in found]
        missing = sorted(set(fields) - {each.field for each in gone})
        if missing or not gone:
            what = ", ".join(missing) or "any column"
            raise InputError(f"{posting_id} has no correction of {what}")
        connection.execute(delete(correction).where(which))
        return gone

    return write(engine, take)


def list_corrections(engine: Engine, posting_id: str | None = None) -> list[ListedCorrection]:
    """Return the corrections of a posting, or of all, by posting and column."""
    query = (
        select(correction, posting_life.c.content_hash.label("now"))
        .outerjoin(posting_life, posting_life.c.posting_id == correction.c.posting_id)
        .order_by(correction.c.posting_id, correction.c.field)
    )
    if posting_id is not None:
        query = query.where(correction.c.posting_id == posting_id)
    rows = read(engine, lambda connection: connection.execute(query).mappings().all())
    return [_listed(row) for row in rows]


def fixes_of(listed: Iterable[ListedCorrection]) -> Fixes:
    """Return corrections as cleaning applies them, by posting_id; leaving out is for reports."""
    found: dict[str, list[Fix]] = {}
    for each in listed:
        kept = each.correction
        if kept.field == LEFT_OUT:
            continue
        fix = Fix(kept.field, read_value(kept.field, kept.value), kept.why, each.outdated)
        found.setdefault(kept.posting_id, []).append(fix)
    return found


def raws_of(engine: Engine, ids: Sequence[str]) -> list[StoredRaw]:
    """Return the raw postings with these ids, to clean them."""

    def find(connection: Connection) -> Sequence[RowMapping]:
        query = select(raw_posting, posting_life.c.content_hash).join(
            posting_life, posting_life.c.posting_id == raw_posting.c.posting_id
        )
        return (
            connection.execute(query.where(in_values(connection, raw_posting.c.posting_id, ids)))
            .mappings()
            .all()
        )

    rows = read(engine, find)
    return [StoredRaw(raw_from_row(row), row["content_hash"], row["run_id"]) for row in rows]


def _put(connection: Connection, wanted: Sequence[WantedCorrection], at: datetime) -> None:
    ids = sorted({each.posting_id for each in wanted})
    cleaned = {each.posting_id for each in wanted if each.field != LEFT_OUT}
    hashes = _check_ids(connection, ids, cleaned)
    _check_first(connection, [each.posting_id for each in wanted if each.field == LEFT_OUT])
    read_as = _rows(connection, select(job_posting), job_posting.c.posting_id, ids)
    kept = _rows(connection, select(correction), correction.c.posting_id, ids)
    first = {(row["posting_id"], row["field"]): row["was"] for row in kept}
    now = {row["posting_id"]: row for row in read_as}
    records = {
        (each.posting_id, each.field): Correction(
            posting_id=each.posting_id,
            field=each.field,
            value=each.value.strip(),
            was=first.get((each.posting_id, each.field), _text(now, each)),
            why=each.why.strip(),
            at=at,
            content_hash=hashes[each.posting_id],
        )
        for each in wanted
    }
    upsert_records(connection, correction, list(records.values()))


def _text(now: Mapping[str, RowMapping], each: WantedCorrection) -> str:
    row = now.get(each.posting_id)
    if each.field == LEFT_OUT:
        return "no"
    return "" if row is None else text_of(row[each.field])


def _check_ids(
    connection: Connection, ids: Sequence[str], cleaned: Collection[str]
) -> dict[str, str]:
    """Return the content_hash of each posting.

    Raises InputError for an unknown one, and for one of those to be `cleaned` that can't be.
    """
    rows = _rows(connection, select(posting_life), posting_life.c.posting_id, ids)
    known = {row["posting_id"]: row for row in rows}
    for each in ids:
        if each not in known:
            raise InputError(f"no such id: the store has no posting {each}{WHERE}")
        if each in cleaned and known[each]["purged_at"] is not None:
            raise InputError(f"{each}: its text was purged, so it cannot be read again")
    return {name: row["content_hash"] for name, row in known.items()}


def _check_first(connection: Connection, ids: Sequence[str]) -> None:
    """Raise InputError for a posting that is not its job's first: a report counts that one."""
    for row in _rows(connection, select(same_job), same_job.c.posting_id, ids):
        raise InputError(
            f"{row['posting_id']} is another posting of a job: leave out its first one, "
            f"{row['duplicate_of']}"
        )


def _rows(connection: Connection, query: Any, key: Any, ids: Sequence[str]) -> Sequence[RowMapping]:
    found: Sequence[RowMapping] = (
        connection.execute(query.where(in_values(connection, key, ids))).mappings().all()
    )
    return found


def _listed(row: RowMapping) -> ListedCorrection:
    values = dict(row)
    now = values.pop("now")
    return ListedCorrection(Correction(**values), outdated=now != values["content_hash"])
