"""Open postings that were never seen before: their life, first status change and first version."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from models.tables import posting_life, posting_version, status_change
from models.vocab import Reason
from pipeline.store.db.insert import insert_columns
from pipeline.store.lifecycle.history import first_version, keep_status_change
from pipeline.store.lifecycle.rules import Sight, opened

EPOCH = datetime.fromtimestamp(0, UTC)
LIFE = opened("", Sight(EPOCH, EPOCH, ""))
"""A new posting: what is not given for each is the same for all."""
VERSION = first_version("", "", EPOCH, "")


def open_new(
    connection: Connection, run_id: str, new: Mapping[str, tuple[Sight, datetime]]
) -> None:
    """Store the life, first status change and first version of postings that the store lacks.

    `new` has, by posting_id, the sight and the time when the stored content was fetched (UTC). The
    rows are those of `opened`, `keep_status_change` and `first_version`.
    """
    if not new:
        return
    ids, (found, fetched) = list(new), zip(*new.values(), strict=True)
    first, last, hashes, _ = zip(*found, strict=True)
    seen = {"first_seen": first, "last_seen": last, "status_at": first, "content_hash": hashes}
    insert_columns(connection, posting_life, {"posting_id": ids, **seen}, LIFE)
    change = keep_status_change(LIFE, run_id, Reason.SEEN)
    insert_columns(connection, status_change, {"posting_id": ids, "at": first}, change)
    version = {"posting_id": ids, "at": fetched, "content_hash": hashes}
    insert_columns(connection, posting_version, version, replace(VERSION, run_id=run_id))
