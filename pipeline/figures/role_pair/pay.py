"""What two roles pay, within each country and level, and the same level and country pooled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.vocab import Level
from pipeline.figures.amounts import Amounts
from pipeline.figures.cell import Cell
from pipeline.figures.compare import Comparison, compare_amounts
from pipeline.figures.inference.within import within_difference
from pipeline.figures.inference.woodruff import FEWEST_EFFECTIVE
from pipeline.figures.job import numbered
from pipeline.figures.policy import EMPLOYERS_FOR_MEDIAN, JOBS_FOR_MEDIAN
from pipeline.figures.tables import cells_with_amounts

MIXED = "levels are mixed: compare each level"
NO_CELL = "no job"
ORDER = [str(level) for level in Level]
Cells = dict[tuple[str | None, str | None, str | None], tuple[Cell, Amounts]]


@dataclass(frozen=True, slots=True)
class PayPair:
    """Two roles' cells of one country and level, in the country's currency a year.

    `level` is None for all levels together, which are not compared: one role may have more
    seniors. A cell is None where the role has no such job. The comparisons are of the first
    role's median over the second's, by job and by employer; a verdict on them is of the first
    role: higher, lower, `not told apart`, or why there is no comparison.
    """

    country: str
    level: str | None
    currency: str
    one: Cell | None
    other: Cell | None
    by_job: Comparison
    by_employer: Comparison
    verdict_by_job: str = ""
    verdict_by_employer: str = ""


def pay_pairs(
    jobs: pd.DataFrame, currencies: Mapping[str, str], roles: tuple[str, str]
) -> tuple[PayPair, ...]:
    """Return the pay of two roles, the country with most jobs first, levels from the lowest.

    `jobs` is the salaried frame of a Population, with jobs of other roles, too: they decide the
    order of countries. A level that neither role's counts may be shown of is left out. Verdicts
    are empty still: they need all comparisons of a page.
    """
    cells: Cells = {
        (cell.country, cell.level, cell.role): (cell, amounts)
        for cell, amounts in cells_with_amounts(jobs, currencies, roles=roles)
        if cell.role
    }
    countries = dict.fromkeys(country for country, _level, _role in cells if country)
    return tuple(
        pair for country in countries for pair in _of_country(cells, country, currencies, roles)
    )


def same_job_ratio(jobs: pd.DataFrame, roles: tuple[str, str]) -> Comparison:
    """Return what the first role pays over the second within level and country, all pooled.

    `jobs` is the salaried frame of a Population. The ratio is of geometric means; its interval
    is by employers (see `inference.within`). Jobs without a level are a stratum.
    """
    used = jobs[jobs["pay"].notna() & jobs["role"].isin(roles)]
    used = used[["pay", "role", "country", "level", "employer"]]
    if used.empty:
        return Comparison(why=NO_CELL)
    grouped = used.groupby(["country", "level"], dropna=False, observed=True)
    strata = np.asarray(grouped.ngroup(), dtype=np.int64)
    first = np.asarray(used["role"] == roles[0], dtype=np.float64)
    employers, _names = numbered(used["employer"])
    found = within_difference(used["pay"].to_numpy(dtype=np.float64), first, strata, employers)
    if found is None or found.jobs < JOBS_FOR_MEDIAN or found.employers < EMPLOYERS_FOR_MEDIAN:
        return Comparison(
            why=f"fewer than {JOBS_FOR_MEDIAN} jobs or {EMPLOYERS_FOR_MEDIAN} employers"
        )
    k = found.effective_employers
    if k < FEWEST_EFFECTIVE or found.interval is None or found.error <= 0:
        return Comparison(why=f"fewer than {FEWEST_EFFECTIVE} effective employers")
    return Comparison(found.ratio, found.interval, found.p, found.employers, k, jobs=found.jobs)


def _of_country(
    cells: Cells, country: str, currencies: Mapping[str, str], roles: tuple[str, str]
) -> Iterator[PayPair]:
    levels = {level for place, level, _role in cells if place == country and level}
    for level in (None, *sorted(levels, key=ORDER.index)):
        sides = tuple(cells.get((country, level, role)) for role in roles)
        if level is None or any(side and side[0].jobs is not None for side in sides):
            yield _pair(country, level, currencies[country], sides)


def _pair(
    country: str, level: str | None, currency: str, sides: tuple[tuple[Cell, Amounts] | None, ...]
) -> PayPair:
    one, other = (side and side[0] for side in sides)
    found = {
        by_employer: Comparison(why=MIXED) if level is None else _compared(sides, by_employer)
        for by_employer in (False, True)
    }
    return PayPair(country, level, currency, one, other, found[False], found[True])


def _compared(
    sides: tuple[tuple[Cell, Amounts] | None, ...],
    by_employer: bool,
) -> Comparison:
    """Compare two cells, each with a published median."""
    amounts = []
    for side in sides:
        if side is None:
            return Comparison(why=NO_CELL)
        cell, mine = side
        if why := cell.why_by_employer if by_employer else cell.why_by_job:
            return Comparison(why=why)
        amounts.append(mine)
    return compare_amounts(*amounts, by_employer=by_employer)
