"""Jobs of a store as a frame: typed, one row a posting, equal on both databases."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from models.record import columns
from models.vocab import Flag
from pipeline.figures.job import Job
from pipeline.publish.report.job_source import stored_jobs

SEEN = datetime(2026, 10, 28, 6, 30, 15, tzinfo=UTC)


@pytest.fixture
def postings(make):
    paid = {"salary_period": "year", "annual_min_usd": Decimal("1.5"), "annual_max_usd": 2}
    return [
        make("b", (Decimal("100000.25"), 120_000), company="Acme, Inc.", country="US; CA", **paid),
        make("a", company="acme inc", last_seen=SEEN, posted_on=date(2026, 5, 1), language="en"),
        make("c", (1, 2), salary_status="flagged", flags=(Flag.TOO_WIDE, Flag.PLACEHOLDER)),
        make("d", company="", skills=("Python", "SQL"), rules_version="0.2", source="ashby"),
        make("e", (5, 6), duplicate_of=make("a").posting_id, fx_date=date(2026, 10, 2)),
    ]


def test_the_frame_has_the_columns_of_job(store, postings):
    found = stored_jobs(store(postings))
    assert list(found.jobs.columns) == [c.name for c in columns(Job)]
    rows = found.jobs.set_index("posting_id")
    one, two, three, four, five = (rows.loc[each.posting_id] for each in postings)
    assert one["employer"] == two["employer"] == "acme"
    assert (one["salary_min"], one["annual_mid"], one["annual_mid_usd"]) == (
        100_000.25, 110_000.125, 1.75,
    )  # fmt: skip
    assert one["country"] == "US; CA"
    assert (two["last_seen"], two["posted_on"]) == (
        pd.Timestamp("2026-10-28 06:30:15"), pd.Timestamp("2026-05-01"),
    )  # fmt: skip
    assert set(three["flags"].split("; ")) == {"too_wide", "placeholder"}
    assert pd.isna(four["employer"])
    assert [two["described"], three["described"], four["described"]] == [True, False, True]
    assert five["duplicate_of"] == postings[1].posting_id


def test_where_the_jobs_are_from(store, postings):
    found = stored_jobs(store(postings))
    assert found.rules == ("0.1+abc", "0.2")
    assert found.sources == {"greenhouse": 4, "ashby": 1}
    assert (found.rates, found.lent) == ("2026-10-02", 1)
    assert found.names["acme"] == "Acme, Inc."


def test_a_job_has_the_pay_of_the_posting_that_states_it(store, postings):
    rows = stored_jobs(store(postings)).jobs.set_index("posting_id")
    first = rows.loc[postings[1].posting_id]
    assert (first["salary_status"], first["annual_mid"]) == ("ok", 5.5)


def test_an_empty_store_gives_an_empty_frame(store):
    found = stored_jobs(store([]))
    assert (len(found.jobs), found.rules, found.rates, found.sources) == (0, (), "", {})


def test_both_databases_give_the_same_frame(store, postings, postgres_url):
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    one, other = stored_jobs(store(postings)), stored_jobs(store(postings, url))
    pd.testing.assert_frame_equal(one.jobs, other.jobs)
    assert (one.rules, one.rates, one.sources) == (other.rules, other.rates, other.sources)
