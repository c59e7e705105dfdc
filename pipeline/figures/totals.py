"""What may be shown of all jobs of a report together: the same as of a cell."""

from dataclasses import dataclass

from pipeline.figures.disclosure import states_pay
from pipeline.figures.policy import share_shown, suppressed
from pipeline.figures.population import Population


@dataclass(frozen=True, slots=True)
class Totals:
    """The jobs of a report, and what policy 2 lets show of their pay.

    `jobs` (N) are always known. `with_pay` are those in the figures by year, of `employers`; both
    are None where `label` says that they are too few, and so is what would give them away: the
    jobs without pay by reason. No job with pay at all is 0, not few. `stating` are the jobs that
    state any pay, None where all jobs are too few, as `label_stating` says; `share_stating` (0 to
    1) needs as many jobs and employers as a median.
    """

    jobs: int
    with_pay: int | None
    employers: int | None
    label: str
    stating: int | None
    share_stating: float | None
    label_stating: str


def totals(people: Population) -> Totals:
    """Return what may be shown of a population."""
    jobs = people.salaried
    paid = jobs[jobs["pay"].notna()]
    n, employers = len(paid), int(paid["employer"].nunique())
    label = suppressed(n, employers) if n else ""
    whole, everyone = len(jobs), int(jobs["employer"].nunique())
    stating = int(states_pay(jobs).sum())
    label_stating = suppressed(whole, everyone) if stating else ""
    return Totals(
        jobs=whole,
        with_pay=None if label else n,
        employers=None if label else employers,
        label=label,
        stating=None if label_stating else stating,
        share_stating=stating / whole if share_shown(whole, everyone) else None,
        label_stating=label_stating,
    )
