from datetime import UTC, datetime
from decimal import Decimal

import pytest

from models.vocab import Flag, Relevance, SalaryStatus
from pipeline.clean.employer.aliases import Aliases
from pipeline.publish.compare.population import (
    LEFT_OUT,
    NOT_COUNTED,
    flag_counts,
    population,
    why_left_out,
)

PAY = (100_000, 150_000)


@pytest.mark.parametrize(
    ("pay", "given", "reason"),
    [
        (PAY, {}, None),
        (PAY, {"ai_relevance": None}, None),
        (PAY, {"ai_relevance": Relevance.ADJACENT}, None),
        (PAY, {"ai_relevance": Relevance.NO}, "not_about"),
        (PAY, {"duplicate_of": "f" * 16}, "duplicate"),
        (PAY, {"duplicate_of": "f" * 16, "ai_relevance": Relevance.NO}, "duplicate"),
        (None, {}, "absent"),
        (None, {"salary_status": None}, "unread"),
        (None, {"salary_status": SalaryStatus.UNPARSED}, "unparsed"),
        (PAY, {"salary_status": SalaryStatus.FLAGGED}, "flagged"),
        ((PAY[0], None), {}, "one_sided"),
        ((None, PAY[1]), {}, "one_sided"),
        (PAY, {"annual_min_usd": None, "annual_max_usd": None}, "no_rate"),
        (PAY, {"annual_min": None, "annual_min_usd": None}, "no_year"),
        (
            PAY,
            dict.fromkeys(("annual_min", "annual_max", "annual_min_usd", "annual_max_usd")),
            "no_year",
        ),
    ],
)
def test_why_left_out(make, pay, given, reason):
    assert why_left_out(make(1, pay, **given)) == reason
    assert reason in {None, *NOT_COUNTED, *LEFT_OUT}


def test_every_posting_is_counted_once(make):
    rows = [
        make(1, PAY, role="Data Scientist", country="US"),
        make(2, PAY, duplicate_of="1"),
        make(3, PAY, ai_relevance="no"),
        make(4),
        make(5, PAY, salary_status="flagged", flags=(Flag.TOO_WIDE, Flag.PLACEHOLDER)),
        make(6, PAY, salary_status="flagged", flags=(Flag.PLACEHOLDER,), source="ashby"),
        make(7, (None, 5)),
    ]
    people = population(rows)
    assert people.total == len(rows) == people.used + sum(people.reasons.values())
    assert len(people.counted) == 5
    assert people.used == 1
    assert people.stating == 4
    assert flag_counts(people) == [("placeholder", 2), ("too_wide", 1)]
    assert people.sources == {"greenhouse": 6, "ashby": 1}


def test_flags_of_a_duplicate_do_not_count(make):
    people = population(
        [make(1, PAY, salary_status="flagged", flags=(Flag.TOO_WIDE,), duplicate_of="2")]
    )
    assert flag_counts(people) == []


def test_what_is_kept(make):
    row = make(1, (Decimal("100000.5"), 150000), company=" Quillmere ", role="R", level="mid")
    [kept] = population([row]).counted.to_dict("records")
    assert kept["midpoint"] == 125000.25
    assert kept["employer"] == "quillmere"
    assert (kept["role"], kept["level"]) == ("R", "mid")


@pytest.mark.parametrize(
    ("countries", "one"),
    [("US", "US"), ("US; US", "US"), ("US; CA", None), ("", None), (None, None)],
)
def test_a_job_in_several_countries_is_in_no_single_one(make, countries, one):
    counted = population([make(1, PAY, country=countries)]).counted
    assert list(counted["country"].dropna()) == ([one] if one else [])


def test_the_span_is_that_of_the_sightings(make):
    days = [datetime(2026, 10, day, tzinfo=UTC) for day in (3, 9, 28)]
    rows = [
        make(1, first_seen=days[1], last_seen=days[2], duplicate_of="x"),
        make(2, first_seen=days[0], last_seen=days[1]),
        make(3, first_seen=None, last_seen=None),
    ]
    people = population(rows)
    assert (people.since, people.until) == (days[0], days[2])


def test_nothing():
    people = population([])
    assert (people.total, people.used, people.stating, people.until) == (0, 0, 0, None)


def test_a_users_alias_counts_two_names_as_one_employer(make):
    rows = [make(1, PAY, company="Valley Water"), make(2, PAY, company="Tarnmoor Ltd")]
    one = population(rows, Aliases({"valleywater": "tarnmoor"})).counted
    assert set(one["employer"]) == {"tarnmoor"}
    assert set(population(rows).counted["employer"]) == {"tarnmoor", "valleywater"}
