"""The tables of a report: by country in its own currency, interns and contract rates apart."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from models.record import columns
from pipeline.figures.amounts import amounts_of
from pipeline.figures.cell import Cell, cell_of
from pipeline.figures.inference.concentration import correlation
from pipeline.figures.population import Population

GRAINS: tuple[tuple[str, ...], ...] = ((), ("role",), ("level",), ("role", "level"))
DTYPES = {str: "str", float: "float64", int: "Int64", bool: "boolean"}
USED = [
    "role", "level", "employer", "pay", "annual_min", "annual_max", "salary_min", "salary_max",
]  # fmt: skip
CONVERTED = "converted at dated market rates, not comparable in purchasing power"


def country_cells(
    jobs: pd.DataFrame, currencies: Mapping[str, str], *, unit: str = "year"
) -> tuple[Cell, ...]:
    """Return the cells of `jobs` country by country, each in the country's currency per `unit`.

    `jobs` is a frame of a Population; `currencies` has each country's currency. The country with
    the most jobs that state pay comes first; within it all jobs, then each role, each level, each
    role and level. A country whose currency isn't known is left out.
    """
    return tuple(cell for cell, _jobs in cells_with_jobs(jobs, currencies, unit=unit))


def cells_with_jobs(
    jobs: pd.DataFrame, currencies: Mapping[str, str], *, unit: str = "year"
) -> Iterator[tuple[Cell, pd.DataFrame]]:
    """Yield each cell of `country_cells` with its jobs: a frame with the columns USED."""
    used = jobs[["country", *USED]]
    grouped = used.groupby("country", observed=True, sort=True)
    counts = grouped["pay"].agg(["count", "size"]).reset_index()
    counts = counts.sort_values(["count", "size", "country"], ascending=[False, False, True])
    for country in map(str, counts["country"]):
        if country in currencies:
            keys = {"country": country}
            mine = used[used["country"] == country]
            yield from _cells(mine, keys, unit=unit, currency=currencies[country])


def contract_cells(people: Population, currencies: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return B2B and contract rates: cells by the hour, then by the day, gross of any year."""
    hourly = country_cells(people.hourly, currencies, unit="hour")
    return hourly + country_cells(people.daily, currencies, unit="day")


def intern_cells(people: Population, currencies: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the cells of interns, by country and role; they are in no other table."""
    cells = country_cells(people.interns.assign(level="intern"), currencies)
    return tuple(cell for cell in cells if cell.level)


def usd_cells(jobs: pd.DataFrame) -> tuple[Cell, ...]:
    """Return cells over all countries in USD a year, for those who ask: CONVERTED says what it is.

    `jobs` is the salaried frame of a Population.
    """
    pay = jobs["annual_mid_usd"].where(jobs["pay"].notna())
    used = jobs[USED].assign(pay=pay)
    found = _cells(used, {"country": None}, unit="year", currency="USD")
    return tuple(cell for cell, _jobs in found)


def table(cells: tuple[Cell, ...]) -> pd.DataFrame:
    """Return cells as a frame: the columns of Cell, in their order and as typed there."""
    rows = [[getattr(cell, c.name) for c in columns(Cell)] for cell in cells]
    frame = pd.DataFrame(rows, columns=[c.name for c in columns(Cell)])
    return frame.astype({c.name: DTYPES[c.type] for c in columns(Cell)})


def _cells(
    jobs: pd.DataFrame, keys: dict[str, Any], **given: Any
) -> Iterator[tuple[Cell, pd.DataFrame]]:
    whole = _correlation(jobs)
    by_role = jobs.groupby("role", observed=True, sort=True)
    pooled = {str(role): _correlation(mine) for role, mine in by_role}
    yield cell_of(jobs, keys, **given, pooled=whole), jobs
    for grain in GRAINS[1:]:
        for names, mine in jobs.groupby(list(grain), observed=True, sort=True):
            found = {key: str(name) for key, name in zip(grain, names, strict=True)}
            rho = pooled.get(found.get("role", ""))
            rho = whole if rho is None else rho
            yield cell_of(mine, {**keys, **found}, **given, pooled=rho), mine


def _correlation(jobs: pd.DataFrame) -> float | None:
    found = amounts_of(jobs)
    return correlation(found.amounts, found.employers) if len(found.amounts) else None
