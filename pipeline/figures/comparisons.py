"""The comparisons on one page: each two large roles of a country, each two levels in a row."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pandas as pd

from models.vocab import Level
from pipeline.figures.cell import Cell
from pipeline.figures.compare import compare, verdicts

MOST_ROLES = 6
DTYPES = {
    "first": "str", "second": "str", "ratio": "float64", "interval_low": "float64",
    "interval_high": "float64", "p": "float64", "employers": "int64", "verdict": "str",
}  # fmt: skip

Pair = tuple[Cell, Cell]


def comparisons(jobs: pd.DataFrame, cells: Sequence[Cell]) -> pd.DataFrame:
    """Return the comparisons of the published medians by job among `cells`.

    `jobs` is the salaried frame of a Population, `cells` the country_cells of it. Compared are
    the six largest roles of a country, each with each, and each level with the next one, for all
    roles and within a role. Columns: first and second (ids of the cells), ratio (the first's
    median over the second's), interval_low and interval_high (its 95% interval), p, employers (of
    both), verdict (of the first: higher, lower, `not told apart`, or why there is no ratio).
    """
    pairs = list(_pairs([cell for cell in cells if cell.median_by_job is not None]))
    found = [compare(_jobs_of(jobs, first), _jobs_of(jobs, second)) for first, second in pairs]
    rows = []
    for (first, second), each, verdict in zip(pairs, found, verdicts(found), strict=True):
        low, high = (each.interval.low, each.interval.high) if each.interval else (None, None)
        rows.append((first.id, second.id, each.ratio, low, high, each.p, each.employers, verdict))
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def _pairs(cells: Sequence[Cell]) -> Iterator[Pair]:
    for country in dict.fromkeys(cell.country for cell in cells):
        mine = [cell for cell in cells if cell.country == country]
        roles = [cell for cell in mine if cell.role and not cell.level]
        roles.sort(key=lambda cell: (-(cell.jobs or 0), cell.role or ""))
        yield from combinations(roles[:MOST_ROLES], 2)
        for role in dict.fromkeys(cell.role for cell in mine):
            yield from _levels([cell for cell in mine if cell.role == role and cell.level])


def _levels(cells: Sequence[Cell]) -> Iterator[Pair]:
    """Yield each level with the one below it."""
    order = [str(level) for level in Level]
    ranked = sorted(cells, key=lambda cell: order.index(str(cell.level)))
    yield from ((above, below) for below, above in pairwise(ranked))


def _jobs_of(jobs: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    mine = jobs["country"] == cell.country
    for name in ("role", "level"):
        if (value := getattr(cell, name)) is not None:
            mine &= jobs[name] == value
    return jobs[["employer", "pay", "annual_min", "annual_max"]][mine]
