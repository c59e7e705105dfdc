"""Find the places of a job in the sentences that offer it: `join us in Leeds, or remotely`."""

import re
from collections.abc import Iterator

from scrapers.platforms.hackernews.words.segments import Segment, read_segment

LONGEST = 6
"""Words of a place at most."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NAME = r"(?:St\.|[A-Z][\w'\u2019-]*(?:\.[A-Z]\.?)*)"
_IN = re.compile(
    rf"\b(?:(?:fully |100% )?[Rr]emote(?:ly)? (?:anywhere )?(?:in|within|across|from)|in"
    rf"|[Bb]ased in|near"
    r"|en|\u00e0|aus|em|te|till|Standort)"
    rf" (?:the )?({_NAME}(?:,? the {_NAME}|[ ,]+{_NAME}|,? (?:and|or) {_NAME}){{0,4}}"
    rf"(?: \({_NAME}\))?)"
    r"|\b([Rr]emote \([A-Z][^()]{1,40}\))"
    rf"|\b[Oo]ur ({_NAME}(?: {_NAME}){{0,2}})"
    rf" (?:office|studio|plant|site|lab|headquarters|HQ|warehouse|factory|campus|workshop)\b"
)


_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Spring|Summer|Autumn|Fall|Winter)\b"
)


def places_in(line: str) -> list[Segment]:
    """Return the places of a line in sentences: whole short sentences, and names after `in`."""
    return [s for s in (*_short_sentences(line), *_named(line)) if is_place(s)]


def is_place(segment: Segment) -> bool:
    """Return whether a segment is a place of a few words."""
    return segment.kind == "place" and len(segment.text.split()) <= LONGEST


def places_in_brackets(employer: Segment) -> list[Segment]:
    """Return the places in brackets behind an employer's name."""
    return [s for s in map(read_segment, _BRACKETS.findall(employer.text)) if is_place(s)]


def _short_sentences(line: str) -> Iterator[Segment]:
    yield from (read_segment(s.rstrip(".")) for s in _SENTENCE_END.split(line)[1:])


def _named(line: str) -> Iterator[Segment]:
    for match in _IN.finditer(line):
        if not _MONTH.match(name := match[1] or match[2] or match[3]):
            yield read_segment(name.rstrip(".,"))
