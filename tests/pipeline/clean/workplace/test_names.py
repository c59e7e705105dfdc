"""Names of employers say nothing about where the work is done."""

import pytest

from models.raw import RawPosting
from models.vocab import Workplace
from pipeline.clean.engine import clean


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Vossberg Labs", "You will build data pipelines at Vossberg Labs with Python."),
        ("Vossberg Labs, Inc.", "You will build data pipelines at Vossberg Labs with Python."),
        ("Vossberg Labs", "You will work at VOSSBERG LABS Inc. on search."),
        ("Teal School", "You will be building models at Teal School."),
        ("Grain Warehouse Inc.", "You will build the platform at Grain Warehouse Inc."),
        ("Nimbus", "You will be building models at Teal School."),
        ("Nimbus", "At Vossberg Labs, you will build models in Python."),
        ("Nimbus", "You will build the platform at Grain Warehouse Inc."),
    ],
)
def test_a_name_is_no_place_of_work(company, text):
    assert _read(company, text).workplace is None


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Vossberg Labs", "At Vossberg Labs you will work at our lab in Boston every day."),
        ("Teal School", "You will teach in the teal school by the river."),
        ("Nimbus", "You will work at our lab in Boston."),
        ("Nimbus", "You will work at The Lab in Boston."),
        ("Nimbus", "You will work at our Grain Warehouse in Boston."),
        ("Nimbus", "YOU WILL WORK AT OUR LAB IN BOSTON."),
    ],
)
def test_a_place_beside_the_name_counts(company, text):
    assert _read(company, text).workplace is Workplace.ONSITE


def test_a_conflict_quotes_the_text_as_it_stands():
    text = "At Vossberg Labs you work at our lab every day."
    issues = _cleaned("Vossberg Labs", text, "remote").issues
    assert [i.raw_value for i in issues if i.code == "workplace_conflict"] == [text]


def _read(company: str, text: str):
    return _cleaned(company, text).posting


def _cleaned(company: str, text: str, workplace: str = ""):
    raw = RawPosting(
        source="lever",
        source_key="1",
        url="https://jobs.example/1",
        title="Data Engineer",
        company=company,
        location="United States",
        description_html=text,
        workplace=workplace,
    )
    return clean(raw)
