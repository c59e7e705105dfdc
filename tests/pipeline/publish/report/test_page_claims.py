"""What a page says of its own figures is true of them."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from pipeline.figures.policy import too_few_words
from pipeline.figures.salary_figures import DEFAULT, ReportOptions
from pipeline.publish.charts.row_mark import RowMark
from pipeline.publish.page_table import Row, Table
from pipeline.publish.report.feed_tables import feed_tables
from pipeline.publish.report.job_source import stored_jobs
from pipeline.publish.report.page import render
from pipeline.publish.report.page_tables.skills import skills
from pipeline.publish.report.report_markdown import report_markdown
from pipeline.publish.report.salary_feed import make_report, salary_feed
from pipeline.publish.report.verify import verify

WIDE = ReportOptions(widest=True)


@pytest.fixture
def engine(store, make):
    """Forty American jobs; ten have pay that isn't usable."""
    place = {"role": "Data Scientist", "level": "senior", "country": "US"}
    paid = [
        make(n, (100_000 + 2_000 * n, 190_000), company=f"Quill {n % 6}", **place)
        for n in range(30)
    ]
    net = [make(f"n{n}", (9, 9), company="Quill 1", net=True, **place) for n in range(10)]
    return store([*paid, *net])


def made(engine, options=DEFAULT):
    return make_report(stored_jobs(engine), options)


def test_no_employer_is_named_unless_the_widest_ranges_are_asked_for(engine):
    plain, wide = made(engine), made(engine, WIDE)
    for text in (render(plain), report_markdown(plain), str(salary_feed(plain))):
        assert "Quill" not in text
    assert "Quill 3" in render(wide)
    assert "The widest ranges" in render(wide)
    for report in (plain, wide):
        assert not verify(salary_feed(report), stored_jobs(engine)).differences
    assert not feed_tables(plain.figures)["widest_ranges"]


def test_the_caveat_names_the_share_of_jobs_that_the_figures_rest_on(engine):
    page = render(made(engine))
    assert "Only jobs with usable pay: 75% of the jobs here; 100% state any." in page


def test_net_pay_is_told(engine):
    assert "Net pay is left out of them, too: 10 jobs." in render(made(engine))


def test_rates_are_told_only_where_amounts_of_the_page_were_converted(engine):
    told = "converted at the European Central Bank"
    rated = replace(stored_jobs(engine), rates="2026-10-26")
    assert told not in render(make_report(rated))
    rated = replace(stored_jobs(engine), rates="2026-10-26")
    assert told in render(make_report(rated, ReportOptions(usd=True)))


@pytest.mark.parametrize(
    ("jobs", "employers", "words"),
    [
        (11, 5, "fewer than 6 employers"),
        (9, 6, "fewer than 10 jobs"),
        (9, 5, "fewer than 10 jobs, fewer than 6 employers"),
        (10, 6, ""),
    ],
)
def test_what_is_too_few_for_a_median_is_named(jobs, employers, words):
    assert too_few_words(jobs, employers) == words


def premium(skill, low, *, stands, known=("raw", "same_job", "same_employer")):
    row = {"skill": skill, "jobs_with": 29, "stands": stands, "crosses": low <= 1}
    row |= {"ratio": 1.07, "interval_low": low, "interval_high": 1.13, "p": 0.02, "vanishes": False}
    none = dict.fromkeys(("ratio", "interval_low", "interval_high", "p", "crosses"))
    steps = ("raw", "same_job", "same_employer")
    return [row | {"step": step} | ({} if step in known else none) for step in steps]


def skill_table(rows) -> Table:
    report: Any = SimpleNamespace(figures=SimpleNamespace(skills=pd.DataFrame(rows)))
    return skills(report)


def test_a_skill_with_an_interval_above_0_says_at_which_step_it_is_unsure():
    rows = [*premium("dbt", 1.01, stands=False), *premium("Spark", 0.98, stands=False)]
    rows += premium("Docker", 1.01, stands=False, known=("raw",))
    note = skill_table(rows).note
    assert "dbt, Docker at “Raw”: the interval leaves out 0, but of 3 skills tested some" in note
    assert "dbt at “Same role, level, country”: the interval leaves out 0, but of 2 skills" in note
    assert "Spark" not in note
    assert "vanishes at a step where it was tested and is not sure" in note


def test_the_drawings_of_skills_are_of_one_step():
    rows = [*premium("dbt", 1.01, stands=True), *premium("Rust", 1.02, stands=True, known=("raw",))]
    table = skill_table(rows)
    drawn = [row.cells[0] for row in table.rows]
    assert [isinstance(each, RowMark) and each.dot is None for each in drawn] == [False, True]
    assert "a skill that could not be tested there has no circle" in table.note
    assert table.columns[1].name == "Same role, level, country"


@pytest.mark.parametrize(
    ("dim", "told"),
    [
        ([True, True], "every row, since each could be chance"),
        ([True, False], "could be chance"),
        ([False], ""),
    ],
)
def test_a_table_of_dim_rows_only_says_so(dim, told):
    rows = tuple(Row("a", (), dim=each) for each in dim)
    assert Table("k", "Heading", (), rows, dim="could be chance").told_dim == told
