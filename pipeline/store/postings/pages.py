"""Remember pages from one crawl to the next, for conditional requests."""

from collections.abc import Sequence

from sqlalchemy import Engine, select

from models.page import Page
from models.tables import page
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records


def known_pages(engine: Engine, source: str) -> dict[str, Page]:
    """Return the remembered pages of a source, by URL."""
    query = select(page).where(page.c.source == source)
    rows = read(engine, lambda connection: connection.execute(query).mappings().all())
    return {row["url"]: Page(**row) for row in rows}


def remember_pages(engine: Engine, pages: Sequence[Page]) -> None:
    """Store pages; a known page is replaced."""
    write(engine, lambda connection: upsert_records(connection, page, pages))
