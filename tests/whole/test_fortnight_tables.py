"""The tables of the fortnight against the rules, worked out here without Payband's own code."""

import csv
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

HERE = Path(__file__).parent
TITLES = ("Machine Learning Engineer", "Data Scientist", "Data Engineer", "AI Engineer")
GONE, BAD = {"empty", "blocked", "partial", "failed"}, {"empty", "blocked", "partial", "held"}


def lines(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = lines("fortnight.csv")
RUNS = [list(rows) for _, rows in groupby(ROWS, lambda row: row["run"])]


def test_each_kind_of_day_has_a_row():
    kinds = {"new", "edited", "gone", "back", "renamed", "empty", "blocked", "broken", "halved"}
    assert kinds | {"same", "dearer"} == {row["site"] for row in ROWS}
    assert {"clock", "user", "after 2", "after 60"} == {row["by"] for row in ROWS}
    assert {row["event"] for row in lines("fortnight_notices.csv")} == {
        *("failure", "hold", "recovery"),
    }


@pytest.mark.parametrize("source", ["personio", "jobicy"])
def test_open_postings_add_up(source):
    held = 0
    for row in (row for row in ROWS if row["source"] == source):
        held += int(row["new"]) + int(row["reopened"]) - int(row["closed"])
        assert held == int(row["open"]), row


def test_exit_codes_and_heartbeats_follow_from_the_states():
    states: dict[str, str] = {}
    for rows in RUNS:
        states |= {row["source"]: row["state"] for row in rows}
        here = {row["state"] for row in rows}
        some = 3 if "healthy" in here else 1
        code = 4 if "held" in states.values() else some if here & GONE else 0
        assert {int(row["exit"]) for row in rows} == {code}, rows
        beats = int("healthy" in here and code != 4)
        assert {int(row["heartbeats"]) for row in rows} == {beats}, rows


def test_a_notice_is_told_when_a_state_begins_and_no_other():
    told = {(row["run"], row["source"]): row["event"] for row in lines("fortnight_notices.csv")}
    before: dict[str, str] = {}
    for row in ROWS:
        source, state = row["source"], row["state"]
        began = state in BAD and before.get(source, "healthy") != state
        event = ("hold" if state == "held" else "failure") if began else ""
        if state == "healthy" and before.get(source, state) in BAD:
            event = "recovery"
        assert row["notice"] == event == told.get((row["run"], source), ""), row
        before[source] = state


def midpoints(run):
    """Return the midpoints of the exported ranges of each role after a run."""
    found: dict[str, list[float]] = {title: [] for title in TITLES}
    for row in (row for row in lines("fortnight_export.csv") if row["run"] == run):
        first, _, last = row["ids"].partition("-")
        for n in range(int(first), int(last or first) + 1):
            job = n % 5000  # a renamed id is 5,000 more
            found[TITLES[job % 4]].append((70_000 + 100 * job) * float(row["pay"]))
    return found


@pytest.mark.parametrize("run", sorted({row["run"] for row in lines("fortnight_report.csv")}))
def test_the_report_has_the_quartiles_of_the_exported_rows(run):
    found = midpoints(run)
    for row in (row for row in lines("fortnight_report.csv") if row["run"] == run):
        mine = found[row["role"]]
        assert int(row["all_jobs"]) == len(mine)
        told = [row[name] for name in ("p25", "median_by_job", "p75")]
        if row["country"] == "GB":  # its sites state euros, not the country's currency
            assert not any(told)
        else:
            quartiles = np.quantile(mine, [0.25, 0.5, 0.75])
            assert list(map(float, told)) == pytest.approx(list(quartiles))
