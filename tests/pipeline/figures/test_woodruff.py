# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pytest

from pipeline.figures.inference.student_t import t_quantile
from pipeline.figures.inference.woodruff import effective_employers, share_error, woodruff_interval


def test_leaving_out_each_employer_by_hand():
    # shares without A, B, C: 2/3, 1/4, 2/5 of counted jobs
    counted = np.array([1.0, 0, 1, 1, 0, 0])
    employers = np.array([0, 1, 1, 1, 2, 2])
    without = np.array([2 / 5, 1 / 3, 3 / 4])
    expected = np.sqrt(2 / 3 * np.sum((without - without.mean()) ** 2))
    assert share_error(counted, employers) == pytest.approx(expected)


def test_independent_jobs_have_the_usual_error():
    counted = np.tile([1.0, 0, 0, 0], 50)
    error = share_error(counted, np.arange(200))
    assert error == pytest.approx(np.sqrt(0.25 * 0.75 / 199))


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_the_ends_are_read_back_from_shares(drawn, share):
    amounts, employers = drawn(1, employers=60)
    quartile = np.quantile(amounts, share)
    below = (amounts < quartile) + 0.5 * (amounts == quartile)
    by = t_quantile(effective_employers(employers) - 1) * share_error(below, employers)
    interval = woodruff_interval(amounts, employers, share)
    expected = np.quantile(amounts, [share - by, share + by], method="inverted_cdf")
    assert (interval.low, interval.high) == tuple(expected)
    assert interval.low <= quartile <= interval.high


def test_none_below_ten_effective_employers(drawn):
    amounts, employers = drawn(1, employers=9)
    assert woodruff_interval(amounts, employers, 0.25) is None
    assert woodruff_interval(amounts[:0], employers[:0], 0.25) is None
    sizes = np.append(np.full(11, 1), 30)
    employers = np.repeat(np.arange(12), sizes)
    assert woodruff_interval(np.arange(1.0, 42), employers, 0.25) is None


def test_an_end_that_nothing_bounds_is_the_last_amount():
    amounts = np.repeat(np.arange(1.0, 11), 3)
    interval = woodruff_interval(amounts, np.repeat(np.arange(10), 3), 0.25)
    assert interval.low == 1
