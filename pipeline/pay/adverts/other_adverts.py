"""Find the adverts of other jobs in a text. The pay in them is not this job's.

Where such an advert begins, its layout says how far it goes: a list after a colon to the end of its
line, a section under a heading to the next heading or paragraph, and a clause to the end of its
sentence. Words that point at this job or its applicant end it earlier.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.pay.adverts.beginnings import Stretch, beginnings, cues, headings, own_words
from pipeline.pay.adverts.job_hits import JobHit, first_hits, job_hits
from pipeline.pay.adverts.job_text import BULLET, FIGURE, LINE_END, SENTENCE, JobText, place_of
from pipeline.pay.adverts.sections import HEADING, cards, is_heading, section_end
from pipeline.rules.rows.other_jobs import OtherJobRole

_COLON = re.compile(r"[:\uff1a]\s*")
_CLAUSE = re.compile(r"[;\uff1b]\s*")
_LONGEST = 4_000  # the most characters of a line that are read
_EndOf = Callable[[JobText, Stretch, int], int | None]
_CARDS = 2  # so many amounts with names make a section without a clear heading


def other_adverts(low: str) -> list[Stretch]:
    """Return the stretches of a text that advertise other jobs, in order.

    `low` is the text in small letters, see `patterns.plain`.
    """
    first = first_hits(low)
    if not (beginnings(low, first) or headings(low, first) or _headed(low, first)):
        return []
    hits = job_hits(low)
    sure, head, near = beginnings(low, hits), headings(low, hits), cues(hits)
    pay = [hit for hit in hits if hit.role == OtherJobRole.PAY]
    text = JobText(low, own_words(low, hits, [*sure, *head, *near]), pay)
    found = [*_ends(text, sure, _end), *_ends(text, head, _listed), *_ends(text, near, _of_cards)]
    return _apart(sorted(found))


def _headed(low: str, hits: Sequence[JobHit]) -> bool:
    """Return whether a word that may head other adverts does so, if no other word is looked at."""
    text = JobText(low, (), ())
    lines = ((cue, low.find("\n", cue.end, cue.end + HEADING)) for cue in cues(hits))
    return any(line >= 0 and _of_cards(text, cue, line) is not None for cue, line in lines)


def without(text: str, adverts: Sequence[Stretch]) -> str:
    """Return a text with a line's end in place of each advert."""
    kept, at = list[str](), 0
    for advert in adverts:
        kept += [text[at : advert.start], "\n"]
        at = advert.end
    return "".join([*kept, text[at:]])


def _ends(text: JobText, begun: Sequence[Stretch], end_of: _EndOf) -> Iterator[Stretch]:
    """Yield the adverts that begin with some words; those inside another one are left out."""
    reach = 0
    for each in begun:
        if each.start < reach:
            continue
        line = place_of(LINE_END, text.low, each.end, min(each.end + _LONGEST, len(text.low)))
        end = end_of(text, each, line)
        if end is not None:
            reach = end
            yield Stretch(each.start, end)


def _apart(adverts: Sequence[Stretch]) -> list[Stretch]:
    """Return adverts in order without those that begin inside another one."""
    kept = list[Stretch]()
    for advert in adverts:
        if not kept or advert.start >= kept[-1].end:
            kept.append(advert)
    return kept


def _end(text: JobText, begun: Stretch, line: int) -> int:
    """Return where an advert ends that begins with the words of `begun`."""
    listed = _listed(text, begun, line)
    return _clause_end(text, begun.end, line) if listed is None else listed


def _listed(text: JobText, begun: Stretch, line: int) -> int | None:
    """Return where a list after a colon or a section under a heading ends; None if neither."""
    low = text.low
    figure = place_of(FIGURE, low, begun.end, line)
    colon = _COLON.search(low, begun.end, min(figure, place_of(SENTENCE, low, begun.end, line)))
    if colon and low[colon.end() : line].strip():
        bullet = BULLET.match(low, colon.end())
        listed = _list_end(text, colon.end(), line)
        return section_end(text, line) if bullet and listed == line else listed
    return section_end(text, line) if is_heading(low, begun, line) else None


def _of_cards(text: JobText, begun: Stretch, line: int) -> int | None:
    """Return where a section with cards ends under a heading that may head other adverts."""
    start = text.low.rfind("\n", 0, begun.start) + 1
    if text.names_pay(start, line) or text.own_between(start, line) is not None:
        return None
    if not is_heading(text.low, begun, line) or not text.low[:start].strip():
        return None
    end = section_end(text, line)
    return end if cards(text, line, end) >= _CARDS else None


def _clause_end(text: JobText, start: int, line: int) -> int:
    """Return where a clause ends: at its sentence, at words for this job, or at `; salary`."""
    end = place_of(SENTENCE, text.low, start, line)
    own = text.own_between(start, end)
    for clause in _CLAUSE.finditer(text.low, start, end if own is None else own):
        if text.pay_led(clause.end()):
            return clause.end()
    return end if own is None else own


def _list_end(text: JobText, start: int, line: int) -> int:
    """Return where the list after a colon ends: a sentence about this job, or its line."""
    own = text.own_between(start, line)
    end = line if own is None else own
    figured = bool(FIGURE.search(text.low, start, place_of(SENTENCE, text.low, start, end)))
    begin = start
    for sentence in SENTENCE.finditer(text.low, start, end):
        begin = sentence.end()
        led = text.pay_led(begin)
        if led and (figured or led.start > begin):
            return begin
        stop = place_of(SENTENCE, text.low, begin, end)
        figured = bool(FIGURE.search(text.low, begin, stop))
    return line if own is None else begin if begin > start else own
