import numpy as np
import pytest

from pipeline.figures.amounts import amounts_of
from pipeline.figures.inference.quantiles import weighted_quantile
from pipeline.figures.inference.random_stream import resamples
from pipeline.figures.inference.woodruff import share_error, share_errors
from pipeline.figures.resampled_medians import GRID, resampled_medians


@pytest.mark.parametrize(("employers", "most"), [(8, 6), (40, 12), (60, 60)])
def test_a_median_is_numpy_s_of_the_jobs_drawn(drawn, paid, employers, most):
    amounts, codes = drawn(3, employers=employers, most=most)
    found = amounts_of(paid(amounts, [f"e{code:02}" for code in codes]))
    counts = resamples(1, len(found.names), 200)
    for mine, count in zip(resampled_medians(found, counts), counts, strict=True):
        assert mine == pytest.approx(np.median(np.repeat(found.amounts, count[found.employers])))
    sizes = np.bincount(found.employers)
    weighted = resampled_medians(found, counts, by_employer=True)
    for mine, count in zip(weighted, counts, strict=True):
        weights = (count / sizes)[found.employers]
        assert mine == weighted_quantile(found.amounts, weights, 0.5)
    assert (len(amounts) > GRID) == (employers > 8)


def test_a_resample_without_a_job_has_no_median(paid):
    found = amounts_of(paid(np.arange(1.0, 301), ["A", "B", "C"] * 100))
    medians = resampled_medians(found, np.array([[0, 0, 0], [1, 0, 0]]))
    assert np.isnan(medians[0])
    assert medians[1] == np.median(found.amounts[found.employers == 0])


def test_share_errors_are_those_of_each_point(drawn):
    amounts, employers = drawn(5)
    points = sorted({*np.quantile(amounts, [0.1, 0.5, 0.9]), float(amounts[0])})
    one_by_one = [
        share_error((amounts < x) + 0.5 * (amounts == x), employers) for x in [*points, points[-1]]
    ]
    assert share_errors(amounts, employers, [*points, points[-1]]) == pytest.approx(one_by_one)
