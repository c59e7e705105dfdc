"""Store fingerprints; postings with a new fingerprint wait for the duplicate search."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from models.record import columns
from models.same import Fingerprint
from models.tables import fingerprint, fingerprint_key, job_pending
from pipeline.clean.engine import code_version
from pipeline.dedupe.blocking import keys_of
from pipeline.store.db.arrays import in_values
from pipeline.store.db.insert import replace_children
from pipeline.store.db.upsert import upsert

NAMES = tuple(c.name for c in columns(Fingerprint))


@dataclass(frozen=True, slots=True)
class FingerprintRows:
    """A fingerprint as a row of `fingerprint`, and its keys."""

    row: dict[str, Any]
    keys: tuple[int, ...]


def fingerprint_rows(print_: Fingerprint) -> FingerprintRows:
    """Return the row and the keys to write for a fingerprint.

    The digest covers the rules version: other rules or code may find other jobs, so that every
    fingerprint is new to them.
    """
    said = {name: getattr(print_, name) for name in NAMES}
    keys = keys_of(print_)
    everything = repr((code_version(), sorted(said.items()), keys))
    digest = hashlib.sha256(everything.encode()).hexdigest()
    return FingerprintRows(said | {"digest": digest}, keys)


def store_fingerprints(connection: Connection, batch: Sequence[FingerprintRows]) -> None:
    """Write the fingerprints that differ from the stored ones; their postings become pending."""
    known = _known(connection, [one.row["posting_id"] for one in batch])
    differ = [one for one in batch if known.get(one.row["posting_id"]) != one.row["digest"]]
    ids = [one.row["posting_id"] for one in differ]
    upsert(connection, fingerprint, [one.row for one in differ])
    keys = [
        {"posting_id": i, "key": k} for i, one in zip(ids, differ, strict=True) for k in one.keys
    ]
    replace_children(connection, fingerprint_key, ids, keys)
    replace_children(connection, job_pending, ids, [{"posting_id": i} for i in ids])


def _known(connection: Connection, ids: list[str]) -> dict[str, str]:
    query = select(fingerprint.c.posting_id, fingerprint.c.digest).where(
        in_values(connection, fingerprint.c.posting_id, ids)
    )
    return {row.posting_id: row.digest for row in connection.execute(query)}
