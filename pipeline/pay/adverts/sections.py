"""Tell where the section under a heading of other jobs ends, and count the cards in it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.pay.adverts.beginnings import Stretch
from pipeline.pay.adverts.job_text import BULLET, FIGURE, LINE_END, SENTENCE, JobText, place_of
from pipeline.pay.parts.excerpts import may_be_money

_MOST_LINES = 80
HEADING = 90
"""The most characters of a heading."""
_ITEM = 90  # the most characters of an item without a bullet
_NAME = re.compile(r"[^\W\d_]{2}")
_MONEY = re.compile(r"\d[\d.,' ]*\d")
_COLONS = (":", "\uff1a")


class _Line(NamedTuple):
    """A line from `start` to `end`, whether a blank line is before it, and the line before."""

    start: int
    end: int
    apart: bool
    before: str


def is_heading(low: str, begun: Stretch, line: int) -> bool:
    """Return whether the line of some words, which ends at `line`, is little more than they are."""
    start = low.rfind("\n", 0, begun.start) + 1
    if line - start > HEADING or FIGURE.search(low, start, line):
        return False
    return not SENTENCE.search(low, begun.end, line)


def section_end(text: JobText, start: int) -> int:
    """Return where a section ends whose heading ends at `start`.

    It ends at another heading, at a paragraph, or where the text speaks of its own job.
    """
    end = start
    for line in _lines(text.low, start):
        if _is_of_this_job(text, line, first=end == start):
            return end
        end = line.end
    return end


def cards(text: JobText, start: int, end: int) -> int:
    """Return how many amounts in a section have a name before them, as cards of jobs have.

    A section with a paragraph has none.
    """
    count = 0
    for line in _lines(text.low, start):
        if line.start >= end:
            break
        if _is_paragraph(text.low[line.start : line.end].strip()):
            return 0
        named = line.before and not FIGURE.search(line.before)
        words = text.low[line.start : line.end]
        count += _is_card(words) or bool(named and _money(words) is not None)
    return count


def _lines(low: str, start: int) -> Iterator[_Line]:
    """Yield the lines with words after an offset."""
    at, apart, before = start, False, ""
    for _ in range(_MOST_LINES):
        if at >= len(low):
            return
        begin, at = at + 1, place_of(LINE_END, low, at + 1)
        line = low[begin:at].strip()
        if line:
            yield _Line(begin, at, apart, before)
        apart, before = not line, line or before


def _is_of_this_job(text: JobText, line: _Line, *, first: bool) -> bool:
    """Return whether a line is no item of a section of other jobs.

    A name of pay goes on with the name of a job on the line before. After a blank line only an item
    of the same form goes on with the section.
    """
    bullet = BULLET.match(text.low, line.start, line.end)
    begin = bullet.end() if bullet else line.start
    named = line.before and not line.apart and not FIGURE.search(line.before)
    if text.own_between(line.start, line.end) is not None or (text.pay_led(begin) and not named):
        return True
    words = text.low[begin : line.end].strip()
    if words.endswith(_COLONS):
        return True
    figured = FIGURE.search(words) is not None
    if not bullet and not figured and _is_paragraph(words):
        return True
    if first or bullet or not line.apart:
        return False
    return (_is_card(line.before) and not figured) or _is_paragraph(words)


def _is_paragraph(line: str) -> bool:
    return len(line) > _ITEM or line.endswith((".", "!", "\u3002"))


def _is_card(line: str) -> bool:
    """Return whether a line has a name and an amount: `Driver, £14 per hour`."""
    money = _money(line)
    return money is not None and _NAME.search(line, 0, money) is not None


def _money(line: str) -> int | None:
    """Return the place of the first figure of a line that may be money."""
    found = (money.span() for money in _MONEY.finditer(line))
    return next((start for start, end in found if may_be_money(line, start, end)), None)
