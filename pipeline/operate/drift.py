"""Drift: whether the figures of a source moved as no market moves in a day.

A reader that breaks after a change of a site's format often still reads every posting, with other
figures. So the same employers' pay for the same roles is compared with the source's last healthy
run. This module uses no database.
"""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from models.run import SourceRun
from pipeline.publish.counted import many
from pipeline.store.runs.source_pay import Pay

MOST_CHANGE = Decimal("0.03")
"""A median change of the same employers' pay that holds a run, up or down."""
EMPLOYERS = 10
"""With fewer employers in common, a change says too little."""
MOST_SHIFT = Decimal("0.05")
"""A move of the flagged share that holds a run: 5 points, up or down."""
FEW = 5
"""Moves of this many flagged postings or fewer are normal on any board."""


def pay_drift(source: str, before: Pay, now: Pay) -> list[str]:
    """Return the message where pay moved; empty where it did not, or where too few can tell.

    The change of an employer is the median change of its cells (role, level, country and
    currency) that are there both times. Each employer weighs one.
    """
    changes: dict[str, list[Decimal]] = {}
    for cell, amount in now.items():
        if before.get(cell):
            changes.setdefault(cell[0], []).append(amount / before[cell] - 1)
    if len(changes) < EMPLOYERS:
        return []
    change = median(median(mine) for mine in changes.values())
    if abs(change) <= MOST_CHANGE:
        return []
    words = f"{source}: the same {len(changes)} employers' pay for the same roles is {change:+.1%}"
    return [f"{words} against its last healthy run (median): more than {MOST_CHANGE:.0%}"]


def flag_drift(now: SourceRun, before: Sequence[SourceRun]) -> list[str]:
    """Return the message where the flagged share moved against the last healthy runs' median."""
    shares = [share for run in before if (share := flagged_share(run)) is not None]
    share = flagged_share(now)
    if not shares or share is None:
        return []
    usual = median(shares)
    shift = share - usual
    if abs(shift) <= MOST_SHIFT or abs(shift) * now.pay <= FEW:
        return []
    words = f"{now.source}: {share:.0%} of {now.pay} postings with pay are flagged; the median of"
    return [
        f"{words} its last {many(len(shares), 'healthy run')} is {usual:.0%}: over 5 points away"
    ]


def flagged_share(run: SourceRun) -> Decimal | None:
    """Return flagged postings by postings with pay; None where that is not known."""
    return Decimal(run.flagged) / run.pay if run.flagged is not None and run.pay else None
