"""The tables of a report: by country in its own currency, interns and contract rates apart."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from models.record import columns
from models.vocab import Workplace
from pipeline.figures.amounts import Amounts, job_arrays
from pipeline.figures.cell import ENDS, STATED, Cell, make_cell
from pipeline.figures.identity import Words
from pipeline.figures.inference.concentration import correlation
from pipeline.figures.inference.quantiles import Ints
from pipeline.figures.job import codes_and_texts
from pipeline.figures.population import Population

GRAINS: tuple[tuple[str, ...], ...] = ((), ("role",), ("level",), ("role", "level"))
WORKPLACE_GRAINS = GRAINS[:2]
DTYPES = {str: "str", float: "float64", int: "Int64", bool: "boolean"}
USED = [
    "role", "level", "employer", "pay", "annual_min", "annual_max", "salary_min", "salary_max",
]  # fmt: skip
NO_CONDITIONS: Mapping[str, Words] = MappingProxyType({})
CONVERTED = "converted at dated market rates, not comparable in purchasing power"


def country_cells(
    jobs: pd.DataFrame,
    currencies: Mapping[str, str],
    *,
    unit: str = "year",
    conditions: Mapping[str, Words] = NO_CONDITIONS,
) -> tuple[Cell, ...]:
    """Return the cells of `jobs` country by country, each in the country's currency per `unit`.

    `jobs` is a frame of a Population; `currencies` has each country's currency. The country with
    the most jobs that state pay comes first; within it all jobs, then each role, each level, each
    role and level. A country whose currency isn't known is left out. `conditions` chose the jobs:
    ids say them, and a role, level or workplace that is the only one is every cell's own.
    """
    found = cells_with_amounts(jobs, currencies, unit=unit, conditions=conditions)
    return tuple(cell for cell, _amounts in found)


def cells_with_amounts(
    jobs: pd.DataFrame,
    currencies: Mapping[str, str],
    *,
    unit: str = "year",
    roles: Collection[str] | None = None,
    conditions: Mapping[str, Words] = NO_CONDITIONS,
) -> Iterator[tuple[Cell, Amounts]]:
    """Yield each cell of `country_cells` with the amounts of its jobs; of these `roles` only."""
    for country in _largest_first(jobs, currencies):
        mine = jobs.loc[jobs["country"] == country, USED]
        keys = {"country": country}
        money = currencies[country]
        yield from _cells(mine, keys, unit=unit, currency=money, roles=roles, conditions=conditions)


def contract_cells(
    people: Population,
    currencies: Mapping[str, str],
    conditions: Mapping[str, Words] = NO_CONDITIONS,
) -> tuple[Cell, ...]:
    """Return B2B and contract rates: cells by the hour, then by the day, gross of any year."""
    hourly = country_cells(people.hourly, currencies, unit="hour", conditions=conditions)
    return hourly + country_cells(people.daily, currencies, unit="day", conditions=conditions)


def intern_cells(
    people: Population,
    currencies: Mapping[str, str],
    conditions: Mapping[str, Words] = NO_CONDITIONS,
) -> tuple[Cell, ...]:
    """Return the cells of interns, by country and role; they are in no other table."""
    interns = people.interns.assign(level="intern")
    mine = {**conditions, "level": ("intern",)}
    return country_cells(interns, currencies, conditions=mine)


def workplace_cells(
    jobs: pd.DataFrame,
    currencies: Mapping[str, str],
    conditions: Mapping[str, Words] = NO_CONDITIONS,
) -> tuple[Cell, ...]:
    """Return the cells of each workplace by country, and by country and role.

    `jobs` is the salaried frame of a Population. Countries stand as in `country_cells`. Where the
    `conditions` leave one workplace, all cells of `country_cells` are of it, and there are none.
    """
    if "workplace" in _only(conditions):
        return ()
    cells = list[Cell]()
    for country in _largest_first(jobs, currencies):
        mine = jobs.loc[jobs["country"] == country, ["workplace", *USED]]
        for workplace in map(str, Workplace):
            keys = {"country": country, "workplace": workplace}
            here = mine[mine["workplace"] == workplace]
            if here.empty:
                continue
            found = _cells(
                here,
                keys,
                unit="year",
                currency=currencies[country],
                grains=WORKPLACE_GRAINS,
                conditions=conditions,
            )
            cells += [cell for cell, _amounts in found]
    return tuple(cells)


def usd_cells(
    jobs: pd.DataFrame, conditions: Mapping[str, Words] = NO_CONDITIONS
) -> tuple[Cell, ...]:
    """Return cells over all countries in USD a year, for those who ask: CONVERTED says what it is.

    `jobs` is the salaried frame of a Population. Where the `conditions` name countries, ids name
    the currency, too: a cell of one country in its own currency is another figure.
    """
    if "country" in conditions:
        conditions = {**conditions, "currency": ("USD",)}
    pay = jobs["annual_mid_usd"].where(jobs["pay"].notna())
    used = jobs[USED].assign(pay=pay)
    found = _cells(used, {"country": None}, unit="year", currency="USD", conditions=conditions)
    return tuple(cell for cell, _amounts in found)


def table(cells: tuple[Cell, ...]) -> pd.DataFrame:
    """Return cells as a frame: the columns of Cell, in their order and as typed there."""
    rows = [[getattr(cell, c.name) for c in columns(Cell)] for cell in cells]
    frame = pd.DataFrame(rows, columns=[c.name for c in columns(Cell)])
    return frame.astype({c.name: DTYPES[c.type] for c in columns(Cell)})


def _largest_first(jobs: pd.DataFrame, currencies: Mapping[str, str]) -> list[str]:
    """Return the countries with a currency, the one with the most jobs that state pay first."""
    counts = jobs.groupby("country", observed=True)["pay"].agg(["count", "size"]).reset_index()
    counts = counts.sort_values(["count", "size", "country"], ascending=[False, False, True])
    return [country for country in map(str, counts["country"]) if country in currencies]


def _cells(  # noqa: PLR0913  # what cells are of, and which of them
    jobs: pd.DataFrame,
    keys: dict[str, Any],
    *,
    unit: str,
    currency: str,
    grains: tuple[tuple[str, ...], ...] = GRAINS,
    roles: Collection[str] | None = None,
    conditions: Mapping[str, Words] = NO_CONDITIONS,
) -> Iterator[tuple[Cell, Amounts]]:
    only = _only(conditions)
    more = {name: words for name, words in conditions.items() if name not in only}
    arrays = job_arrays(jobs, ends=ENDS.get(unit, STATED))
    pooled: dict[str, float | None] = {}
    for grain in grains:
        if not only.keys().isdisjoint(grain):
            continue  # the jobs are those of a coarser cell
        for names, rows in groups(jobs, grain):
            wanted = roles is None or names.get("role") in roles
            if grain and not wanted:
                continue
            found = arrays.amounts(rows)
            rho = pooled.get(names.get("role", ""))
            if "level" not in names:
                rho = pooled[names.get("role", "")] = _correlation(found)
            rho = pooled[""] if rho is None else rho
            if not wanted:
                continue
            cell = make_cell(
                found,
                len(rows),
                {**only, **keys, **names},
                unit=unit,
                currency=currency,
                pooled=rho,
                conditions=more,
            )
            yield cell, found


def _only(conditions: Mapping[str, Words]) -> dict[str, str]:
    """Return the role, level and workplace that `conditions` leave as the only one."""
    names = ("role", "level", "workplace")
    return {name: conditions[name][0] for name in names if len(conditions.get(name, ())) == 1}


def groups(jobs: pd.DataFrame, grain: tuple[str, ...]) -> Iterator[tuple[dict[str, str], Ints]]:
    """Yield the values of each group with the places of its rows, in alphabetical order.

    Rows that lack a value of `grain`, columns of categories, are in no group.
    """
    coded = [codes_and_texts(jobs[name]) for name in grain]
    rows = np.arange(len(jobs))
    if not grain:
        yield {}, rows
        return
    rows = rows[np.all([codes >= 0 for codes, _ in coded], axis=0)]
    keys = np.stack([codes[rows] for codes, _ in coded])
    order = np.lexsort(keys[::-1])
    keys, rows = keys[:, order], rows[order]
    starts = np.flatnonzero(np.append(True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)))
    for start, mine in zip(starts, np.split(rows, starts[1:]), strict=True):
        if len(mine):
            texts = (texts[code] for (_, texts), code in zip(coded, keys[:, start], strict=True))
            yield dict(zip(grain, map(str, texts), strict=True)), mine


def _correlation(found: Amounts) -> float | None:
    return correlation(found.amounts, found.employers) if len(found.amounts) else None
