from typing import Any

import pandas as pd
import pytest

from pipeline.figures.job import Job, job_frame
from pipeline.figures.population import COUNTED, KEPT_APART, LEFT_OUT, NO_PAY, population

CURRENCIES = {"US": "USD", "DE": "EUR", "PL": "PLN"}
N = 3

# What a job must have to be left out, kept apart or without pay, by reason.
CASES: dict[str, dict[str, Any]] = {
    "repeated": {"posting_id": f"{0:016x}"},
    "duplicate": {"duplicate_of": "00"},
    "by_hand": {"left_out": True},
    "no_title": {"title": None},
    "not_about": {"ai_relevance": "no"},
    "not_known": {"ai_relevance": None},
    "undated": {"last_seen": None, "first_seen": None, "posted_on": None},
    "not_open": {"last_seen": "2024-01-01", "first_seen": "2023-01-01", "posted_on": "2023-01-01"},
    "no_employer": {"employer": None},
    "several_countries": {"country": "US; CA"},
    "no_country": {"country": None},
    "intern": {"level": "intern"},
    "contract_hour": {"employment_type": "contract", "salary_period": "hour"},
    "contract_day": {"facts": "super_included; b2b", "salary_period": "day"},
    "contract_other": {"employment_type": "freelance", "salary_period": "month"},
    "part_time": {"facts": "pro_rata"},
    "unread": {"salary_status": None},
    "absent": {"salary_status": "absent"},
    "unparsed": {"salary_status": "unparsed"},
    "flagged": {"salary_status": "flagged"},
    "net": {"net": True},
    "other_currency": {"salary_currency": "EUR"},
    "one_sided": {"salary_max": None},
    "no_year": {"annual_mid": None},
}


def people(frame, **given):
    return population(frame, CURRENCIES, **given)


def with_case(jobs, reason, n=N):
    good = jobs([100_000, 110_000], "XY")
    bad = jobs([90_000] * n, "ABC"[:n]).assign(
        **{"posting_id": [f"bad{i}" for i in range(n)], **CASES[reason]}
    )
    return pd.concat([good, job_frame(bad)])


@pytest.mark.parametrize("reason", CASES)
def test_every_exclusion_is_counted_by_its_reason(jobs, reason):
    found = people(with_case(jobs, reason))
    assert {name: n for name, n in found.counts.items() if n} == {reason: N}
    assert len(found.salaried) == (2 + N if reason in NO_PAY else 2)
    assert found.salaried["pay"].dropna().tolist() == [100_000, 110_000]
    assert found.total == 2 + N


@pytest.mark.parametrize("reason", CASES)
def test_some_columns_are_enough_to_count(jobs, reason):
    rows = with_case(jobs, reason)
    whole, some = people(rows), people(rows[[*COUNTED]])
    assert (some.counts, some.flags, some.total) == (whole.counts, whole.flags, whole.total)
    assert (some.since, some.until) == (whole.since, whole.until)
    assert some.salaried["pay"].equals(whole.salaried["pay"])


def test_the_cases_are_all_the_reasons():
    assert list(CASES) == [*LEFT_OUT, *KEPT_APART, *NO_PAY]


def test_interns_and_contract_rates_have_frames_of_their_own(jobs):
    rows = pd.concat([with_case(jobs, "intern"), with_case(jobs, "contract_hour")])
    rows["posting_id"] = [f"{i}" for i in range(len(rows))]
    hourly = rows["salary_period"] == "hour"
    rows.loc[hourly, ["salary_min", "salary_max"]] = [50.0, 70.0]
    found = people(rows)
    assert found.interns["pay"].tolist() == [90_000] * N
    assert found.hourly["pay"].tolist() == [60] * N
    assert found.daily.empty


def test_employees_paid_by_the_hour_are_in_the_annual_tables(jobs):
    found = people(jobs([90_000], "A", salary_period="hour", employment_type="full_time"))
    assert found.salaried["pay"].tolist() == [90_000]


@pytest.mark.parametrize(
    ("first", "last", "closed", "open_then"),
    [
        ("2026-01-01", "2026-03-01", None, True),
        ("2025-01-01", "2026-01-10T12:00:00Z", None, True),
        ("2025-01-01", "2026-01-09T23:00:00Z", None, False),
        ("2026-03-31T23:00:00Z", "2026-05-01", None, True),
        ("2026-04-01", "2026-05-01", None, False),
        ("2025-01-01", "2025-12-01", "2026-01-10", True),
        ("2025-01-01", "2025-12-01", "2026-01-09", False),
    ],
)
def test_counted_is_a_job_open_at_any_time_of_the_period(jobs, first, last, closed, open_then):
    rows = jobs([1.0], "A", posted_on=None, first_seen=first, last_seen=last, closed_on=closed)
    since, until = pd.Timestamp("2026-01-10"), pd.Timestamp("2026-03-31")
    assert len(people(rows, since=since, until=until).salaried) == open_then


@pytest.mark.parametrize(
    ("posted", "first", "open_then"),
    [
        ("2026-03-31", "2026-04-15", True),
        ("2026-04-01", "2026-04-15", False),
        ("2025-06-01", "2026-04-15", True),
        ("2026-04-20", "2026-04-15", False),
        ("2026-04-20", "2026-03-15", True),
        ("2026-03-31", None, True),
        (None, "2026-04-15", False),
    ],
)
def test_a_job_is_open_from_its_day_of_posting_if_it_was_seen_later(jobs, posted, first, open_then):
    last = "2026-05-01" if first else None
    rows = jobs([1.0], "A", posted_on=posted, first_seen=first, last_seen=last)
    since, until = pd.Timestamp("2026-01-10"), pd.Timestamp("2026-03-31")
    assert len(people(rows, since=since, until=until).salaried) == open_then


def test_a_job_without_any_day_is_left_out_by_a_reason_of_its_own(jobs):
    undated = jobs([1.0], "A", posted_on=None, first_seen=None, last_seen=None)
    for days in ({}, {"since": pd.Timestamp("2026-01-01"), "until": pd.Timestamp("2026-03-31")}):
        counts = people(undated, **days).counts
        assert (counts["undated"], counts["not_open"]) == (1, 0)


def test_by_default_the_period_is_twelve_months_to_the_last_sighting(jobs):
    found = people(jobs([1.0], "A", last_seen="2026-06-30T23:10:00Z"))
    assert (found.since, found.until) == (pd.Timestamp("2025-07-01"), pd.Timestamp("2026-06-30"))


def test_an_empty_frame_is_a_population_of_none():
    found = people(pd.DataFrame())
    assert (found.total, len(found.salaried), found.since) == (0, 0, None)
    assert set(found.counts.values()) == {0}
    assert list(found.salaried.columns[:3]) == ["posting_id", "source", "employer"]


def test_repeated_rows_count_once_and_order_changes_nothing(jobs):
    rows = with_case(jobs, "net")
    twice = pd.concat([rows, rows.sample(frac=1, random_state=1)])
    pd.testing.assert_frame_equal(people(twice).salaried, people(rows).salaried)


def test_a_column_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="annual_mid"):
        job_frame(pd.DataFrame({"annual_mid": ["much"]}))


def test_the_frame_has_every_declared_column():
    assert set(job_frame(pd.DataFrame()).columns) == set(Job.__slots__)
