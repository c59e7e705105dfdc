"""Student's t distribution for any number of degrees of freedom, whole or not.

The tail is half the regularized incomplete beta function I(df / (df + t²); df/2, 1/2), by its
continued fraction (Abramowitz and Stegun 26.5.8 and 26.7.1), evaluated by Lentz's method.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

from pipeline.caches import cached_reader

TINY = 1e-300
CLOSE = 1e-15
MOST_STEPS = 500
EXPANDED, MOST_NEWTON = 9.0, 6


def t_tail(t: float, df: float) -> float:
    """Return P(T > t) for t >= 0 and df > 0 degrees of freedom."""
    return _incomplete_beta(df / (df + t * t), df / 2, 0.5) / 2


@cached_reader(65_536)
def t_quantile(df: float, p: float = 0.975) -> float:
    """Return the t that a share `p` (0.5 to 1) of the distribution is below; infinite at df 0."""
    if df <= 0:
        return math.inf
    if df >= EXPANDED:
        return _newton(df, p)
    low, high = 0.0, 1.0
    while t_tail(high, df) > 1 - p:
        low, high = high, high * 2
    return _root(lambda t: t_tail(t, df) - (1 - p), low, high)


def _newton(df: float, p: float) -> float:
    """Return the quantile by Newton's method, from Fisher and Cornish's expansion.

    The expansion (Abramowitz and Stegun 26.7.5) is off by less than 1e-3 from df 9; each step
    squares that, until the rounding of the tail is all that is left.
    """
    z = NormalDist().inv_cdf(p)
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    for _ in range(MOST_NEWTON):
        step = (t_tail(t, df) - (1 - p)) / _density(t, df)
        t += step
        if abs(step) <= 1e-9 * t:
            break
    return t


def _density(t: float, df: float) -> float:
    front = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    return math.exp(front - (df + 1) / 2 * math.log1p(t * t / df))


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    """Return where a falling function is 0, between `low` and `high`, by the Illinois method."""
    above, below = falling(low), falling(high)
    kept = 0
    while high - low > 1e-14 * high:
        middle = low + (high - low) * above / (above - below)
        value = falling(middle)
        if not value or not low < middle < high:
            return middle
        if value > 0:
            low, above, below = middle, value, below / 2 if kept > 0 else below
        else:
            high, below, above = middle, value, above / 2 if kept < 0 else above
        kept = 1 if value > 0 else -1
    return (low + high) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    if x in (0.0, 1.0):
        return x
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _not_zero(1 + step * d)
            c = _not_zero(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < CLOSE:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
