from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from pipeline.figures.identity import figure_id, inputs_hash, narrowed_id
from pipeline.filters.filters import Filters


def test_an_id_names_what_it_is_a_figure_of():
    keys = {"role": "Data Scientist", "country": "US", "level": None}
    assert figure_id("pay", "year", keys) == "pay/year/country=US/role=Data%20Scientist"
    assert figure_id("pay", "hour", {}) == "pay/hour"
    assert figure_id("pay", "year", {"role": "A/B=C"}) == "pay/year/role=A%2FB%3DC"


def test_search_words_are_part_of_an_id_once():
    filters = Filters(
        city=("Berlin",), workplace=("remote", "hybrid"), min_pay=Decimal(120_000),
        since=date(2026, 9, 1),
    )  # fmt: skip
    assert narrowed_id("pay/year/country=DE", filters.conditions) == (
        "pay/year/city=Berlin/country=DE/min_pay=120000/since=2026-09-01/workplace=hybrid,remote"
    )
    own = narrowed_id("pay/year/country=DE/workplace=remote", filters.conditions)
    assert own.endswith("/workplace=remote")
    read = Filters.of_conditions(filters.conditions)
    assert read == replace(filters, workplace=("hybrid", "remote"))


def test_the_hash_is_of_the_data_not_of_their_order(jobs):
    frame = jobs([100.0, 200.0, 300.5], "ABC")
    known = inputs_hash(frame, {"rules": "1"})
    assert len(known) == 64
    assert inputs_hash(frame.iloc[::-1], {"rules": "1"}) == known
    assert inputs_hash(frame[sorted(frame.columns)].assign(extra=1), {"rules": "1"}) == known


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("annual_mid", 100.01),
        ("employer", None),
        ("last_seen", "2026-06-30T06:00:01Z"),
        ("net", True),
    ],
)
def test_any_change_changes_the_hash(jobs, column, value):
    frame = jobs([100.0], "A")
    changed = frame.assign(**{column: [value]})
    if column == "last_seen":
        changed[column] = pd.to_datetime(changed[column]).dt.tz_localize(None)
    assert inputs_hash(changed, {}) != inputs_hash(frame, {})


def test_versions_count(jobs):
    frame = jobs([100.0], "A")
    assert inputs_hash(frame, {"rates": "a"}) != inputs_hash(frame, {"rates": "b"})
    assert inputs_hash(frame.head(0), {}) != inputs_hash(frame, {})


def test_other_postings_of_a_job_do_not_count(jobs):
    frame = jobs([100.0, 200.0], "AB")
    again = frame.head(1).assign(posting_id=["x"], duplicate_of=[frame["posting_id"][0]])
    both = pd.concat([frame.astype({"posting_id": "str", "duplicate_of": "str"}), again])
    assert inputs_hash(both, {}) == inputs_hash(frame, {})


def test_an_export_read_back_gives_the_same_hash(jobs, tmp_path):
    frame = jobs([100.25, 1e5 / 3], "AB")
    frame.to_csv(tmp_path / "export.csv", index=False)
    again = pd.read_csv(tmp_path / "export.csv", dtype={"posting_id": str})
    assert inputs_hash(again, {}) == inputs_hash(frame, {})
