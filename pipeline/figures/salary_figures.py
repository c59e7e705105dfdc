"""All figures of one salary report, from one frame of jobs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.figures.cell import Cell
from pipeline.figures.comparisons import comparisons
from pipeline.figures.disclosure import disclosure
from pipeline.figures.elsewhere import elsewhere_table
from pipeline.figures.growth import Growth, growth
from pipeline.figures.histogram import Histogram, cell_histogram
from pipeline.figures.identity import Words
from pipeline.figures.job import in_order, job_frame
from pipeline.figures.offer import OfferCell, offer_cell
from pipeline.figures.population import Population, population
from pipeline.figures.skill_premium import skill_list, skill_premiums
from pipeline.figures.tables import (
    cells_with_amounts,
    contract_cells,
    intern_cells,
    usd_cells,
    workplace_cells,
)
from pipeline.figures.time_open import TimeOpen, time_open
from pipeline.figures.widest import widest_ranges
from pipeline.filters.filters import NONE, Filters

MOST_SKILLS = 50
PAIRED = ("employer", "title", "level", "pay", "posted_on", "first_seen")
PLACES = ("city", "region", "workplace")
"""Compared within the country with the most jobs that state pay; countries are compared too."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is asked for.

    `since` and `until` are the days whose jobs count, both included; None: the 12 months to the
    last sighting. `usd` adds cells over all countries in US dollars, `widest` the table of the
    widest ranges, which names single employers. `filters` are the search words that chose the jobs.
    """

    since: pd.Timestamp | None = None
    until: pd.Timestamp | None = None
    usd: bool = False
    filters: Filters = NONE
    widest: bool = False


DEFAULT = ReportOptions()


@dataclass(frozen=True, slots=True)
class SalaryFigures:
    """The figures of a report; `people` are the jobs that they are of.

    `conditions` chose the jobs, as the ids of all figures say. `pay`, `workplaces`, `interns` and
    `contracts` are cells by country in its currency; `usd` are cells over all countries, empty
    unless asked for. `histograms` and `offers` belong to the cells of `pay`, by id. The frames are
    those of the module of each name; `elsewhere` has the column `place` before the others.
    `widest` is empty unless asked for.
    """

    people: Population
    conditions: Mapping[str, Words]
    pay: tuple[Cell, ...]
    workplaces: tuple[Cell, ...]
    interns: tuple[Cell, ...]
    contracts: tuple[Cell, ...]
    usd: tuple[Cell, ...]
    histograms: dict[str, Histogram]
    offers: tuple[OfferCell, ...]
    comparisons: pd.DataFrame
    disclosure: pd.DataFrame
    widest: pd.DataFrame
    skills: pd.DataFrame
    elsewhere: pd.DataFrame
    growth: Growth
    time_open: TimeOpen


def populations(
    rows: pd.DataFrame,
    currencies: Mapping[str, str],
    options: ReportOptions = DEFAULT,
    without: Collection[str] = (),
    ever_without: Collection[str] | None = None,
) -> tuple[Population, pd.DataFrame]:
    """Return the population of `rows`, a frame with the columns of Job, and one of all times.

    The second is the salaried frame for growth and time open. Frames have no columns `without`;
    those of the second may be `ever_without`, where it is another frame.
    """
    jobs = in_order(job_frame(rows))
    period = {"since": options.since, "until": options.until}
    again = len(rows) - len(jobs)
    people = population(jobs, currencies, **period, without=without, repeated=again)
    return people, _ever(jobs, people, currencies, ever_without or without)


def salary_figures(  # noqa: PLR0913  # what the figures are of, and how they are named
    people: Population,
    ever: pd.DataFrame,
    currencies: Mapping[str, str],
    complete: Collection[str],
    *,
    usd: bool = False,
    widest: bool = False,
    names: Mapping[str, str] | None = None,
    filters: Filters = NONE,
) -> SalaryFigures:
    """Return all figures of the jobs that `populations` gives.

    `currencies` has each country's currency; `complete` names the sources that list all their
    jobs, for `time_open`; `usd` adds cells over all countries, `widest` the employers with the
    widest ranges; `names` has employers' names; `filters` chose the jobs.
    """
    used, conditions = people.salaried, filters.conditions
    cells, histograms, offers = _pay(used, currencies, conditions)
    return SalaryFigures(
        people=people,
        conditions=conditions,
        pay=cells,
        workplaces=workplace_cells(used, currencies, conditions),
        interns=intern_cells(people, currencies, conditions),
        contracts=contract_cells(people, currencies, conditions),
        usd=usd_cells(used, conditions) if usd else (),
        histograms=histograms,
        offers=offers,
        comparisons=comparisons(used, cells),
        disclosure=disclosure(used),
        widest=widest_ranges(used if widest else used.head(0), names=names),
        skills=skill_premiums(used, skill_list(used, MOST_SKILLS)),
        elsewhere=_elsewhere(used, cells),
        growth=growth(ever),
        time_open=time_open(ever, complete),
    )


def _pay(
    jobs: pd.DataFrame, currencies: Mapping[str, str], conditions: Mapping[str, Words]
) -> tuple[tuple[Cell, ...], dict[str, Histogram], tuple[OfferCell, ...]]:
    cells, histograms, offers = [], {}, []
    for cell, found in cells_with_amounts(jobs, currencies, conditions=conditions):
        cells.append(cell)
        if (histogram := cell_histogram(found, cell)) is not None:
            histograms[cell.id] = histogram
        if (offer := offer_cell(found, cell)) is not None:
            offers.append(offer)
    return tuple(cells), histograms, tuple(offers)


def _ever(
    jobs: pd.DataFrame,
    people: Population,
    currencies: Mapping[str, str],
    without: Collection[str],
) -> pd.DataFrame:
    """Return the salaried jobs of all times; those of the period where there are no others."""
    if not people.counts["not_open"]:
        return people.salaried
    first = jobs[["posted_on", "first_seen"]].min().min()
    found = population(jobs, currencies, since=first, until=people.until, without=without)
    return found.salaried


def _elsewhere(jobs: pd.DataFrame, cells: tuple[Cell, ...]) -> pd.DataFrame:
    found = [("country", elsewhere_table(jobs, "country", pay="annual_mid_usd"))]
    if cells:
        home = jobs.loc[jobs["country"] == cells[0].country, [*PAIRED, *PLACES]]
        found += [(place, elsewhere_table(home, place, pay="pay")) for place in PLACES]
    placed = [table.assign(place=place) for place, table in found]
    tables = pd.concat(placed, ignore_index=True)
    return tables[["place", *tables.columns.drop("place")]]
