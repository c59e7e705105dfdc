"""Names and codes of places that only their surroundings make clear."""

import csv
from pathlib import Path

import pytest

from pipeline.clean.place.place import read_place
from pipeline.clean.workplace.workplace import read_workplace
from tests.support.rows import every_row

with Path(__file__).with_name("context_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@every_row("case", CASES, ids=lambda case: case["location"])
def test_a_place_in_its_surroundings(case):
    values = read_place(case["location"]).values
    stated = {name: values[name] or "" for name in ("city", "region", "country")}
    found = read_workplace(case["location"])
    workplace = found.workplace or ""
    assert {"location": case["location"], **stated, "workplace": workplace} == case


@pytest.mark.parametrize(
    ("text", "hint", "country", "issues"),
    [
        ("Rust", "", None, ["place_obscure"]),
        ("Rust", "AT", "AT", []),
        ("Rust, Germany", "", "DE", []),
        ("Groningen, GR", "NL", "NL", []),
        ("Oosterhout, NB", "NL", "NL", []),
        ("CHI", "", None, ["place_unknown"]),
    ],
)
def test_a_small_town_needs_something_that_backs_it(text, hint, country, issues):
    reading = read_place(text, hint)
    assert (reading.values["country"], [i.code for i in reading.issues]) == (country, issues)
