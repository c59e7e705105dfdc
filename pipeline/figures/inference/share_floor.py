"""The least width of an interval of a share: where all say alike, chance is not nothing.

The spread between employers is 0 where every job names a value, or none does, and close to 0 near
that. An interval made of it would say "100%, from 100% to 100%" of ten jobs. So no interval is
narrower than Wilson's of as many independent jobs as have the same standard error: at least as
many as there are effective employers, at most as many as there are jobs; the least where
all say alike. Sources: Wilson (JASA, 1927); Korn and Graubard, Confidence intervals for
proportions with small expected number of positive counts (Survey Methodology, 1998).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.figures.inference.interval import NORMAL_LIMIT, Interval


@dataclass(frozen=True, slots=True)
class ShareError:
    """A share (0 to 1), its standard error, and between what the independent jobs must be."""

    share: float
    error: float
    fewest: float
    most: float

    @property
    def independent(self) -> float:
        """Return how many independent jobs have the same standard error."""
        spread = self.share * (1 - self.share)
        if self.error <= 0:
            return self.most if spread else min(self.fewest, self.most)
        same = spread / self.error**2
        return min(self.most, max(self.fewest, same))

    @property
    def wilson(self) -> Interval:
        """Return Wilson's 95% interval of the share for so many jobs, within 0 and 1."""
        n, squared = self.independent, NORMAL_LIMIT**2
        middle = (self.share + squared / (2 * n)) / (1 + squared / n)
        inside = self.share * (1 - self.share) / n + squared / (4 * n * n)
        by = NORMAL_LIMIT * math.sqrt(max(0.0, inside)) / (1 + squared / n)
        return Interval(min(self.share, middle - by), max(self.share, middle + by))

    def interval(self, t: float) -> Interval:
        """Return the share less and more `t` standard errors, but no narrower than Wilson's."""
        by, least = t * self.error, self.wilson
        low, high = min(self.share - by, least.low), max(self.share + by, least.high)
        return Interval(max(0.0, low), min(1.0, high))


def interval_of_difference(told: Sequence[tuple[float, Interval]], alike: float) -> Interval:
    """Return the interval of the first of two values less the second, from the interval of each.

    `alike` is the correlation of the two. Source: Zou, Toward using confidence intervals to compare
    correlations (Psychological Methods, 2007): the method of variance estimates recovery.
    """
    (a, ends_a), (b, ends_b) = told

    def reach(first: float, second: float) -> float:
        return math.sqrt(max(0.0, first**2 + second**2 - 2 * alike * first * second))

    return Interval(
        a - b - reach(a - ends_a.low, ends_b.high - b),
        a - b + reach(ends_a.high - a, b - ends_b.low),
    )
