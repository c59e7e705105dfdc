"""The department of a job and shares in the employer, from the boards' own fields."""

from typing import Any

import pytest

from models.raw import RawPosting
from pipeline.clean.employer.department import department_name
from pipeline.clean.engine import clean
from tests.support.rows import every_row

URL = "https://example.com/1"


def read(extra: Any):
    raw = RawPosting(source="a", source_key="1", url=URL, title="Data Engineer", extra=extra)
    return clean(raw).posting


@every_row(
    "extra, name",
    [
        ({"departments": [{"id": 5, "name": "Science", "child_ids": []}]}, "Science"),
        ({"departments": [{"name": "Data"}, {"name": "Platform"}]}, "Data; Platform"),
        ({"categories": {"department": "Engineering", "team": "Search"}}, "Engineering"),
        ({"categories": {"team": "Search"}}, "Search"),
        ({"department": "Forecasting", "team": "Grid"}, "Forecasting"),
        ({"department": {"id": "R&D", "label": "R&D"}}, "R&D"),
        ({"department": {"id": "department-2", "name": "Consulting"}}, "Consulting"),
        ({"department": ["Research"]}, "Research"),
        ({"departmentLabel": "People &amp; Culture"}, "People & Culture"),
        ({"job": {"id": "77", "department": {"id": "9", "name": "Revenue"}}}, "Revenue"),
        ({"DepartmentName": "Department of Examples"}, "Department of Examples"),
        ({"department": "Other", "team": "Planning"}, "Planning"),
        ({"department": {}, "team": None}, None),
        ({"department": "Sales; EMEA"}, "Sales, EMEA"),
        ({"department": "x" * 500}, None),
        ({"categories": ["Backend"]}, None),
        ({}, None),
    ],
)
def test_the_boards_field_names_the_department(extra, name):
    assert read(extra).department == name


@every_row(
    "text, name",
    [
        ("1200 - Engineering", "Engineering"),
        ("R-12: Sales", "Sales"),
        ("4410 Operations", "Operations"),
        ("Engineering (4410)", "Engineering"),
        ("Marketing - 3300", "Marketing"),
        ("  Data   Science ", "Data Science"),
        ("3D Vision", "3D Vision"),
        ("Level 2 Support", "Level 2 Support"),
        ("K-12 Curriculum", "K-12 Curriculum"),
        ("n/a", ""),
        ("No Department", ""),
        ("---", ""),
    ],
)
def test_numbers_of_cost_centres_and_fillers_are_left_out(text, name):
    assert department_name(text) == name


def tiers(*components: dict[str, Any], key: str = "compensationTiers") -> dict[str, Any]:
    parts = [{"components": [c]} for c in components] if key != "summaryComponents" else components
    return {"compensation": {key: list(parts)}}


def percent(low, high):
    return {"compensationType": "EquityPercentage", "minValue": low, "maxValue": high}


def cash(low, high, currency):
    return {
        "compensationType": "EquityCashValue",
        "minValue": low,
        "maxValue": high,
        "currencyCode": currency,
    }


SALARY = {"compensationType": "Salary", "minValue": 100_000, "maxValue": 120_000}


@every_row(
    "extra, stated",
    [
        (tiers(SALARY, percent(0.1, 0.4)), "0.1% - 0.4%"),
        (tiers(percent(0.1, 0.2), percent(0.15, 0.5)), "0.1% - 0.5%"),
        (tiers(percent(0.25, 0.25)), "0.25%"),
        (tiers(percent(None, None)), "offered"),
        (tiers(cash(20_000, 40_000, "USD")), "USD 20000 - 40000"),
        (tiers(cash(1, 2, "USD"), cash(1, 2, "EUR")), "offered"),
        (tiers(percent(0.1, 0.4), key="summaryComponents"), "0.1% - 0.4%"),
        (tiers(percent("x", "nan")), "offered"),
        (tiers(SALARY), None),
        ({"compensation": {"compensationTiers": None}}, None),
        ({"compensation": "on request"}, None),
        ({"incentiveCompensation": "Bonus, and stock options after a year"}, "offered"),
        ({"incentiveCompensation": "Gender equity review"}, None),
        ({"incentiveCompensation": "Yearly bonus"}, None),
        ({"equity": "Yes"}, "offered"),
        ({"equity": "no"}, "none"),
        ({"equity": "0.5% - 1.0%"}, "0.5% - 1.0%"),
        ({"equity": "great"}, None),
        ({}, None),
    ],
)
def test_the_boards_field_states_equity(extra, stated):
    assert read(extra).equity == stated


def test_both_say_where_they_were_read():
    raw = RawPosting(
        source="a", source_key="1", url=URL, title="T",
        extra={"department": "7000 - Research", **tiers(percent(0.1, 0.4))},
    )  # fmt: skip
    readings = dict(clean(raw).readings)
    [where] = readings["department"].evidence
    assert (where.text, where.rule) == ("7000 - Research", "the board's department")
    assert readings["equity"].evidence[0].field == "equity"


@pytest.mark.parametrize("value", [1, True, 2.5, [["a"], {"x": 1}], {"name": 3}])
def test_odd_values_of_other_types_do_no_harm(value):
    posting = read({"department": value, "equity": value, "compensation": value})
    assert posting.posting_id
