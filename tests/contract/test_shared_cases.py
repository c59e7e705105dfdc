"""The shared small cases: each comes out as expected, but for those named with our written rule."""

import csv
from pathlib import Path

import pytest

from pipeline.operate.tables.clean_table import clean_table

CASES = Path(__file__).resolve().parents[3] / "shared/cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="needs the shared folder")

COMPARED = {
    "places": ("city", "region", "country", "workplace", "remote_from"),
    "titles": ("role", "level", "ai_relevance"),
    "workplace": ("workplace",),
}
GIVEN = {
    "places": {"location": "location", "country_hint": "country"},
    "titles": {"title": "title"},
    "workplace": {"location": "location", "description": "description"},
    "requirements": {"country": "country", "text": "description"},
}
DIFFERENT = {
    ("m26", "remote_from"): "Worldwide is a scope: a limit that is stated is kept",
    ("t20", "ai_relevance"): "a trainee in data is a Data Analyst, and its relevance is the role's",
    ("k15", "ai_relevance"): "each AI product manager is adjacent: docs/roles.md",
    ("r06", "skills"): "the list's name for LLM is Large language models",
}


def rows_of(name):
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cleaned(name, tmp_path):
    """Return the cleaned rows of the cases, by id."""
    columns = GIVEN[name]
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        names = dict.fromkeys(("source", "source_key", "title", *columns.values()))
        writer = csv.DictWriter(file, [*names])
        writer.writeheader()
        for row in rows_of(name):
            base = {"source": "cases", "source_key": row["id"], "title": "Data Engineer"}
            writer.writerow(base | {ours: row[theirs] for theirs, ours in columns.items()})
    clean_table(table, out)
    with out.open(encoding="utf-8", newline="") as file:
        return {row["source_key"]: row for row in csv.DictReader(file)}


def fits(got, wanted):
    """Return whether a value is as a case expects: `a|b` either, `!x` not x, `*` any."""
    if wanted == "*":
        return True
    if wanted.startswith("!"):
        return got != wanted[1:]
    return got in wanted.split("|")


@pytest.mark.parametrize("name", COMPARED)
def test_the_cases_come_out_as_expected_or_by_our_rule(name, tmp_path):
    out = cleaned(name, tmp_path)
    wrong = {
        (row["id"], column)
        for row in rows_of(name)
        for column in COMPARED[name]
        if not fits(out[row["id"]][column], row[column])
    }
    ids = {row["id"] for row in rows_of(name)}
    assert wrong == {key for key in DIFFERENT if key[0] in ids}


def test_what_a_job_asks_for_comes_out_as_expected_or_by_our_rule(tmp_path):
    rows = rows_of("requirements")
    out = cleaned("requirements", tmp_path)
    wrong = {
        (row["id"], row["field"])
        for row in rows
        if not fits(out[row["id"]][row["field"]], row["expected"])
    }
    assert wrong == {("r06", "skills")}
