"""When each source was last asked, and how that went: what is due is worked out from it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from models.tables import source_run
from models.vocab import RunState
from pipeline.store.db.transactions import read
from pipeline.store.runs.source_runs import LIVE


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last live run that asked for all of a source: when it began (UTC), and its state."""

    at: datetime
    state: RunState


def last_attempts(engine: Engine, until: datetime) -> dict[str, Attempt]:
    """Return the last attempt of each source that began by `until` (UTC).

    Replays and runs of a part are left out. So is a run that was killed before it judged the
    source: it said nothing, and the next takes it up.
    """
    said = source_run.c
    query = (
        select(said.source, said.at, said.state)
        .where(said.at <= until, said.state != RunState.PART, LIVE)
        .order_by(said.at, said.run_id)
    )
    rows = read(engine, lambda connection: connection.execute(query).all())
    return {row.source: Attempt(row.at, row.state) for row in rows}
