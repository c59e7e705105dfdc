"""The distribution of a sum of whole numbers with random signs, exactly, by convolution.

Adding the number `a` with a random sign shifts the distribution up by `a` for one half and down
by `a` for the other. The array holds the sums on their own grid: as long as all numbers are
multiples of 60, it has a cell for each 60. Halves are exact in floating point and the order of
additions is fixed, so any machine gives the same bytes.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SignSums:
    """P(sum = (2j - reach) * step) is chances[j]; `reach` steps is the largest sum."""

    chances: Chances
    step: int = 0

    @property
    def reach(self) -> int:
        """Return the largest sum, in steps."""
        return len(self.chances) - 1

    def plus(self, numbers: list[int]) -> "SignSums":
        """Return the distribution with more numbers, each with a random sign."""
        chances, step = self.chances, self.step
        for size in sorted((abs(n) for n in numbers if n), key=_coarse_first):
            finer = math.gcd(step, size)
            if finer != step:
                chances, step = _on_grid(chances, step // finer), finer
            chances = _shifted(chances, size // step)
        return SignSums(chances, step)

    def chance_beyond(self, total: int) -> float:
        """Return P(|sum| >= |total|), where `total` is a sum that some signs give."""
        if not total:
            return 1.0
        first = (abs(total) // self.step + self.reach) // 2
        return min(1.0, 2 * float(np.sum(self.chances[first:])))


NOTHING = SignSums(np.ones(1))


def _on_grid(chances: Chances, ratio: int) -> Chances:
    """Return the same distribution on a grid `ratio` times as fine."""
    if len(chances) == 1:
        return chances
    wide = np.zeros((len(chances) - 1) * ratio + 1)
    wide[::ratio] = chances
    return wide


def _shifted(chances: Chances, by: int) -> Chances:
    """Return the distribution with one more number, of `by` steps."""
    half = chances * 0.5
    longer = np.zeros(len(half) + by)
    longer[: len(half)] = half
    longer[by:] += half
    return longer


def _coarse_first(size: int) -> tuple[int, int]:
    """Order multiples of large round numbers first: the array stays short for longest."""
    return -math.gcd(size, 840), size
