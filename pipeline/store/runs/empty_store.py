"""Say that a store has no postings, and what came of its last run."""

from sqlalchemy import Engine, select

from models.tables import job_posting, run
from models.vocab import RunState
from pipeline.store.db.transactions import read

LOOK = "`payband status` says what came of each source"


def empty_words(engine: Engine) -> str:
    """Return a sentence for a store without postings, with the last run's state; "" for others."""
    one = select(job_posting.c.posting_id).limit(1)
    if read(engine, lambda connection: connection.execute(one).first()) is not None:
        return ""
    last = select(run.c.state).order_by(run.c.started_at.desc(), run.c.run_id.desc()).limit(1)
    state: RunState | None = read(engine, lambda connection: connection.execute(last).scalar())
    if state is None:
        return "the store has no postings: no run has begun yet; `payband run` fills it"
    return f"the store has no postings: the last run is {state}; {LOOK}"
