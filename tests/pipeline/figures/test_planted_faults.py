"""2,000 stated texts of pay, 5% each with one of six faults, from the text to the median."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from models.vocab import SalaryStatus
from pipeline import read_pay
from pipeline.figures.population import population
from pipeline.figures.tables import country_cells

N = 2_000
USD = {"US": "USD"}


def stated(low, high):
    return f"${low:,.0f} - ${high:,.0f} a year"


FAULTS = {
    "monthly as yearly": lambda low, high: stated(low / 12, high / 12),
    "hourly as yearly": lambda low, high: stated(low / 2_080, high / 2_080),
    "times 1,000": lambda low, high: stated(low * 1_000, high * 1_000),
    "placeholder": lambda _low, _high: "$111,111 - $111,111 a year",
    "swapped ends": lambda low, high: stated(high, low),
    "OTE as base": lambda low, high: f"OTE {stated(low * 1.6, high * 1.6)}",
}


@pytest.fixture(scope="module")
def corpus():
    """Each job's text, its fault (or none), and its true middle."""
    random = np.random.default_rng(12)
    middles = np.round(150_000 * np.exp(0.3 * random.standard_normal(N)), -3)
    faults = [[*FAULTS][n // (N // 20)] if n < 6 * N // 20 else "" for n in range(N)]
    rows = []
    for middle, fault in zip(middles, random.permutation(faults), strict=True):
        low, high = round(middle * 0.88, -2), round(middle * 1.12, -2)
        text = FAULTS.get(fault, stated)(low, high)
        rows.append((text, str(fault), (low + high) / 2, int(random.integers(0, 200))))
    return rows


@pytest.fixture(scope="module")
def read(corpus):
    rows = []
    for n, (text, fault, true, employer) in enumerate(corpus):
        reading = read_pay(text, country="US")
        band = reading.band
        row: dict[str, Any] = {
            "posting_id": f"{n:016x}",
            "employer": f"e{employer}",
            "country": "US",
            "title": "Data Engineer",
            "ai_relevance": "core",
        }
        row |= {"salary_status": str(reading.status), "fault": fault, "true": true}
        row |= {"first_seen": "2026-06-01", "last_seen": "2026-06-30"}
        if band is not None and band.annual_min is not None and band.annual_max is not None:
            row |= {"salary_currency": band.currency, "salary_period": band.period}
            row |= {"salary_min": band.min, "salary_max": band.max}
            row |= {"annual_min": float(band.annual_min), "annual_max": float(band.annual_max)}
            row["annual_mid"] = (row["annual_min"] + row["annual_max"]) / 2
        rows.append(row)
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    "fault",
    FAULTS,
)
def test_95_of_100_of_each_planted_fault_are_flagged(read, fault):
    mine = read[read["fault"] == fault]
    assert len(mine) == N // 20
    assert (mine["salary_status"] == SalaryStatus.FLAGGED).mean() >= 0.95


def test_of_good_ones_at_most_one_in_100_is(read):
    assert (read[read["fault"] == ""]["salary_status"] != SalaryStatus.OK).mean() <= 0.01


def test_the_medians_are_within_a_hundredth_of_the_truth(read):
    people = population(read, USD)
    (whole,) = country_cells(people.salaried, USD)
    good = read[read["fault"] == ""]
    assert whole.median_by_job == pytest.approx(good["true"].median(), rel=0.01)
    assert whole.median_by_job == pytest.approx(read["true"].median(), rel=0.01)
    typical = read.groupby("employer")["true"].median().median()
    assert whole.median_by_employer == pytest.approx(typical, rel=0.02)
    assert people.counts["flagged"] == pytest.approx(6 * N // 20, rel=0.05)
