"""Whether a store holds the bundled sample: its postings are invented, and so are its figures."""

from sqlalchemy import Engine, select

from models.tables import run

BUNDLED = "the bundled sample"
"""What the `archive` of a run says that read the bundled sample, in place of a file's name."""


def holds_sample(engine: Engine) -> bool:
    """Tell whether a run ever stored the bundled sample here."""
    query = select(run.c.run_id).where(run.c.archive == BUNDLED).limit(1)
    with engine.connect() as connection:
        return connection.execute(query).first() is not None
