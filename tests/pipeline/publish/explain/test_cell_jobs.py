"""The jobs of a cell are those that a report counts in it, cell by cell."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from models.vocab import Flag
from pipeline.cli.posting_ids import is_figure_id
from pipeline.errors import InputError, UsageError
from pipeline.figures.identity import figure_id, id_parts
from pipeline.figures.population import LEFT_OUT, REPEATED, population
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.filters.read_filters import read_filters
from pipeline.publish.explain.cell_id import cell_id
from pipeline.publish.explain.cell_jobs import cell_jobs, exported_cell_jobs
from pipeline.publish.export.export import export
from pipeline.publish.report.job_source import exported_jobs
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.salary_feed import currencies, salary_feed

PLACE = {"country": "US", "role": "Data Scientist", "level": "senior", "workplace": "remote"}
JULY = datetime(2026, 7, 1, tzinfo=UTC)
DALLAS = PLACE | {"city": "Dallas", "workplace": "hybrid"}
OF_CELLS = ("pay", "workplaces", "interns", "contracts")


@pytest.fixture
def people(make):
    counted = [make(n, (100_000 + n, 140_000), company=f"F {n % 8}", **PLACE) for n in range(12)]
    others = [
        make("absent", None, **PLACE),
        make("flagged", (1, 1), **PLACE, salary_status="flagged", flags=(Flag.PLACEHOLDER,)),
        make("intern", (50_000, 60_000), **PLACE, employment_type="internship"),
        make("part", (50_000, 60_000), **PLACE, employment_type="part_time"),
        make("rate", (50, 60), **PLACE, employment_type="contract", salary_period="hour"),
        make("twin", (100_000, 140_000), **PLACE, duplicate_of=counted[0].posting_id),
        make("two", (1, 1), **PLACE | {"country": "US; CA"}),
        make("german", (70_000, 80_000), **PLACE | {"country": "DE"}, salary_currency="EUR"),
        make("entry", (70_000, 80_000), **PLACE | {"level": "entry"}),
    ]
    return [*counted, *others]


def test_the_jobs_of_every_cell_are_as_many_as_the_report_says(people, store, tmp_path):
    engine = store(people)
    feed = salary_feed(report(engine, ReportFiles(tmp_path / "s.html").html))
    rows = [row for name in OF_CELLS for row in feed["figures"][name]]
    assert len(rows) > 12
    for row in rows:
        found = cell_jobs(engine, row["id"], feed=feed)
        assert len(found.counted) + len(found.without_pay) == row["all_jobs"], row["id"]
        assert row["jobs"] in (None, len(found.counted)), row["id"]
        if row["median_by_job"] is not None:
            assert f"{row['median_by_job']:,.0f} USD of {row['jobs']}" in found.published


def test_why_others_are_not_in_it(people, store):
    found = cell_jobs(store(people), "pay/year/country=US/level=senior/role=Data%20Scientist")
    assert [job.pay for job in found.counted[:2]] == [120_005.5, 120_005.0]
    assert {job.why for job in found.without_pay} == {"No pay stated", "Pay stated, not trusted"}
    assert [job.why for job in found.others] == [
        "Another posting of a job that is counted already",
        "Open in several countries",
        "Internships",
        "B2B and contract rates by the hour",
        "Part time and pro rata",
    ]
    assert not {job.posting_id for job in found.others} & {job.posting_id for job in found.counted}


def test_the_words_of_an_id_are_read_as_search_words():
    given = read_filters(role=["ML Engineer"], level=["junior"], country=["England"])
    found = cell_id("pay/year/role=ML Engineer/level=junior/country=England")
    assert found.conditions == given.conditions


def test_a_posting_in_further_rows_is_listed_as_often_as_the_report_counts_it(
    people, store, tmp_path
):
    file = tmp_path / "all.csv"
    export(store(people), file)
    head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    again = [row for row in rows if "senior" in row and "US" in row and "twin" not in row][:2]
    assert len(again) == 2
    file.write_text("".join((head, *rows, *again, again[0])), encoding="utf-8")
    counted = population(exported_jobs(file).jobs, currencies()).counts[REPEATED]
    others = exported_cell_jobs(file, "pay/year/country=US").others
    listed = [job for job in others if job.why == LEFT_OUT[REPEATED]]
    assert len(listed) == 3 == counted
    ids = [row.split(",")[0].strip('"') for row in (*again, again[0])]
    assert sorted(job.posting_id for job in listed) == sorted(ids)
    assert not exported_cell_jobs(file, "pay/year/country=US/level=entry").others


def test_what_is_not_in_a_cell_is_of_its_kind(people, store, make):
    (first,) = (each.posting_id for each in people if each.source_key == "intern")
    twin = make("i2", (5, 6), **PLACE, employment_type="internship", duplicate_of=first)
    monthly = PLACE | {"employment_type": "contract", "salary_period": "month"}
    rates = [make(f"c{n}", (5, 6), **monthly) for n in range(2)]
    engine = store([*people, twin, *rates])
    interns = cell_jobs(engine, "pay/year/country=US/level=intern")
    assert len(interns.counted) == 1
    assert [job.posting_id for job in interns.others] == [twin.posting_id]
    hourly = cell_jobs(engine, "pay/hour/country=US/level=senior")
    assert len(hourly.counted) == 1
    assert {job.posting_id for job in hourly.others} == {job.posting_id for job in rates}


def test_the_period_and_hours_are_those_of_a_report(people, store, make):
    seen = datetime(2023, 12, 30, tzinfo=UTC)
    old = make("old", (1, 2), **PLACE, first_seen=seen, last_seen=seen, closed_on=date(2024, 1, 1))
    engine = store([*people, old])
    hourly = cell_jobs(engine, "pay/hour/country=US")
    assert [job.pay for job in hourly.counted] == [55.0]
    assert (hourly.currency, hourly.unit) == ("USD", "hour")
    found = cell_jobs(engine, "pay/year/country=US")
    assert (found.since, found.until) == ("2025-10-29", "2026-10-28")
    assert "Not open in the period" in {job.why for job in found.others}


NARROWED = (
    Filters(city=("Dallas",)),
    Filters(
        role=("Data Scientist", "AI Governance, Safety & Policy"), workplace=("remote", "hybrid")
    ),
    Filters(role=("Data Scientist",), level=("senior", "entry"), workplace=("remote",)),
    Filters(level=("senior",), country=("US", "DE"), company=("F 1", "F 2", "F 3")),
    Filters(min_pay=Decimal(120_000), source=("greenhouse",)),
)


@pytest.mark.parametrize("filters", NARROWED, ids=lambda filters: "-".join(filters.conditions))
def test_the_id_of_a_narrowed_report_names_its_own_jobs(people, store, make, tmp_path, filters):
    texas = [make(f"d{n}", (90_000, 99_000), company=f"D {n}", **DALLAS) for n in range(7)]
    engine = store([*people, *texas])
    options = ReportOptions(filters=filters, usd=True)
    feed = salary_feed(report(engine, ReportFiles(tmp_path / "s.html").html, options))
    rows = [row for name in (*OF_CELLS, "usd") for row in feed["figures"][name]]
    whole = salary_feed(report(engine, ReportFiles(tmp_path / "all.html").html))
    before = {r["id"]: r for name in OF_CELLS for r in whole["figures"][name]}
    assert len(rows) > 3
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        found = cell_jobs(engine, row["id"])
        assert len(found.counted) + len(found.without_pay) == row["all_jobs"], row["id"]
        assert found.figures["median_by_job"] == row["median_by_job"], row["id"]
        if same := before.get(row["id"]):
            assert (same["jobs"], same["p25"]) == (row["jobs"], row["p25"]), "another figure's id"


def test_the_jobs_of_a_period_and_of_the_words_beside_an_id(people, store, make):
    old = make("old", (1_000, 3_000), **PLACE, closed_on=date(2026, 8, 1), last_seen=JULY,
               first_seen=JULY)  # fmt: skip
    engine = store([*people, old])
    summer = ReportOptions(pd.Timestamp("2026-06-30"), pd.Timestamp("2026-09-30"))
    found = cell_jobs(engine, "pay/year/country=US", options=summer)
    assert [job.pay for job in found.counted] == [2_000.0]
    words = Filters(level=("entry",), country=("US", "DE"))
    found = cell_jobs(engine, "pay/year/country=US", options=ReportOptions(filters=words))
    assert found.id == "pay/year/country=US/level=entry"
    assert [job.pay for job in found.counted] == [75_000.0]
    with pytest.raises(UsageError, match="is not of --country DE; leave that out"):
        cell_jobs(
            engine, "pay/year/country=US", options=ReportOptions(filters=Filters(country=("DE",)))
        )


def test_the_jobs_of_a_cell_of_an_exported_file(people, store, tmp_path):
    engine, table = store(people), tmp_path / "jobs.csv"
    export(engine, table)
    for name in ("pay/year/country=US", "pay/year/country=US/level=senior/workplace=remote"):
        one, other = cell_jobs(engine, name), exported_cell_jobs(table, name)
        assert one.counted == other.counted
        assert one.figures == other.figures


def test_each_job_has_the_text_its_pay_was_read_from(store, make):
    job = make(1, (90_000, 110_000), country="US", salary_text="$90k - $110k DOE")
    (found,) = cell_jobs(store([job]), "pay/year/country=US").counted
    assert found.stated == "$90k - $110k DOE"


def test_an_id_is_read_as_it_was_made():
    keys = {"role": ("Research Scientist (AI/ML)", "A, B"), "country": ("US",)}
    assert id_parts(figure_id("pay", "year", {**keys})) == ("pay", "year", keys)
    for text in ("USD 100k/year", "120-160K", "", "pay/year/what", "pay"):
        assert id_parts(text) is None or not is_figure_id(text)
    assert cell_id("offer/year/country=DE").id == "pay/year/country=DE"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("country=Germany", "country=DE"),
        ("country=deutschland", "country=DE"),
        ("country=de,AUT", "country=DE,AT"),
        ("role=data engineer", "role=Data%20Engineer"),
        ("role=DataEngineer", "role=Data%20Engineer"),
        ("role=ML Engineer", "role=Machine%20Learning%20Engineer"),
        ("status=Open/source=Lever eu", "source=lever_eu/status=open"),
        ("level=Senior/workplace=On-site", "level=senior/workplace=onsite"),
        ("currency=usd", "currency=USD"),
    ],
)
def test_an_id_may_have_names_in_any_spelling(written, meant):
    found = cell_id(f"pay/year/{written}")
    assert found.id == f"pay/year/{meant}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("compare/ratio/first=a/second=b", "the id must begin with pay/, offer/ or histogram/"),
        ("pay/year/land=US", "cells have no land"),
        ("pay/year/country=Germny", "did you mean 'Germany'"),
        ("pay/year/role=Data%20Scientst", "did you mean 'Data Scientist'"),
        ("pay/year/level=snior", "did you mean 'senior'"),
        ("pay/year/country=US/workplace=hybrid,remot", "did you mean 'remote'"),
        ("pay/year/since=May", "Invalid isoformat string"),
        ("pay/year/min_pay=much", "is no amount"),
    ],
)
def test_an_id_of_no_cell_is_refused(name, said):
    with pytest.raises(InputError, match=said):
        cell_id(name)
