# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pandas as pd
import pytest

from models.record import columns
from pipeline.figures.cell import Cell, cell_of
from pipeline.figures.comparisons import comparisons
from pipeline.figures.inference.sign_flip import sign_flip_interval
from pipeline.figures.population import population
from pipeline.figures.tables import (
    contract_cells,
    country_cells,
    intern_cells,
    table,
    usd_cells,
)

CURRENCIES = {"US": "USD", "DE": "EUR", "PL": "PLN"}
US: dict[str, str | None] = {"country": "US"}
COUNTS = ("jobs", "employers", "pairs", "largest_share", "effective_employers", "effective_jobs")


def cell(frame, **given):
    return cell_of(frame, US, currency="USD", **given)


def sampled(drawn, paid, seed=1, **given):
    amounts, employers = drawn(seed, **given)
    return paid(amounts, [f"employer {code}" for code in employers])


def test_a_cell_has_both_medians_with_their_intervals(drawn, paid):
    frame = sampled(drawn, paid, employers=60)
    amounts, employers = drawn(1, employers=60)
    found = cell(frame)
    known = sign_flip_interval(amounts, employers)
    assert found.id == "pay/year/country=US"
    assert found.median_by_job == np.median(amounts)
    assert (found.interval_low_by_job, found.interval_high_by_job) == (
        known.low,
        known.high,
    )
    assert found.interval_low_by_employer <= found.median_by_employer
    assert found.label_by_job in {"high", "medium", "low"}
    assert found.p25_interval_low <= found.p25 <= found.p25_interval_high < found.p75
    assert found.disclosure == 1
    assert found.few_drive is not None


def test_jobs_without_pay_count_in_all_jobs_and_disclosure(drawn, paid):
    frame = sampled(drawn, paid, employers=60)
    silent = frame.assign(pay=np.nan)
    found = cell(pd.concat([frame, silent]))
    assert (found.all_jobs, found.jobs, found.disclosure) == (2 * len(frame), len(frame), 0.5)


@pytest.mark.parametrize("n", [0, 1, 4])
def test_few_jobs_show_nothing_but_that(paid, n):
    found = cell(paid([100.0] * n, "ABCDE"[:n]))
    assert (found.label_by_job, found.label_by_employer) == ("<5", "<5")
    assert found.why_by_job
    assert [getattr(found, name) for name in COUNTS] == [None] * len(COUNTS)
    assert found.median_by_job is None
    assert found.all_jobs == n


def test_one_employer_shows_nothing(paid):
    found = cell(paid(np.arange(100.0, 200), ["A"] * 100))
    assert (found.label_by_job, found.label_by_employer) == ("<3 employers", "<3 employers")
    assert (found.jobs, found.median_by_employer) == (None, None)


def test_a_cell_in_between_shows_counts_only(paid):
    found = cell(paid([100.0] * 9, "AABBCCDEF"))
    assert (found.label_by_job, found.jobs, found.employers) == ("counts only", 9, 6)
    assert found.median_by_job is None
    assert found.p25 is None


def test_a_dominated_cell_has_a_median_by_employer_only(paid):
    amounts = [*[200.0] * 30, *range(100, 120)]
    found = cell(paid(amounts, [*"A" * 30, *map(str, range(20))]))
    assert (found.label_by_job, found.median_by_job) == ("counts only", None)
    assert "60%" in found.why_by_job
    assert found.median_by_employer == 110
    assert found.p25 is None


def test_tails_only_where_jobs_tell_enough(drawn, paid):
    many = cell(sampled(drawn, paid, employers=80, rho=0.0))
    assert many.effective_jobs >= 36
    assert many.p10 < many.p25
    assert many.p90 > many.p75
    few = cell(sampled(drawn, paid, employers=12, rho=0.9))
    assert few.effective_jobs < 36
    assert few.p10 is None


def test_where_words_leave_one_level_roles_are_compared_and_no_figure_is_there_twice(jobs, drawn):
    amounts, employers = drawn(1)
    one = jobs(amounts, employers.astype(str))
    two = jobs(2 * amounts, employers.astype(str), role="Data Analyst")
    rows = pd.concat([one, two.assign(posting_id=[f"a{i}" for i in range(len(amounts))])])
    used = population(rows, CURRENCIES).salaried
    cells = country_cells(used, CURRENCIES, conditions={"level": ("senior",), "city": ("Reno",)})
    assert [c.id for c in cells] == [
        "pay/year/city=Reno/country=US/level=senior",
        "pay/year/city=Reno/country=US/level=senior/role=Data%20Analyst",
        "pay/year/city=Reno/country=US/level=senior/role=Data%20Scientist",
    ]
    whole = country_cells(used, CURRENCIES)
    assert [c.median_by_job for c in cells] == [
        c.median_by_job for c in whole if c.level == "senior"
    ]
    (pair,) = comparisons(used, cells).itertuples()
    assert (pair.first, pair.second) == (cells[1].id, cells[2].id)
    assert pair.ratio == pytest.approx(2)


