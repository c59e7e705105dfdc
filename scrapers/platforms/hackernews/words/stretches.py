"""Split a text at some of its places."""

from collections.abc import Iterable
from itertools import pairwise


def ends(starts: Iterable[int], last: int) -> list[int]:
    """Return where the stretch from each start ends: at the next start, and at `last`."""
    return [end for _, end in pairwise([*starts, last])]
