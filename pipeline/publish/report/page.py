"""The page of a report: one HTML file that asks for nothing, with a script of its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.figures.cell import Cell
from pipeline.figures.policy import POLICY, SUPPRESSED, suppressed_words
from pipeline.figures.totals import totals
from pipeline.publish.charts.columns import ColumnChart, column_chart
from pipeline.publish.export.datapackage import package_file
from pipeline.publish.money import money, short
from pipeline.publish.open_period import open_period
from pipeline.publish.pages import render_page
from pipeline.publish.report.exclusions import exclusions, shown_reasons
from pipeline.publish.report.offer_data import page_data
from pipeline.publish.report.page_tables.cells import (
    MOST_ROWS,
    CountryTable,
    country_name,
    country_tables,
    no_median_words,
    thin_countries,
    unnarrowed,
)
from pipeline.publish.report.page_tables.condition_words import condition_words
from pipeline.publish.report.page_tables.corrections import corrections
from pipeline.publish.report.page_tables.every_table import figure_tables
from pipeline.publish.report.page_tables.notices import notices
from pipeline.publish.report.page_tables.row_words import cell_words
from pipeline.publish.report.salary_feed import Report, day, span
from pipeline.publish.source_credits import licences, source_credits
from pipeline.version import VERSION

CUT_BY_PAY = (
    "Jobs were chosen by their pay: lower pay and jobs that state none are left out, so medians, "
    "shares and premiums say nothing about all jobs."
)
TITLE = "Advertised pay for AI, ML and data jobs"


def render(report: Report, name: str = "salaries") -> str:
    """Return the page: every text is escaped, only http and https addresses are links.

    It links to the files `name`.csv, .json and .md beside it, and to what describes them. It has a
    notice where the postings are invented.
    """
    files = [f"{Path(name).name}.{kind}" for kind in ("csv", "json", "md")]
    values = {**page_values(report), "files": files, "data": page_data(report)}
    values["package"] = package_file(Path(files[0])).name
    values["verify"] = _verify_command(report, f"{Path(name).name}.html")
    filters = {"money": money, "percent": _percent, "country": country_name, "cell": cell_words}
    return render_page("report.html.j2", values, filters=filters, script="report.js")


def page_values(report: Report) -> dict[str, Any]:
    """Return what page and Markdown say, as words and tables."""
    figures, people = report.figures, report.people
    shown = totals(people)
    origins = source_credits(report.source.sources, report.made_of)
    return {
        "title": TITLE,
        "people": people,
        "filters": report.filters.text,
        "cut_by_pay": CUT_BY_PAY if report.filters.min_pay is not None else "",
        "shown": shown,
        "counts": shown_reasons(people),
        "why_hidden": suppressed_words(shown.label),
        "why_no_share": SUPPRESSED.get(shown.label_stating, ""),
        "lent": 0 if shown.label else report.source.lent,
        "converted": _converted(report),
        "notices": notices(report),
        "thin": [no_median_words(cell) for cell in thin_countries(figures.pay)],
        "tables": figure_tables(report),
        "why_not": [
            f"{what} yet: {why}"
            for what, why in (
                ("No growth of pay", figures.growth.why),
                ("No time open", figures.time_open.why),
            )
            if why
        ],
        "reasons": exclusions(people),
        "origins": origins,
        "licences": licences(origins),
        "invented": report.invented,
        "corrections": corrections(report),
        "policy": POLICY,
        **_tables(report),
        **_provenance(report),
    }


def _tables(report: Report) -> dict[str, Any]:
    """Return the tables of cells, and what belongs to them."""
    figures = report.figures
    conditions = figures.conditions
    abroad = {name: words for name, words in conditions.items() if name != "country"}
    narrowing = condition_words(abroad)
    cells = unnarrowed([*figures.pay, *figures.workplaces], conditions)
    pay, cut = country_tables(cells, narrowing=narrowing)
    others = {
        heading: country_tables(unnarrowed(cells, conditions), MOST_ROWS // 5, words)
        for heading, cells, words in (
            ("Interns", figures.interns, narrowing),
            ("B2B and contract rates", figures.contracts, narrowing),
            ("All countries", figures.usd, condition_words(conditions)),
        )
    }
    return {
        "first": pay[0].first if pay else next(iter(figures.pay), None),
        "pay": pay,
        "cut": cut + sum(more for _found, more in others.values()),
        "others": {heading: found for heading, (found, _more) in others.items() if found},
        "histograms": _histograms(report, pay),
    }


def _provenance(report: Report) -> dict[str, Any]:
    people = report.people
    return {
        "collected": dict(zip(("first", "last"), map(day, report.seen), strict=True)),
        "posted": span(people.salaried, ("posted_on",)),
        "open": open_period(people, report.seen),
        "made_on": day(report.made_on),
        "rates": report.source.rates,
        "rules": report.source.rules,
        "hash": report.inputs_sha256,
        "made_of": report.made_of,
        "never_seen": report.never_seen,
        "version": VERSION,
    }


def _histograms(report: Report, tables: list[CountryTable]) -> Mapping[str, ColumnChart]:
    """Return the chart of each country with a table that may have one, by country."""
    found = {}
    for table in tables:
        cell = table.first
        if (histogram := report.figures.histograms.get(cell.id)) is not None:
            marks = {"median": cell.median_by_job}
            found[cell.country or ""] = column_chart(histogram, marks, _short(cell))
    return found


def _short(cell: Cell) -> Any:
    return lambda amount: short(amount, cell.currency)


def _verify_command(report: Report, page: str) -> str:
    """Return the command that computes the figures of a page again."""
    return report.made_of.verify_command(page) if report.made_of else f"payband verify {page}"


def _converted(report: Report) -> bool:
    """Return whether an amount of the page was converted to US dollars."""
    pairs = report.figures.elsewhere
    between = (pairs["place"] == "country") & pairs["ratio"].notna()
    return bool(report.figures.usd) or bool(between.any())


def _percent(share: float) -> str:
    return f"{share:.0%}"
