"""Read the descriptions of postings, a batch at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, RowMapping, select

from models.tables import raw_posting
from pipeline.store.db.arrays import in_values
from pipeline.store.db.transactions import read

BATCH = 500


def stored_descriptions(engine: Engine, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the id and the description, HTML as received, of these postings that have one."""
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]

        def find(connection: Connection, batch: Sequence[str] = batch) -> Sequence[RowMapping]:
            query = select(raw_posting.c.posting_id, raw_posting.c.description_html).where(
                in_values(connection, raw_posting.c.posting_id, batch)
            )
            ordered = query.order_by(raw_posting.c.posting_id)
            return connection.execute(ordered).mappings().all()

        for row in read(engine, find):
            if row["description_html"]:
                yield row["posting_id"], row["description_html"]
