import pytest

from models.vocab import Flag
from pipeline.publish.explain.page import render
from pipeline.publish.explain.standing import standing
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.salary_feed import salary_feed

PLACE = {"country": "US", "role": "Data Scientist", "level": "senior", "workplace": "remote"}


@pytest.fixture
def people(make):
    """Make 12 jobs that are counted."""
    return [make(n, (100_000 + n, 140_000 + n), company=f"Firm {n}", **PLACE) for n in range(12)]


def test_a_job_is_in_the_cells_of_its_country_role_level_and_workplace(people, store, tmp_path):
    engine = store(people)
    made = report(engine, ReportFiles(tmp_path / "s.html").html)
    feed = salary_feed(made)
    found = standing(engine, people[0].posting_id, feed=feed)
    assert (found.counted, found.why) == (True, "yes: its pay is in the figures")
    known = {row["id"] for name in ("pay", "workplaces") for row in feed["figures"][name]}
    assert {cell.id for cell in found.cells} == known
    assert all(cell.with_pay for cell in found.cells)
    assert found.cells[0].published == "median by job 120,006 USD of 12 jobs (high)"


@pytest.mark.parametrize(
    ("given", "why", "cells"),
    [
        ({"ai_relevance": "no"}, "no: not about AI, ML or data", 0),
        ({"company": ""}, "no: no employer named", 0),
        ({"country": "US; CA"}, "no: open in several countries", 0),
        ({"salary_currency": "EUR"}, "no: pay in a currency that is not the country's", 6),
        (
            {"salary_status": "flagged", "flags": (Flag.PLACEHOLDER,)},
            "no: pay stated, not trusted (placeholder); it counts as a job without pay", 6,
        ),
        ({"level": "intern"}, "in a table apart: internships", 6),
    ],
)  # fmt: skip
def test_why_a_job_is_not_in_figures(make, people, store, given, why, cells):
    one = make("one", (100_000, 120_000), **PLACE | given)
    found = standing(store([*people, one]), one.posting_id)
    assert not found.counted
    assert found.why.startswith(why)
    assert len(found.cells) == cells


def test_the_page_names_each_stage_and_rule():
    told = {
        "posting": {"title": "Data Scientist", "posting_id": "ab"},
        "evidence": [{"stage": "pay", "field": "min", "read from": "<b>", "rule": "a.csv:3"}],
        "bands": [], "issues": [], "in statistics": "yes",
    }  # fmt: skip
    page = render(told)
    assert "a.csv:3" in page
    assert "&lt;b&gt;" in page
    assert "<script" not in page
