"""Recognize a store of the bundled sample, which has invented postings and figures."""

from sqlalchemy import Engine, select

from models.tables import run

BUNDLED = "the bundled sample"
"""The `archive` of a run that read the bundled sample, in place of a file name."""


def holds_sample(engine: Engine) -> bool:
    """Return whether any run stored the bundled sample here."""
    query = select(run.c.run_id).where(run.c.archive == BUNDLED).limit(1)
    with engine.connect() as connection:
        return connection.execute(query).first() is not None
