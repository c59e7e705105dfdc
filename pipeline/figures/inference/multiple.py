"""Many comparisons on one page: how many of them are chance."""

from collections.abc import Sequence

import numpy as np

FALSE_SHARE = 0.05


def benjamini_hochberg(p_values: Sequence[float], rate: float = FALSE_SHARE) -> list[bool]:
    """Return which comparisons stand when at most a share `rate` of those may be chance.

    The i-th smallest of m p-values stands where it, or a larger one, is at most rate * i / m.
    Source: Benjamini and Hochberg, Controlling the false discovery rate (JRSS B, 1995).
    """
    p = np.asarray(p_values, dtype=np.float64)
    ordered = np.sort(p)
    passed = np.flatnonzero(ordered <= rate * np.arange(1, len(p) + 1) / max(1, len(p)))
    most = ordered[passed[-1]] if len(passed) else -1.0
    return [bool(value <= most) for value in p]
