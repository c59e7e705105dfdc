"""Answers about pay, made of the report's own figures."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pipeline.assistant.report_figures import ReportFigures, Row, cell_columns, finding
from pipeline.figures.identity import figure_id
from pipeline.figures.offer import place_offer
from pipeline.filters.country_name import known_country
from pipeline.filters.role_name import known_role
from pipeline.publish.report.feed_tables import plain_row
from pipeline.publish.report.salary_feed import currencies

Answer = dict[str, Any]
Arguments = Mapping[str, Any]
NONE = "none: the store was read, and no job of the report is of that kind"


def salary_table(figures: ReportFigures, given: Arguments) -> Answer:
    """Return the cells that fit, each with n, intervals and a citation."""
    country, role, level = cell_of(given)
    rows = [
        row
        for row in figures.feed["figures"]["pay"]
        if country in {None, row["country"]} and (role, level) == (row["role"], row["level"])
    ]
    limit = given.get("limit", 20)
    answer = {"n": len(rows), "cells": [shown_cell(row) for row in rows[:limit]]}
    if not rows:
        return nothing(figures, country, given)
    return {"finding": "figures", **answer, "citation": figures.citation()}


def offer_percentile(figures: ReportFigures, given: Arguments) -> Answer:
    """Return where an offer stands: percent below, inside, above, percentile with interval, n."""
    country, role, level = cell_of(given)
    row = figures.cell("pay", country or "", role, level)
    if row is None:
        return nothing(figures, country, given)
    offers = {offer.id: offer for offer in figures.report.figures.offers}
    placed = place_offer(
        given["amount"], given.get("period", "year"), given["currency"], offers.get(row["id"])
    )
    name = "offer" + row["id"].removeprefix("pay")
    shown = plain_row({k: v for k, v in asdict(placed).items() if k != "interval"})
    if placed.why:
        return {
            "finding": "not checked" if row["id"] in offers else finding(row),
            "why": placed.why,
            "citation": figures.citation(row["id"]),
        }
    return {
        "finding": "figures",
        "n": placed.jobs,
        **{k: v for k, v in shown.items() if k not in {"jobs", "why"}},
        "interval": placed.interval and {**plain_row(asdict(placed.interval)), "share": 0.95},
        "cell": shown_cell(row),
        "citation": figures.citation(name),
    }


def explain_figure(figures: ReportFigures, given: Arguments) -> Answer:
    """Return the whole row of a figure, and what each column of a cell means."""
    found = figures.figure(given["figure"])
    if found is None:
        return {"finding": "none", "why": "the report has no figure of that id"}
    table, row = found
    meanings = {name: text for name, text in cell_columns().items() if name in row}
    return {
        "finding": finding(row) if "label_by_job" in row else "figures",
        "table": table,
        "row": dict(row),
        "columns": meanings,
        "citation": figures.citation(row["id"]),
    }


def cell_of(given: Arguments) -> tuple[str | None, str | None, str | None]:
    """Return country, role and level as the report has them. Raises UsageError for unknown ones."""
    country = known_country(given["country"]) if given.get("country") else None
    return country, known_role(given["role"]) if given.get("role") else None, given.get("level")


def nothing(figures: ReportFigures, country: str | None, given: Arguments) -> Answer:
    """Return the answer where no cell fits: none there, or never looked at."""
    if country is not None and country not in currencies():
        return {"finding": "not checked", "why": f"the currency of {country} is not known"}
    if not figures.report.people.total:
        return {"finding": "not checked", "why": "the store has no postings yet"}
    if given.get("level") == "intern":
        why = "interns are in a table of their own: explain_figure has them"
        return {"finding": "not checked", "why": why}
    keys = dict(zip(("country", "role", "level"), cell_of(given), strict=True))
    return {
        "finding": "none",
        "why": NONE,
        "n": 0,
        "citation": figures.citation(figure_id("pay", "year", keys)),
    }


def shown_cell(row: Row) -> Answer:
    """Return a cell: n, the medians with their intervals, and why something is not shown."""
    return {
        "finding": finding(row),
        **{name: row[name] for name in ("country", "role", "level", "currency", "unit")},
        "n": row["jobs"],
        "all_jobs": row["all_jobs"] if finding(row) != "suppressed" else None,
        "employers": row["employers"],
        **{by: _median(row, by) for by in ("by_job", "by_employer")},
        **{name: row[name] for name in ("p10", "p25", "p75", "p90")},
        "citation": row["id"],
    }


def _median(row: Row, by: str) -> Answer:
    low, high = row[f"interval_low_{by}"], row[f"interval_high_{by}"]
    return {
        "median": row[f"median_{by}"],
        "interval": None if low is None else {"low": low, "high": high, "share": 0.95},
        "label": row[f"label_{by}"],
        "why_not": row[f"why_{by}"] or None,
    }
