"""A description in small letters, with the places where it points at its own job and names pay."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.pay.adverts.beginnings import Stretch
from pipeline.pay.adverts.job_hits import IS_UNSPACED, JobHit

SENTENCE = re.compile(r"[.!?](?=\s|$)\s*|[\u3002\uff01\uff1f]\s*|\s*[\u2022\u25cf\u25aa]\s*")
"""Where a sentence or an item of a list ends."""
BULLET = re.compile(r"\s*[-*>\u2022\u25cf\u25aa\u00b7\u30fb\u2013]\s*")
FIGURE = re.compile(r"\d")
LINE_END = re.compile(r"\n|$")
_PARTS = frozenset(",:(\u3001\uff0c\uff08\u060c")
_NAMED = 4  # the most characters before the name of pay that begins a sentence: `The salary`


class JobText(NamedTuple):
    """A text in small letters: where it points at this job, and the names of pay in it."""

    low: str
    own: Sequence[Stretch]
    pay: Sequence[JobHit]

    def own_between(self, start: int, end: int) -> int | None:
        """Return the first place between two offsets where the text points at this job."""
        at = bisect_left(self.own, (start, start))
        return self.own[at].start if at < len(self.own) and self.own[at].start < end else None

    def pay_led(self, start: int) -> JobHit | None:
        """Return the name of pay with which a sentence or line begins."""
        at = bisect_left(self.pay, (start,))
        led = at < len(self.pay) and is_led(self.low, start, self.pay[at].start)
        return self.pay[at] if led else None

    def names_pay(self, start: int, end: int) -> bool:
        """Return whether there is a name of pay between two offsets."""
        at = bisect_left(self.pay, (start,))
        return at < len(self.pay) and self.pay[at].start < end


def is_led(low: str, start: int, name: int, most: int = _NAMED) -> bool:
    """Return whether at most a short word of `most` letters stands before a name of pay.

    In Chinese, Japanese, Korean and Thai a short word is a name: `レジ 時給1,150円`.
    """
    before = low[start:name].lstrip(" *-\u2022") if name - start <= 2 * most else low
    if len(before) > most or IS_UNSPACED.search(before):
        return False
    return _PARTS.isdisjoint(before) and "\n" not in before


def place_of(pattern: re.Pattern[str], low: str, start: int, stop: int | None = None) -> int:
    """Return where a pattern is found from `start` on; `stop`, or the end, if it is not."""
    end = len(low) if stop is None else stop
    found = pattern.search(low, start, end)
    return found.start() if found else end
