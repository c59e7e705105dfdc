"""What people put right in the postings of a store that fit search words."""

from typing import Any

from sqlalchemy import Engine

from pipeline.filters.filters import Filters
from pipeline.publish.export.rows import job_batches
from pipeline.store.postings.corrections import list_corrections

Row = dict[str, Any]


def fitting_corrections(engine: Engine, filters: Filters) -> tuple[Row, ...]:
    """Return the corrections of postings that fit, as rows of plain values, by posting and column.

    Raises StoreError.
    """
    rows = tuple(each.as_row() for each in list_corrections(engine))
    if not (rows and filters):
        return rows
    ids = sorted({row["posting_id"] for row in rows})
    found = job_batches(engine, ("posting_id",), filters, ids=ids)
    mine = {posting_id for batch in found for (posting_id,) in batch}
    return tuple(row for row in rows if row["posting_id"] in mine)
