"""Medians of the salary data sets kept to compare with, by role and level."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

from models.survey import SurveySalary
from models.vocab import Level
from pipeline.figures.policy import FEWEST_JOBS


@dataclass(frozen=True, slots=True)
class SurveyMedian:
    """What a data set says is paid for a role and level: midpoints, USD a year.

    `n` is of observations, each once however often it was repeated; no figures below 5.
    """

    role: str
    level: str
    n: int
    clipped: int
    p25_usd: int | None = None
    median_usd: int | None = None
    p75_usd: int | None = None


def medians(found: Iterable[SurveySalary], *, by_level: bool) -> list[SurveyMedian]:
    """Return a line for each role, or each role and level, with a line for all levels first."""
    cells: dict[tuple[str, str], list[SurveySalary]] = defaultdict(list)
    for said in found:
        role = said.role or "(no role read)"
        cells[role, ""].append(said)
        if by_level and said.level:
            cells[role, said.level].append(said)
    return [_line(role, level, cells[role, level]) for role, level in sorted(cells, key=_place)]


def _place(cell: tuple[str, str]) -> tuple[str, int]:
    role, level = cell
    return role, list(Level).index(Level(level)) + 1 if level else 0


def _line(role: str, level: str, said: list[SurveySalary]) -> SurveyMedian:
    clipped = sum(one.is_clipped for one in said)
    if len(said) < FEWEST_JOBS:
        return SurveyMedian(role, level, len(said), clipped)
    middles = [float(one.usd_min + one.usd_max) / 2 for one in said]
    p25, median, p75 = (round(q) for q in quantiles(middles, n=4, method="inclusive"))
    return SurveyMedian(role, level, len(said), clipped, p25, median, p75)
