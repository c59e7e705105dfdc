"""Answers about two roles, made of the figures of `payband compare`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from pipeline.assistant.pay_answers import shown_cell
from pipeline.clean.employer.aliases import Aliases
from pipeline.figures.policy import FEWEST_EMPLOYERS, FEWEST_JOBS
from pipeline.publish.compare.comparison_json import comparison_record
from pipeline.publish.compare.stored_pair import stored_comparison, two_roles

Answer = dict[str, Any]
SIDES = ("one", "other")
COUNTS = ("jobs", "with_pay", "described", "employers")


def compare_roles(engine: Engine, aliases: Aliases, given: Mapping[str, Any]) -> Answer:
    """Return what two roles pay and ask for; what the policy does not let show is null.

    `n` and `interval` of a row are of the comparison that its `citation` names. Raises UsageError
    for an unknown role, or one named twice.
    """
    roles = two_roles(given["one"], given["other"])
    found = stored_comparison(engine, roles, aliases)
    record, limit = comparison_record(found), given.get("limit", 20)
    counts = [_counts(each) for each in record["counts"]]
    missing = [each["role"] for each in record["counts"] if not each["jobs"]]
    about = {**dict(zip(SIDES, roles, strict=True)), "n": _both(counts, "jobs")}
    if not found.pair.people.total:
        return {"finding": "not checked", "why": "the store has no postings yet", **about}
    if missing:
        why = f"the store was read, and no job of the report is a {' or a '.join(missing)}"
        return {"finding": "none", "why": why, **about}
    return {
        "finding": "figures" if all(each["jobs"] for each in counts) else "suppressed",
        **about,
        "counts": dict(zip(SIDES, counts, strict=True)),
        "same_job": _compared(record["same_job"]),
        "years_asked": dict(zip(SIDES, map(_years, record["experience"]), strict=True)),
        "pay": [_pay(row) for row in record["pay"][:limit]],
        "shares": [_share(row) for row in record["shares"][:limit]],
        "rows_in_all": {name: len(record[name]) for name in ("pay", "shares")},
    }


def _counts(row: Mapping[str, Any]) -> Answer:
    """Return the counts of a role: all empty where it has jobs, but below 5 or 3 employers."""
    hidden = row["jobs"] > 0 and (row["jobs"] < FEWEST_JOBS or row["employers"] < FEWEST_EMPLOYERS)
    return {name: None if hidden else row[name] for name in COUNTS}


def _pay(row: Mapping[str, Any]) -> Answer:
    cells = [cell and shown_cell(cell) for cell in row["cells"]]
    return {
        **{name: row[name] for name in ("country", "level", "currency")},
        "n": _both([cell or {"n": 0} for cell in cells], "n"),
        **dict(zip(SIDES, cells, strict=True)),
        "by_job": _compared(row["by_job"]),
        "by_employer": _compared(row["by_employer"]),
        "citation": row["id"],
    }


def _share(row: Mapping[str, Any]) -> Answer:
    """Return how often two roles name a value, each with n and the interval of its share."""
    sides = {side: _side(row, side) for side in SIDES}
    return {
        "subject": row["subject"],
        "name": row["name"],
        "n": {side: row[f"{side}_of"] for side in SIDES},
        **sides,
        "ratio": row["ratio"],
        "interval": _interval(row, "interval"),
        "difference": row["difference"],
        "difference_interval": _interval(row, "difference"),
        "verdict": row["verdict"],
        "citation": row["id"],
    }


def _side(row: Mapping[str, Any], side: str) -> Answer:
    counts = {name: row[f"{side}_{name}"] for name in ("jobs", "of", "employers", "share")}
    return {**counts, "interval": _interval(row, f"{side}_share")}


def _years(row: Mapping[str, Any]) -> Answer:
    quartiles = {name: row[name] for name in ("employers", "p25", "median", "p75")}
    return {"n": row["jobs"], **quartiles, "interval": _interval(row, "interval")}


def _compared(row: Mapping[str, Any]) -> Answer:
    """Return a ratio of the first role to the second; `n` is the number of employers."""
    return {
        "ratio": row["ratio"],
        "n": row["employers"] or None,
        "interval": _interval(row, "interval"),
        "verdict": row["verdict"],
    }


def _interval(row: Mapping[str, Any], name: str) -> Answer | None:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return None if low is None else {"low": low, "high": high, "share": 0.95}


def _both(rows: list[Answer], name: str) -> Answer:
    return {side: row[name] for side, row in zip(SIDES, rows, strict=True)}
