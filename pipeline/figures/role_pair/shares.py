"""What jobs of two roles name, value by value: skills, degrees, levels, workplaces, industries.

A share is of the jobs that state any value (of skills: the jobs with a description that was
read). "Higher" says that the first role's jobs name it more often.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.figures.compare import Comparison
from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.proportions import (
    Contrast,
    Proportion,
    share_difference,
    share_interval,
    share_ratio,
)
from pipeline.figures.inference.woodruff import FEWEST_EFFECTIVE
from pipeline.figures.policy import (
    EMPLOYERS_FOR_MEDIAN,
    FEWEST_EMPLOYERS,
    FEWEST_JOBS,
    JOBS_FOR_MEDIAN,
)

SIDES = ("one", "other")
TOO_FEW = f"fewer than {JOBS_FOR_MEDIAN} jobs or {EMPLOYERS_FOR_MEDIAN} employers"
RARE = f"fewer than {JOBS_FOR_MEDIAN} jobs or {EMPLOYERS_FOR_MEDIAN} employers name it"
FEW_EFFECTIVE = f"fewer than {FEWEST_EFFECTIVE} effective employers"


@dataclass(frozen=True, slots=True)
class Side:
    """One role's jobs that name a value: `jobs` of `of`, at `employers`; `share` 0 to 1.

    What policy 2 doesn't let show is empty: all below 5 jobs or 3 employers that state a value,
    the share below 10 or 6, its interval below k = 10.
    """

    jobs: int | None = None
    of: int | None = None
    employers: int | None = None
    share: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class SharePair:
    """How often two roles' jobs name `name`; `subject` is the kind of value.

    `ratio` compares the shares; it is empty where either role has fewer than 10 jobs or 6
    employers that name it. `difference` is the first share less the second, as shares; it needs
    that of one role only. `comparison` is the one that `verdicts` judges: the ratio, or else the
    difference moved to a ratio's scale (1 is no difference); `comparison.why` says why there is
    none.
    """

    subject: str
    name: str
    one: Side
    other: Side
    ratio: float | None
    ratio_interval: Interval | None
    difference: float | None
    difference_interval: Interval | None
    comparison: Comparison


def share_pair(subject: str, name: str, one: Proportion, other: Proportion) -> SharePair:
    """Return the shares of two roles; entries of both are the same employers."""
    ratio = difference = None
    why = _why_not(one, other)
    if not why:
        difference = share_difference(one, other)
        if _often(one) and _often(other):
            ratio = share_ratio(one, other)
    return SharePair(
        subject,
        name,
        side(one),
        side(other),
        None if ratio is None else ratio.value,
        None if ratio is None else ratio.interval,
        None if difference is None else difference.value,
        None if difference is None else difference.interval,
        _comparison(ratio, difference, why),
    )


def side(found: Proportion) -> Side:
    """Return what policy 2 lets show of one role's share."""
    of, employers = int(found.of.sum()), int(np.count_nonzero(found.of))
    if of < FEWEST_JOBS or employers < FEWEST_EMPLOYERS:
        return Side()
    counts = (int(found.name.sum()), of, found.naming_employers)
    if not _enough(found):
        return Side(*counts)
    sure = found.effective_employers >= FEWEST_EFFECTIVE
    return Side(*counts, found.share, share_interval(found) if sure else None)


def share_table(pairs: Iterable[SharePair], verdicts: Iterable[str]) -> pd.DataFrame:
    """Return pairs as a frame with TYPES, a row each; a verdict for each pair."""
    rows = [_row(pair, verdict) for pair, verdict in zip(pairs, verdicts, strict=True)]
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


_SIDE = {"jobs": "Int64", "of": "Int64", "employers": "Int64"} | dict.fromkeys(
    ("share", "share_low", "share_high"), "float64"
)
TYPES: Mapping[str, str] = {
    "subject": "str",
    "name": "str",
    **{f"{role}_{name}": kind for role in SIDES for name, kind in _SIDE.items()},
    **dict.fromkeys(
        ("ratio", "interval_low", "interval_high", "difference", "difference_low",
         "difference_high"), "float64",
    ),
    "verdict": "str",
}  # fmt: skip
"""`one_` and `other_` columns are those of Side; `interval_` belongs to the ratio."""


def _enough(found: Proportion) -> bool:
    employers = np.count_nonzero(found.of)
    return bool(found.of.sum() >= JOBS_FOR_MEDIAN and employers >= EMPLOYERS_FOR_MEDIAN)


def _often(found: Proportion) -> bool:
    return bool(
        found.name.sum() >= JOBS_FOR_MEDIAN and found.naming_employers >= EMPLOYERS_FOR_MEDIAN
    )


def _why_not(one: Proportion, other: Proportion) -> str:
    if not (_enough(one) and _enough(other)):
        return TOO_FEW
    if min(each.effective_employers for each in (one, other)) < FEWEST_EFFECTIVE:
        return FEW_EFFECTIVE
    return "" if _often(one) or _often(other) else RARE


def _comparison(ratio: Contrast | None, difference: Contrast | None, why: str) -> Comparison:
    if ratio is not None:
        told, value, interval = ratio, ratio.value, ratio.interval
    elif difference is not None:
        told, value = difference, 1 + difference.value
        interval = Interval(1 + difference.interval.low, 1 + difference.interval.high)
    else:
        return Comparison(why=why)
    return Comparison(value, interval, told.p, told.employers, told.effective_employers)


def _row(pair: SharePair, verdict: str) -> tuple[Any, ...]:
    sides = [
        value
        for each in (pair.one, pair.other)
        for value in (each.jobs, each.of, each.employers, each.share, *_ends(each.interval))
    ]
    ratio = (pair.ratio, *_ends(pair.ratio_interval))
    difference = (pair.difference, *_ends(pair.difference_interval))
    return pair.subject, pair.name, *sides, *ratio, *difference, verdict


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (interval.low, interval.high)
