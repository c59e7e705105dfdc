"""The comparison of two roles as JSON: every figure that the policy lets show, with its id."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from pipeline.figures.cell import Cell
from pipeline.figures.compare import Comparison
from pipeline.figures.identity import Words, figure_id, narrowed_id
from pipeline.figures.inference.interval import Interval
from pipeline.figures.policy import POLICY
from pipeline.figures.role_pair.counts import Years
from pipeline.figures.role_pair.pay import PayPair
from pipeline.publish.compare.moving import to_learn
from pipeline.publish.compare.stored_pair import RoleComparison
from pipeline.publish.made_of import MADE_OF
from pipeline.publish.report.feed_tables import cell_row, plain_row
from pipeline.publish.report.published import COMPARISON
from pipeline.publish.report.salary_feed import INVENTED, day, instant
from pipeline.version import VERSION

SCHEMA = "3.0"
"""Version of this form; names are only added within one number before the point."""
Conditions = Mapping[str, Words]


def comparison_text(found: RoleComparison) -> str:
    """Return the comparison as JSON text."""
    return json.dumps(comparison_record(found), ensure_ascii=False, indent=1) + "\n"


def comparison_record(found: RoleComparison) -> dict[str, Any]:
    """Return the comparison as plain values; what the policy doesn't let show is null."""
    pair, people, conditions = found.pair, found.pair.people, found.filters.conditions
    return {
        "format": COMPARISON,
        "schema_version": SCHEMA,
        **({"notice": INVENTED} if found.invented else {}),
        "invented": found.invented,
        **({"filters": found.filters.record} if found.filters else {}),
        "roles": list(pair.roles),
        "period": {"since": day(people.since), "until": day(people.until)},
        "collected": dict(zip(("first", "last"), map(instant, found.seen), strict=True)),
        "made_by": {"payband": VERSION, "policy": POLICY, "rules": list(found.source.rules)},
        **({MADE_OF: found.made_of.record} if found.made_of else {}),
        "inputs_sha256": found.inputs_sha256,
        "counts": [plain_row(asdict(each)) for each in pair.counts],
        "employers": asdict(pair.employers),
        "pay": [_pay(each, pair.roles, conditions) for each in pair.pay],
        "same_job": {**_compared(pair.same_job), "verdict": pair.same_job_verdict},
        "shares": _shares(pair.shares, conditions),
        "duties": _shares(found.duties, conditions),
        "experience": [_years(each) for each in pair.years],
        "months": [plain_row(row) for row in _records(pair.months)],
        "growth": [
            {"why_not": each.why, "months": [plain_row(row) for row in _records(each.months)]}
            for each in pair.growth
        ],
        "to_learn": [to_learn(pair), to_learn(pair, back=True)],
        "comparisons": pair.compared,
    }


def _pay(pair: PayPair, roles: tuple[str, str], conditions: Conditions) -> dict[str, Any]:
    keys = {"country": pair.country, "level": pair.level, "first": roles[0], "second": roles[1]}
    return {
        "id": narrowed_id(figure_id("roles", "year", keys), conditions),
        "country": pair.country,
        "level": pair.level,
        "currency": pair.currency,
        "cells": [cell and _cell(cell, conditions) for cell in (pair.one, pair.other)],
        "by_job": {**_compared(pair.by_job), "verdict": pair.verdict_by_job},
        "by_employer": {**_compared(pair.by_employer), "verdict": pair.verdict_by_employer},
    }


def _cell(cell: Cell, conditions: Conditions) -> dict[str, Any]:
    return cell_row(replace(cell, id=narrowed_id(cell.id, conditions)))


def _compared(found: Comparison) -> dict[str, Any]:
    low, high = _ends(found.interval)
    told = {"ratio": found.ratio, "interval_low": low, "interval_high": high, "p": found.p}
    counts = {"jobs": found.jobs, "employers": found.employers}
    return plain_row({**told, **counts, "why": found.why})


def _years(found: Years) -> dict[str, Any]:
    low, high = _ends(found.interval)
    told = {name: getattr(found, name) for name in ("jobs", "employers", "p25", "median", "p75")}
    return plain_row({**told, "interval_low": low, "interval_high": high})


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (interval.low, interval.high)


def _shares(frame: pd.DataFrame, conditions: Conditions) -> list[dict[str, Any]]:
    return [
        {
            "id": figure_id("share", row["subject"], {**conditions, "name": row["name"]}),
            **plain_row(row),
        }
        for row in _records(frame)
    ]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows = frame.itertuples(index=False, name=None)
    return [dict(zip(map(str, frame.columns), row, strict=True)) for row in rows]
