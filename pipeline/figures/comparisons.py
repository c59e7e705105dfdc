"""The comparisons on one page: two roles of one level, two levels of one role."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pandas as pd

from models.vocab import Level
from pipeline.figures.amounts import YEARLY, Amounts, amounts_of
from pipeline.figures.cell import Cell
from pipeline.figures.compare import Comparison, compare_amounts, verdicts

MOST_COUNTRIES, MOST_ROLES = 3, 6
DTYPES = {
    "first": "str", "second": "str", "ratio": "float64", "interval_low": "float64",
    "interval_high": "float64", "p": "float64", "employers": "int64", "verdict": "str",
}  # fmt: skip

Pair = tuple[Cell, Cell]


def comparisons(jobs: pd.DataFrame, cells: Sequence[Cell]) -> pd.DataFrame:
    """Return the comparisons of the published medians by job among `cells`.

    `jobs` is the salaried frame of a Population, `cells` the country_cells of it. Two cells are
    compared only where they differ in one thing, since a role may have more seniors, and a level
    more of the dear roles: in the three largest countries the six largest roles, each with each
    within a level, and each level of such a role with the next one. Columns: first and second (ids
    of the cells), ratio (the first's median over the second's), interval_low and interval_high (its
    95% interval), p, employers (of both), verdict (of the first: higher, lower, `not told apart`,
    or why there is no ratio).
    """
    one_level = all(cell.level for cell in cells)
    shown = [cell for cell in cells if cell.median_by_job is not None]
    countries = list(dict.fromkeys(cell.country for cell in shown))[:MOST_COUNTRIES]
    pairs, found = list[Pair](), list[Comparison]()
    for country in countries:
        mine = jobs.loc[jobs["country"] == country, ["role", "level", "employer", "pay", *YEARLY]]
        amounts = dict[str, Amounts]()
        for pair in _pairs([cell for cell in shown if cell.country == country], one_level):
            for cell in pair:
                if cell.id not in amounts:
                    amounts[cell.id] = amounts_of(_jobs_of(mine, cell))
            pairs.append(pair)
            found.append(compare_amounts(*(amounts[cell.id] for cell in pair)))
    rows = []
    for (first, second), each, verdict in zip(pairs, found, verdicts(found), strict=True):
        low, high = (each.interval.low, each.interval.high) if each.interval else (None, None)
        rows.append((first.id, second.id, each.ratio, low, high, each.p, each.employers, verdict))
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def _pairs(cells: Sequence[Cell], one_level: bool) -> Iterator[Pair]:
    """Yield the pairs of one country; with `one_level` all its cells are of the same level."""
    roles = [cell for cell in cells if cell.role and (one_level or not cell.level)]
    roles.sort(key=lambda cell: (-(cell.jobs or 0), cell.role or ""))
    largest = [cell.role for cell in roles[:MOST_ROLES]]
    for level in map(str, Level):
        mine = {cell.role: cell for cell in cells if cell.role and cell.level == level}
        yield from combinations([mine[role] for role in largest if role in mine], 2)
    for role in largest:
        yield from _levels([cell for cell in cells if cell.role == role and cell.level])


def _levels(cells: Sequence[Cell]) -> Iterator[Pair]:
    """Yield each level with the one below it."""
    order = [str(level) for level in Level]
    ranked = sorted(cells, key=lambda cell: order.index(str(cell.level)))
    yield from ((above, below) for below, above in pairwise(ranked))


def _jobs_of(jobs: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    for name in ("role", "level"):
        if (value := getattr(cell, name)) is not None:
            jobs = jobs[jobs[name] == value]
    return jobs
