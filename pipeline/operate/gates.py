"""Gates: what each source must come to before its postings are published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Engine, func, select

from models.tables import job_posting, posting_life
from models.vocab import SalaryStatus
from pipeline.rules.rulebook import read_rules

FILLED: dict[str, ColumnElement[bool]] = {
    "pay_share": job_posting.c.salary_status != SalaryStatus.ABSENT,
    "location_share": job_posting.c.location.is_not(None),
    "role_share": job_posting.c.role.is_not(None),
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """One gate: `measure` is `postings` (a count) or a share of the source's postings."""

    source: str
    measure: str
    minimum: Decimal
    why: str


def missed(engine: Engine, sources: Iterable[str], since: datetime) -> list[str]:
    """Return, in words, each minimum the postings of `sources` seen `since` then fall short of."""
    wanted = set(sources)
    gates = [g for g in read_rules("expectations.csv", Expectation) if g.source in wanted]
    found = [(gate, _measured(engine, gate, since)) for gate in gates]
    return [
        f"{g.source}: {g.measure} is {value:.4g}, at least {g.minimum} is expected: {g.why}"
        for g, value in found
        if value < g.minimum
    ]


def _measured(engine: Engine, gate: Expectation, since: datetime) -> Decimal:
    seen = job_posting.join(posting_life, posting_life.c.posting_id == job_posting.c.posting_id)
    mine = (
        select(func.count())
        .select_from(seen)
        .where(job_posting.c.source == gate.source, posting_life.c.last_seen >= since)
    )
    with engine.connect() as connection:
        postings = connection.execute(mine).scalar_one()
        if gate.measure == "postings":
            return Decimal(postings)
        filled = connection.execute(mine.where(FILLED[gate.measure])).scalar_one()
    return Decimal(filled) / Decimal(postings) if postings else Decimal(0)
