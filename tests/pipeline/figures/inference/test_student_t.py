import math

import numpy as np
import pytest

from pipeline.figures.inference.student_t import t_quantile, t_tail

# Two-sided 5%, as printed in tables of the distribution.
TABLE = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262,
    10: 2.228, 12: 2.179, 15: 2.131, 20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021, 60: 2.000,
    120: 1.980,
}  # fmt: skip
TABLE_99 = {1: 63.657, 2: 9.925, 5: 4.032, 10: 3.169, 30: 2.750, 120: 2.617}


@pytest.mark.parametrize(("df", "t"), TABLE.items())
def test_quantiles_are_those_of_the_printed_table(df, t):
    assert t_quantile(df) == pytest.approx(t, abs=0.0005)


@pytest.mark.parametrize(("df", "t"), TABLE_99.items())
def test_other_tails_are_those_of_the_printed_table(df, t):
    assert t_quantile(df, 0.995) == pytest.approx(t, abs=0.0005)


@pytest.mark.parametrize("df", [1.5, 8.7, 12.4, 21.9, 300.5])
@pytest.mark.parametrize("t", [0.1, 1.0, 2.3, 5.0])
def test_a_tail_between_whole_degrees_is_the_integral_of_the_density(df, t):
    front = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    x = np.linspace(0, t, 200_001)
    inside = np.trapezoid(front * (1 + x * x / df) ** (-(df + 1) / 2), x)
    assert t_tail(t, df) == pytest.approx(0.5 - inside, abs=1e-9)


def test_one_degree_is_the_cauchy_distribution():
    assert t_tail(3.0, 1) == pytest.approx(0.5 - math.atan(3.0) / math.pi, abs=1e-14)


def test_many_degrees_come_to_the_normal_distribution():
    assert t_quantile(1e7) == pytest.approx(1.959964, abs=1e-5)


def test_no_degree_of_freedom_bounds_nothing():
    assert t_quantile(0) == math.inf


@pytest.mark.parametrize("df", [0.5, 3.0, 8.999, 9.0, 9.5, 30.0, 412.7, 1e5])
@pytest.mark.parametrize("p", [0.9, 0.975, 0.9999])
def test_a_share_p_is_below_the_quantile(df, p):
    assert t_tail(t_quantile(df, p), df) == pytest.approx(1 - p, rel=1e-10)


def test_the_two_ways_to_a_quantile_meet():
    assert t_quantile(9.0) == pytest.approx(t_quantile(9.0 - 1e-12), rel=1e-11)
