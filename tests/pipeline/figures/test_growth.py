import numpy as np
import pandas as pd
import pytest

from pipeline.figures.growth import growth
from pipeline.figures.job import job_frame

YEARLY = 0.04
MONTHS, ROLES, COUNTRIES, JOBS = 24, 10, ("US", "DE"), 150


@pytest.fixture(scope="module")
def planted():
    """24 months, 40 cells of 30 jobs and more, noise 0.05; seniors grow from 20% to 50%."""
    random, parts = np.random.default_rng(11), []
    for at, month in enumerate(pd.period_range("2024-07", periods=MONTHS, freq="M")):
        seniors = round(JOBS * (0.2 + 0.3 * at / (MONTHS - 1)))
        for role in range(ROLES):
            for country in COUNTRIES:
                senior = np.arange(JOBS) < seniors
                logs = np.log(1e5 + 3e3 * role) + np.log(1.8) * senior
                logs = logs + np.log1p(YEARLY) * at / 12 + 0.05 * random.standard_normal(JOBS)
                part = {"pay": np.exp(logs), "level": np.where(senior, "senior", "mid")}
                part |= {"employer": random.integers(0, 60, JOBS).astype(str)}
                part |= {"posted_on": month.to_timestamp() + pd.Timedelta(days=9)}
                part |= {"first_seen": month.to_timestamp() + pd.Timedelta(days=10)}
                parts.append(pd.DataFrame(part).assign(role=f"role {role}", country=country))
    return job_frame(every := pd.concat(parts, ignore_index=True)).assign(pay=every["pay"])


@pytest.fixture(scope="module")
def found(planted):
    return growth(planted).months


def test_planted_growth_is_found_where_the_pooled_median_is_off(planted, found):
    month = planted["posted_on"].dt.to_period("M").astype(str)
    pooled = planted.groupby(month)["pay"].median()
    assert abs(pooled["2026-06"] / pooled["2025-06"] - 1 - YEARLY) > 0.05
    known = found["three_months"].dropna()
    assert known.iloc[-1] == pytest.approx(YEARLY, abs=0.003)
    assert known.mean() == pytest.approx(YEARLY, abs=0.001)
    assert (known - YEARLY).abs().max() < 0.005
    assert found["cells"].min() == 40
    months = [f"2025-{n:02}" for n in range(7, 13)] + [f"2026-{n:02}" for n in range(1, 7)]
    assert found["month"].tolist() == months


def test_the_interval_is_of_the_mean_of_three_months(found):
    assert found["three_months"].isna().tolist() == [True] * 2 + [False] * 10
    known = found.dropna()
    assert (known["interval_low"] < known["three_months"]).all()
    assert (known["three_months"] < known["interval_high"]).all()
    assert ((known["interval_low"] < YEARLY) & (known["interval_high"] > YEARLY)).mean() >= 0.8
    assert (known["interval_high"] - known["interval_low"]).max() < 0.03


def test_cells_that_are_not_there_in_both_months_do_not_count(planted):
    some = planted[planted["role"].isin(["role 2", "role 3"])]
    late = some[(some["role"] != "role 3") | (some["posted_on"] >= "2025-07-01")]
    assert growth(late).months["cells"].max() == 4


def test_a_short_history_shows_nothing_and_says_so(planted, paid):
    short = planted[planted["posted_on"] < "2024-12-01"]
    for frame in (short, paid([], []), paid([1.0], "A")):
        found = growth(frame)
        assert found.months.empty
        assert "six months" in found.why
    year = planted[planted["posted_on"] < "2025-07-01"]
    assert "12 months apart" in growth(year).why


def test_old_jobs_of_a_young_store_are_no_history(planted):
    young = planted.assign(first_seen=pd.Timestamp("2026-06-20"))
    assert growth(young).why == "fewer than six months of history"


def test_order_and_currency_change_nothing(planted):
    some = planted[planted["role"].isin(["role 1", "role 2"])]
    known = growth(some, lag=6).months
    again = some.sample(frac=1, random_state=1)
    again = again.assign(pay=again["pay"] * np.where(again["country"] == "DE", 4, 1))
    pd.testing.assert_frame_equal(growth(again, lag=6).months, known)
