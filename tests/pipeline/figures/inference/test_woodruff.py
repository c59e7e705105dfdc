# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pytest

from pipeline.figures.inference.student_t import t_quantile
from pipeline.figures.inference.woodruff import (
    effective_employers,
    share_error,
    share_errors,
    woodruff_interval,
)


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
    employers = np.repeat(np.arange(10), 3)
    for amounts in (np.arange(1.0, 31), np.arange(30.0, 0, -1)):
        assert woodruff_interval(amounts, employers, 0.25).low == 1
        assert woodruff_interval(amounts, employers, 0.75).high == 30


def test_the_errors_of_several_points_are_those_of_each(drawn):
    amounts, employers = drawn(2, employers=20)
    amounts = np.round(amounts, -4)  # many ties
    points = np.quantile(amounts, [0.2, 0.4, 0.4, 0.7, 1])
    apart = [(amounts < point) + 0.5 * (amounts == point) for point in points]
    expected = [share_error(below, employers) for below in apart]
    assert share_errors(amounts, employers, points.tolist()) == pytest.approx(tuple(expected))


def test_the_error_of_a_point_by_hand():
    # below 20: A all of 2, B half of a tie of 1, C none of 1; without each: 1/4, 2/3, 5/6
    without = np.array([0.25, 2 / 3, 2.5 / 3])
    expected = np.sqrt(2 / 3 * np.sum((without - without.mean()) ** 2))
    amounts, employers = np.array([10.0, 10, 20, 30]), np.array([0, 0, 1, 2])
    assert share_errors(amounts, employers, [20.0]) == pytest.approx((expected,))


def test_student_s_t_has_one_degree_of_freedom_less_than_employers():
    amounts = np.random.default_rng(3).permutation(np.arange(1.0, 2001))
    employers = np.repeat(np.arange(10), 200)
    error = share_error((amounts < 500.75).astype(float), employers)
    reach = 2.262157 * error * 2000  # t of 0.975 with 9 degrees of freedom
    interval = woodruff_interval(amounts, employers, 0.25)
    assert (interval.low, interval.high) == (np.ceil(500 - reach), np.ceil(500 + reach))


def test_a_tie_at_the_quartile_is_half_below_it():
    amounts = np.array([*range(100), *[100] * 40, *range(101, 201)], dtype=float)
    employers = np.arange(240) // 12
    below = np.repeat([1, 0.5, 0], [100, 40, 100])
    reach = 2.093024 * share_error(below, employers) * 240  # t of 0.975, 19 degrees of freedom
    interval = woodruff_interval(amounts, employers, 0.5)
    ends = amounts[[int(np.ceil(120 + way * reach)) - 1 for way in (-1, 1)]]
    assert (interval.low, interval.high) == tuple(ends)
    assert interval.low < 100 < interval.high


def test_an_end_between_two_amounts_is_the_lower_one():
    amounts = np.tile([1.0, 2, 3, 4], 10)  # each employer has a quarter below: no error at all
    interval = woodruff_interval(amounts, np.repeat(np.arange(10), 4), 0.25)
    assert (interval.low, interval.high) == (1, 1)


def test_nine_employers_are_too_few():
    amounts = np.tile([1.0, 2, 3, 4], 10)
    assert woodruff_interval(amounts[:36], np.repeat(np.arange(9), 4), 0.25) is None
