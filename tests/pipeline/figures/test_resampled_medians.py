import numpy as np
import pytest

from pipeline.figures.amounts import Amounts, amounts_of
from pipeline.figures.inference.quantiles import weighted_quantile
from pipeline.figures.inference.random_stream import resamples
from pipeline.figures.inference.woodruff import share_error, share_errors
from pipeline.figures.resampled_medians import (
    MOST_UNITS,
    resampled_medians,
    unit_count,
    units_of,
)


@pytest.mark.parametrize(("employers", "most"), [(8, 6), (40, 12), (60, 60)])
def test_a_median_is_numpy_s_of_the_jobs_drawn(drawn, paid, employers, most):
    amounts, codes = drawn(3, employers=employers, most=most)
    found = amounts_of(paid(amounts, [f"e{code:02}" for code in codes]))
    counts = resamples(1, len(found.names), 200)
    units = units_of(found.names, list(found.names))
    for mine, count in zip(resampled_medians(found, units, counts), counts, strict=True):
        assert mine == pytest.approx(
            np.median(np.repeat(found.amounts, count[found.employers].astype(int)))
        )
    sizes = np.bincount(found.employers)
    weighted = resampled_medians(found, units, counts, by_employer=True)
    for mine, count in zip(weighted, counts, strict=True):
        weights = (count / sizes)[found.employers]
        assert mine == weighted_quantile(found.amounts, weights, 0.5)


def test_a_resample_without_a_job_has_no_median(paid):
    found = amounts_of(paid(np.arange(1.0, 301), ["A", "B", "C"] * 100))
    medians = resampled_medians(found, np.arange(3), np.array([[0, 0, 0], [1, 0, 0]]))
    assert np.isnan(medians[0])
    assert medians[1] == np.median(found.amounts[found.employers == 0])


def test_many_employers_are_dealt_into_units_that_vary_alike():
    every = [f"e{n:05}" for n in range(5 * MOST_UNITS)]
    units = units_of(tuple(every), every)
    assert np.bincount(units).tolist() == [5] * MOST_UNITS == [5] * unit_count(every)
    assert units_of(("b",), ["a", "b", "c"]).tolist() == [1]
    amounts = np.random.default_rng(4).lognormal(11, 0.35, len(every))
    found = Amounts(np.sort(amounts), np.arange(len(every)), tuple(every), 0, amounts, amounts)
    by_unit = resampled_medians(found, units, resamples(1, MOST_UNITS, 400))
    one_by_one = resampled_medians(found, np.arange(len(every)), resamples(1, len(every), 400))
    assert by_unit.std() == pytest.approx(one_by_one.std(), rel=0.12)
    assert by_unit.mean() == pytest.approx(one_by_one.mean(), rel=0.002)


def test_share_errors_are_those_of_each_point(drawn):
    amounts, employers = drawn(5)
    points = sorted({*np.quantile(amounts, [0.1, 0.5, 0.9]), float(amounts[0])})
    one_by_one = [
        share_error((amounts < x) + 0.5 * (amounts == x), employers) for x in [*points, points[-1]]
    ]
    assert share_errors(amounts, employers, [*points, points[-1]]) == pytest.approx(one_by_one)
