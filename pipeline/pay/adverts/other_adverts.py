"""Find the adverts of other jobs in a text. The pay in them is not this job's.

Where such an advert begins, its layout says how far it goes: a list after a colon to the end of its
line, a section under a heading to the next heading or paragraph, and a clause to the end of its
sentence. Words that point at this job or its applicant end it earlier.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.pay.adverts.beginnings import Stretch, beginnings, own_words
from pipeline.pay.adverts.job_hits import JobHit
from pipeline.rules.rows.other_jobs import OtherJobRole

_COLON = re.compile(r"[:\uff1a]\s*")
_BULLET = re.compile(r"\s*[-*\u2022\u25cf\u25aa\u00b7\u2013]\s*")
_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?](?=\s|$)\s*|[\u3002\uff01\uff1f]\s*")
_CLAUSE = re.compile(r"[;\uff1b]\s*")
_LINE_END = re.compile(r"\n|$")
_LONGEST = 4_000  # the most characters of a line that are read
_HEADING = 40  # the most characters of a heading before and after its words
_ITEM = 90  # the most characters of an item without a bullet
_NAMED = 14  # the most characters of a sentence before its name of pay: `The basic salary`


class _Words(NamedTuple):
    """A text in small letters, where it points at this job, and where it names pay."""

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
        led = at < len(self.pay) and self.pay[at].start - start <= _NAMED
        return self.pay[at] if led and "\n" not in self.low[start : self.pay[at].start] else None


def other_adverts(low: str, hits: Sequence[JobHit]) -> list[Stretch]:
    """Return the stretches of a text that advertise other jobs, in order.

    `low` is the text in small letters, see `patterns.plain`, and `hits` are its words.
    """
    begun = beginnings(low, hits)
    if not begun:
        return []
    words = _Words(low, own_words(low, hits, begun), [hit for hit in hits if hit.role == OtherJobRole.PAY])
    found = list[Stretch]()
    for each in begun:
        if not found or each.start >= found[-1].end:
            found.append(Stretch(each.start, _end(words, each)))
    return found


def without(text: str, adverts: Sequence[Stretch]) -> str:
    """Return a text with a line's end in place of each advert."""
    kept, at = list[str](), 0
    for advert in adverts:
        kept += [text[at : advert.start], "\n"]
        at = advert.end
    return "".join([*kept, text[at:]])


def _end(words: _Words, begun: Stretch) -> int:
    """Return where an advert ends that begins with the words of `begun`."""
    low = words.low
    line = _at(_LINE_END, low, begun.end, min(begun.end + _LONGEST, len(low)))
    figure = _at(_FIGURE, low, begun.end, line)
    colon = _COLON.search(low, begun.end, min(figure, _at(_SENTENCE, low, begun.end, line)))
    if colon and low[colon.end() : line].strip():
        bullet = _BULLET.match(low, colon.end())
        listed = _list_end(words, colon.end(), line)
        return _section_end(words, line) if bullet and listed == line else listed
    if figure == line and _is_heading(low, begun, line):
        return _section_end(words, line)
    return _clause_end(words, begun.end, line)


def _at(pattern: re.Pattern[str], low: str, start: int, stop: int | None = None) -> int:
    """Return where a pattern is found from `start` on; `stop` if it is not."""
    end = len(low) if stop is None else stop
    found = pattern.search(low, start, end)
    return found.start() if found else end


def _is_heading(low: str, begun: Stretch, line: int) -> bool:
    """Return whether a line is little more than the beginning of an advert."""
    start = low.rfind("\n", 0, begun.start) + 1
    short = begun.start - start <= _HEADING and line - begun.end <= _HEADING
    return short and not _SENTENCE.search(low, begun.end, line)


def _clause_end(words: _Words, start: int, line: int) -> int:
    """Return where a clause ends: at its sentence, at words for this job, or at `; salary`."""
    end = _at(_SENTENCE, words.low, start, line)
    own = words.own_between(start, end)
    for clause in _CLAUSE.finditer(words.low, start, end if own is None else own):
        if words.pay_led(clause.end()):
            return clause.end()
    return end if own is None else own


def _list_end(words: _Words, start: int, line: int) -> int:
    """Return where the list after a colon ends: a sentence about this job, or its line."""
    own = words.own_between(start, line)
    end = line if own is None else own
    figured = bool(_FIGURE.search(words.low, start, _at(_SENTENCE, words.low, start, end)))
    for sentence in _SENTENCE.finditer(words.low, start, end):
        begin = sentence.end()
        led = words.pay_led(begin)
        if led and (figured or led.start > begin):
            return begin
        stop = _at(_SENTENCE, words.low, begin, end)
        figured = bool(_FIGURE.search(words.low, begin, stop))
    return _start_of_sentence(words.low, start, end) if own is not None else end


def _start_of_sentence(low: str, start: int, own: int) -> int:
    """Return where the sentence begins that points at this job."""
    ends = [found.end() for found in _SENTENCE.finditer(low, start, own)]
    return ends[-1] if ends else own


def _section_end(words: _Words, start: int) -> int:
    """Return where the section under a heading ends: at a heading, a paragraph, or this job."""
    low, at = words.low, start
    named = blank = seen = False
    while at < len(low):
        begin, end = at + 1, _at(_LINE_END, low, at + 1)
        line = low[begin:end]
        if line.strip():
            if _ends_section(words, Stretch(begin, end), named=named and not blank, after=seen and blank):
                return at
            seen, named = True, not _FIGURE.search(line)
        blank = not line.strip()
        at = end
    return len(low)


def _ends_section(words: _Words, line: Stretch, *, named: bool, after: bool) -> bool:
    """Return whether a line is no item of a section of other jobs.

    `named` means that the line before is the name of a job, so that a name of pay goes on with it.
    `after` means that a blank line is before it: then only an item goes on with the section.
    """
    low, (start, end) = words.low, line
    bullet = _BULLET.match(low, start, end)
    begin = bullet.end() if bullet else start
    led = words.pay_led(begin)
    if words.own_between(start, end) is not None or (led and not named):
        return True
    text = low[begin:end].strip()
    if text.endswith((":", "\uff1a")):
        return True
    return after and not bullet and (len(text) > _ITEM or text.endswith((".", "!", "\u3002")))
