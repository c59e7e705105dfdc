"""Open postings that were never seen before: their life, first status change and first version."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Text

from models.tables import posting_life, posting_version, status_change
from models.types import Utc
from models.vocab import Reason
from pipeline.store.db.arrays import Types
from pipeline.store.db.insert_together import Target, insert_together
from pipeline.store.lifecycle.history import first_version, keep_status_change
from pipeline.store.lifecycle.rules import Sight, opened

EPOCH = datetime.fromtimestamp(0, UTC)
LIFE = opened("", Sight(EPOCH, EPOCH, ""))
"""A new posting: what is not given for each is the same for all."""
VERSION = first_version("", "", EPOCH, "")
GIVEN: Types = {"id": Text(), "first": Utc(), "last": Utc(), "hash": Text(), "fetched": Utc()}
"""What is given for each posting; the columns of the three tables that get it are below."""
OF_LIFE = {
    "posting_id": "id",
    "first_seen": "first",
    "last_seen": "last",
    "status_at": "first",
    "content_hash": "hash",
}
OF_CHANGE = {"posting_id": "id", "at": "first"}
OF_VERSION = {"posting_id": "id", "at": "fetched", "content_hash": "hash"}


def open_new(
    connection: Connection, run_id: str, new: Mapping[str, tuple[Sight, datetime]]
) -> None:
    """Store the life, first status change and first version of postings that the store lacks.

    `new` has, by posting_id, the sight and the time when the stored content was fetched (UTC). The
    rows are those of `opened`, `keep_status_change` and `first_version`.
    """
    if not new:
        return
    rows = [
        (posting_id, sight.first_seen, sight.last_seen, sight.content_hash, fetched)
        for posting_id, (sight, fetched) in new.items()
    ]
    change = keep_status_change(LIFE, run_id, Reason.SEEN)
    version = replace(VERSION, run_id=run_id)
    targets = (
        Target(posting_life, OF_LIFE, LIFE),
        Target(status_change, OF_CHANGE, change),
        Target(posting_version, OF_VERSION, version),
    )
    insert_together(connection, GIVEN, rows, targets)
