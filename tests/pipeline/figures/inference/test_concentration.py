from dataclasses import astuple

import numpy as np
import pytest

from pipeline.figures.amounts import amounts_of
from pipeline.figures.inference.concentration import (
    NONE,
    concentration,
    correlation,
    effective_jobs,
)


def plain_anova(amounts, employers):
    logs = [np.log(amounts[employers == e]) for e in range(employers.max() + 1)]
    n, e = len(amounts), len(logs)
    grand = np.log(amounts).mean()
    within = sum(((each - each.mean()) ** 2).sum() for each in logs) / (n - e)
    between = sum(len(each) * (each.mean() - grand) ** 2 for each in logs) / (e - 1)
    size = (n - sum(len(each) ** 2 for each in logs) / n) / (e - 1)
    return min(1, max(0, (between - within) / (between + (size - 1) * within)))


@pytest.mark.parametrize("seed", range(10))
def test_the_correlation_is_one_way_anova_s(seed, drawn):
    amounts, employers = drawn(seed, rho=seed / 10)
    assert correlation(amounts, employers) == pytest.approx(plain_anova(amounts, employers))


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6, 0.9])
def test_the_correlation_finds_the_planted_one(rho, drawn):
    found = [correlation(*drawn(seed, employers=100, rho=rho)) or 0.0 for seed in range(20)]
    assert np.mean(found) == pytest.approx(rho, abs=0.05)


def test_it_is_clipped_and_unknown_for_too_few_jobs(drawn):
    apart = np.tile([100.0, 200], 20), np.repeat(np.arange(20), 2)
    assert correlation(*apart) == 0
    assert correlation(np.repeat([100.0, 200, 300], 8), np.repeat([0, 1, 2], 8)) == 1
    for same in (1.0, 5.0):  # log(1) is 0: no rounding
        assert correlation(np.full(30, same), np.repeat(np.arange(10), 3)) == 1
    assert correlation(*drawn(0, employers=30, most=1)) is None
    assert correlation(np.arange(1.0, 30), np.zeros(29, dtype=int)) is None


def test_ten_jobs_beyond_one_an_employer_are_enough():
    amounts = np.linspace(50.0, 90, 12)
    assert correlation(amounts, np.arange(12) % 2) is not None
    assert correlation(amounts[:11], np.arange(11) % 2) is None


def test_effective_jobs_by_hand():
    # m = 5, rho 0.5: asin(0.5) = pi / 6, so 2/pi * pi/6 = 1/3 and n / (1 + 4/3)
    assert effective_jobs(70, 5, 0.5) == pytest.approx(30)
    assert effective_jobs(70, 5, 0) == 70
    assert effective_jobs(70, 5, 1) == pytest.approx(14)
    assert effective_jobs(70, 1, 0.9) == 70


def test_effective_jobs_are_what_the_median_feels():
    """The variance of the share below the median, against that of independent jobs."""
    random, rho, employers, size = np.random.default_rng(7), 0.6, 40, 5
    own = np.sqrt(rho) * random.standard_normal((4_000, employers, 1))
    logs = own + np.sqrt(1 - rho) * random.standard_normal((4_000, employers, size))
    variance = (logs < 0).mean(axis=(1, 2)).var()
    n_eff = effective_jobs(employers * size, size, rho)
    assert 0.25 / variance == pytest.approx(n_eff, rel=0.05)


def test_counts_by_hand(paid):
    # A: 3 jobs of one range, B: 2 of two, C: 1
    frame = paid([100, 100, 100, 90, 120, 70], "AAABBC")
    found = amounts_of(frame)
    counts = concentration(found.amounts, found.employers, found.pairs)
    assert (counts.jobs, counts.employers, counts.pairs) == (6, 3, 4)
    assert counts.largest_share == 0.5
    assert counts.effective_employers == pytest.approx(36 / 14)
    # too few for a correlation of its own: the jobs of an employer count as one
    assert counts.effective_jobs == pytest.approx(6 / (14 / 6))
    pooled = concentration(found.amounts, found.employers, found.pairs, pooled=0.0)
    assert pooled.effective_jobs == 6


def test_no_job_is_none():
    assert concentration(np.empty(0), np.empty(0, dtype=int), 0) == NONE
    assert astuple(NONE) == (0, 0, 0, 0, 0, 0)
