"""What the report's page says in words, where a reader could take it for something else."""

import re
from dataclasses import replace
from decimal import Decimal

import click
import pytest

from pipeline.cli.day import DAY
from pipeline.figures.salary_figures import DEFAULT
from pipeline.filters.filters import Filters
from pipeline.publish.counted import many
from pipeline.publish.export.datapackage import source_of
from pipeline.publish.report.job_source import stored_jobs
from pipeline.publish.report.page import render
from pipeline.publish.report.page_tables.shares import still_open
from pipeline.publish.report.report_markdown import report_markdown
from pipeline.publish.report.salary_feed import make_report


@pytest.fixture
def engine(store, make):
    place = {"role": "Data Scientist", "language": "en"}
    american = [
        make(n, (100_000 + 2_000 * n, 140_000), company=f"F {n % 9}", country="US", **place)
        for n in range(24)
    ]
    here = place | {"country": "GB", "salary_currency": "GBP"}
    british = [make(f"gb{n}", (50_000, 90_000), company=f"G {n % 4}", **here) for n in range(12)]
    return store([*american, *british, make("no", None, country="NO", **place)])


def made(engine, **filters):
    options = replace(DEFAULT, filters=Filters(**filters))
    return make_report(stored_jobs(engine, filters=options.filters), options)


def test_a_country_without_a_median_says_why(engine):
    page = render(made(engine))
    assert "2 countries have no median" in page
    assert "United Kingdom: 12 with pay of 12 jobs, fewer than 6 employers<" in page
    assert "Norway: 1 job, too few" in page


def test_a_report_filtered_by_pay_says_what_that_does(engine):
    report = made(engine, min_pay=Decimal(120_000))
    for text in (render(report), report_markdown(report)):
        assert "upper end of pay from: 120,000 USD a year" in text
        assert "medians, shares and premiums say nothing about all jobs" in text
    assert "say nothing about all jobs" not in render(made(engine, country=("US",)))


def test_a_report_of_one_role_has_no_row_of_all_roles(engine):
    ids = [cell.id for cell in made(engine, role=("Data Scientist",)).figures.pay]
    assert ids
    assert all("role=Data%20Scientist" in each for each in ids)
    assert {cell.role for cell in made(engine).figures.pay} == {None, "Data Scientist"}


def test_a_narrowed_page_says_so_where_figures_stand(engine):
    report = made(
        engine, role=("Data Scientist",), company=("F 1", "F 2", *map("F {}".format, range(3, 9)))
    )
    words = "Data Scientist, at F 1 or F 2 or F 3 or F 4 or F 5 or F 6 or F 7 or F 8"
    for text in (render(report), report_markdown(report)):
        assert f"United States, {words}, USD a year" in text
        assert f"{words}, all jobs" in text
        assert "All jobs" not in text
        assert f"Who states pay, by place and level: only {words}" in text
    page = render(report)
    assert f"Median by job, United States, {words}</dt>" in page
    assert '"all": {"role": "Data Scientist"}' in page
    assert (
        "all jobs"
        not in render(made(engine))
        .split("<footer>")[0]
        .split('id="pay"')[1]
        .split("What was left")[0]
    )


def test_markdown_says_what_the_page_says_around_the_figures(store, make):
    place = {"role": "Data Scientist", "source": "himalayas"}
    jobs = [make(n, (100_000, 140_000), company=f"F {n}", country="US", **place) for n in range(12)]
    one = [make("no", None, country="NO", source="lever")]
    text = report_markdown(make_report(stored_jobs(store([*jobs, *one]))))
    assert "- Norway: 1 job, too few" in text
    assert "1 country has no median:" in text
    assert "**Himalayas**, 12 postings. Himalayas, <https://himalayas.app>. Terms: [" in text
    assert ", 1 posting." in text
    assert not re.search(r"\b1 (postings|jobs|cells|pairs|employers|countries)\b", text)
    assert "\u200b" not in text
    for part in (
        "## Method",
        "### What to keep in mind",
        "## Use and cite",
        "- Licence: ",
        "> Payband ",
    ):
        assert f"\n{part}" in text
    assert "](<salaries.csv>)" in text


def test_the_licence_is_told_by_source_as_the_data_package_has_it(store, make):
    sources = ("adzuna", "remotive", "greenhouse", "lever", "my-list")
    page = render(
        make_report(
            stored_jobs(
                store(
                    make(f"{source}{n}", (90_000, 110_000), source=source, country="US")
                    for source in sources
                    for n in range(3)
                )
            )
        )
    )
    licence = page.split('id="licence"')[1].split("</li>")[0]
    for source in sources[:-1]:
        assert source_of(source)["may_be_published"] in licence
    assert "<em>Greenhouse, Lever</em>: figures made of many postings" in licence
    assert "<em>Adzuna</em>: what the agreement of your own key allows" in licence
    assert "<em>my-list</em>: what the one who gave you the data allows" in licence
    assert "facts and figures may be reused" not in page


def test_half_of_the_jobs_state_the_median_or_less(store, make):
    place = {"country": "US", "level": "mid", "role": "Data Scientist"}
    jobs = [make(n, (90_000 + 1_000 * n,) * 2, company=f"F {n}", **place) for n in range(60)]
    page = render(make_report(stored_jobs(store(jobs))))
    assert "Half of the 60 jobs state $119,500 or less, half as much or more" in page


def test_each_missing_figure_has_its_own_reason(engine):
    page = render(made(engine))
    assert "No growth of pay yet: " in page
    assert "No time open yet: " in page
    assert "Net pay is left out" not in page


@pytest.mark.parametrize(
    ("share", "words"), [(0.997, "over 99%"), (1.0, "100%"), (0.99, "99%"), (0.5, "50%")]
)
def test_a_share_below_1_is_not_100_percent(share, words):
    assert still_open(share) == words


def test_one_of_a_kind_is_singular():
    assert [many(n, "job", "jobs") for n in (0, 1, 1_200)] == ["0 jobs", "1 job", "1,200 jobs"]


def test_a_wrong_day_is_told_in_words():
    with pytest.raises(click.BadParameter, match="2026-13-01 is no day: write one as 2026-11-30"):
        DAY.convert("2026-13-01", None, None)