def test_countries_come_in_their_own_currency_largest_first(jobs, drawn):
    amounts, employers = drawn(1)
    us = jobs(amounts, employers.astype(str))
    de = jobs(amounts[:40], employers[:40].astype(str), country="DE", salary_currency="EUR")
    rows = pd.concat([de.assign(posting_id=[f"d{i}" for i in range(40)]), us])
    cells = country_cells(population(rows, CURRENCIES).salaried, CURRENCIES)
    assert [(c.country, c.currency) for c in cells if not c.role and not c.level] == [
        ("US", "USD"), ("DE", "EUR"),
    ]  # fmt: skip
    assert {c.id for c in cells if c.country == "DE"} == {
        "pay/year/country=DE",
        "pay/year/country=DE/role=Data%20Scientist",
        "pay/year/country=DE/level=senior",
        "pay/year/country=DE/level=senior/role=Data%20Scientist",
    }


def test_interns_and_contract_rates_stand_apart(jobs):
    rows = jobs(np.arange(100_000, 100_020), [str(n % 7) for n in range(20)])
    kinds = [
        rows.assign(level="intern"),
        rows.assign(employment_type="contract", salary_period="hour"),
        rows.assign(facts="b2b", salary_period="day"),
        rows,
    ]
    every = pd.concat(kinds)
    people = population(every.assign(posting_id=[str(n) for n in range(80)]), CURRENCIES)
    assert [c.jobs for c in country_cells(people.salaried, CURRENCIES)] == [20] * 4
    assert {c.level for c in intern_cells(people, CURRENCIES)} == {"intern"}
    contracts = contract_cells(people, CURRENCIES)
    assert {c.unit for c in contracts} == {"hour", "day"}
    assert {c.jobs for c in contracts} == {20}


def test_usd_across_countries_only_when_asked_for(jobs):
    rows = pd.concat(
        [
            jobs([100.0] * 12, "ABCDEFGHIJKL"),
            jobs([200.0] * 12, "ABCDEFGHIJKL", country="DE", salary_currency="EUR"),
        ]
    )
    rows["posting_id"] = [str(n) for n in range(24)]
    cells = usd_cells(population(rows, CURRENCIES).salaried)
    assert (cells[0].currency, cells[0].country, cells[0].jobs) == ("USD", None, 24)


def test_no_job_makes_tables_of_no_row():
    people = population(pd.DataFrame(), CURRENCIES)
    assert country_cells(people.salaried, CURRENCIES) == ()
    assert contract_cells(people, CURRENCIES) == intern_cells(people, CURRENCIES) == ()
    (whole,) = usd_cells(people.salaried)
    assert (whole.all_jobs, whole.label_by_job) == (0, "<5")
    frame = table(())
    assert list(frame.columns) == [c.name for c in columns(Cell)]
    assert str(frame["median_by_job"].dtype) == "float64"


def test_order_repeats_and_the_unit_of_currency_change_nothing(jobs, drawn):
    amounts, employers = drawn(3)
    rows = jobs(amounts, employers.astype(str))

    def cells(frame):
        return table(country_cells(population(frame, CURRENCIES).salaried, CURRENCIES))

    known = cells(rows)
    pd.testing.assert_frame_equal(cells(rows.sample(frac=1, random_state=2)), known)
    pd.testing.assert_frame_equal(cells(pd.concat([rows, rows])), known)
    money = [c for c in rows.columns if c.startswith(("annual", "salary_m"))]
    scaled = cells(rows.assign(**{name: rows[name] * 4 for name in money}))
    paid_columns = [c.name for c in columns(Cell) if c.unit == "currency per unit"]
    pd.testing.assert_frame_equal(
        scaled.drop(columns=paid_columns), known.drop(columns=paid_columns)
    )
    assert np.allclose(scaled[paid_columns], known[paid_columns] * 4, equal_nan=True, rtol=1e-12)
