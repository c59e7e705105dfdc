import numpy as np
import pandas as pd
import pytest

from pipeline.figures.time_open import time_open

START = pd.Timestamp("2026-01-01")
LISTS_ALL = ["acme-board"]


@pytest.fixture
def spans(jobs):
    """Jobs by day posted, day first seen, last day seen and whether it closed the day after."""

    def made(rows, **given):
        posted, seen, last, closed = (list(column) for column in zip(*rows, strict=True))
        days = [START + pd.to_timedelta(values, unit="D") for values in (posted, seen, last)]
        gone = [
            day + pd.Timedelta(days=2) if c else None
            for day, c in zip(days[2], closed, strict=True)
        ]
        n = len(rows)
        return jobs(
            [1.0] * n,
            [str(i) for i in range(n)],
            posted_on=days[0],
            first_seen=days[1],
            last_seen=days[2],
            absent_since=gone,
            closed_on=gone,
            **given,
        )

    return made


LONG = [(0, 0, 300, False)] * 10


def test_the_curve_by_hand(spans):
    # 20 jobs from day 0: 2 close after 10 days (seen until 9, absent from 11), 3 after 20
    rows = [*LONG, *[(0, 0, 9, True)] * 2, *[(0, 0, 19, True)] * 3, *[(0, 0, 14, False)] * 5]
    found = time_open(spans(rows), LISTS_ALL)
    assert found.curve["day"].tolist() == [10, 20]
    assert found.curve["at_risk"].tolist() == [20, 13]
    assert found.curve["open"].tolist() == pytest.approx([18 / 20, 18 / 20 * 10 / 13])
    assert (found.first_day, found.jobs, found.closed) == (0, 20, 5)
    assert found.median is None


def test_a_job_found_late_counts_from_then(spans):
    # 10 more, posted 50 days before they were seen: they are not at risk before age 50
    rows = [*LONG, *[(0, 0, 9, True)] * 10, *[(0, 50, 99, True)] * 10]
    found = time_open(spans(rows), LISTS_ALL)
    assert found.curve["at_risk"].tolist() == [20, 20]
    assert found.curve["open"].tolist() == pytest.approx([0.5, 0.25])
    assert found.median == 10


def test_late_entry_finds_the_planted_time(spans):
    """Exponential lives of 60 days, watched only from day 100 on."""
    random = np.random.default_rng(6)
    posted = random.integers(0, 500, 3_000)
    ended = posted + np.round(random.exponential(60, 3_000)).astype(int)
    rows = [
        (p, max(p, 100), min(e - 1, 500), e <= 500)
        for p, e in zip(posted, ended, strict=True)
        if e - 1 >= max(p, 100)
    ]
    found = time_open(spans(rows), LISTS_ALL)
    assert found.median == pytest.approx(60 * np.log(2), abs=3)


def test_only_sources_that_list_everything_tell(spans):
    frame = spans([*LONG, *[(0, 0, 9, True)] * 10])
    assert time_open(frame, LISTS_ALL).closed == 10
    assert time_open(frame, ["another"]).why


def test_the_curve_begins_and_ends_where_ten_are_at_risk(spans):
    rows = [*[(0, 30, 200, False)] * 9, *[(0, 0, 9, True)] * 3, *[(0, 30, 39, True)] * 4]
    found = time_open(spans([*rows, *[(150, 150, 200, False)] * 3]), LISTS_ALL)
    assert found.first_day == 30
    assert found.curve["day"].tolist() == [40]


def test_too_little_says_so(spans, jobs):
    short = spans([(0, 0, 182, False)] * 12)
    assert "six months" in time_open(short, LISTS_ALL).why
    few = spans([(0, 0, 300, True)] * 9)
    assert "fewer than 10" in time_open(few, LISTS_ALL).why
    found = time_open(jobs([], []), LISTS_ALL)
    assert found.curve.empty
    assert found.why
