"""Read employer and places of a comment that begins with a sentence."""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.employer import company_in
from scrapers.platforms.hackernews.lists import listed
from scrapers.platforms.hackernews.opening import Opening, from_segments, is_subject
from scrapers.platforms.hackernews.other_languages import offers
from scrapers.platforms.hackernews.paid import paid_entries
from scrapers.platforms.hackernews.words.segments import Segment, read_segment
from scrapers.platforms.hackernews.words.sentence_places import (
    is_place,
    places_in,
    places_in_brackets,
)
from scrapers.platforms.hackernews.words.vocabulary import HIRING

LIST_HEAD = re.compile(
    r"\b(?:hiring|hire|seeking|need|recruiting|roles?|positions?|openings?|jobs?|vacanc(?:y"
    r"|ies)|looking for|open)\b"
    r"[^.!?]{0,40}[:?!]$",
    re.IGNORECASE,
)
"""The end of a line above a list of jobs."""
MOST_PARTS = 12
"""Parts of a sentence between commas that are read at most."""
SHORT = 60
"""Characters of a sentence at most that is a place and terms."""
SLOGANS = 3
"""Lines of a comment among which its header may stand."""


def sentence_header(lines: Sequence[str]) -> tuple[Opening, Sequence[str]]:
    """Return the values common to the jobs, and the lines that may name the jobs."""
    offer = next((line for line in lines[:SLOGANS] if HIRING.search(line) or offers(line)), "")
    if not offer:
        heads = any(map(LIST_HEAD.search, lines[: 2 * SLOGANS])) or (
            bool(company_in(lines[0]))
            and bool(paid_entries(lines[0]) or listed(Opening("", ""), lines[:1]))
        )
        company = company_in(lines[0]) if heads else ""
        beside = [*places_in(lines[0]), *_behind_comma(lines[0])]
        beside = beside or places_in_brackets(Segment(lines[0], "other"))
        return from_segments(company, beside), lines if heads else []
    beside = [*places_in_brackets(read_segment(HIRING.split(offer)[0])), *places_in(offer)]
    beside += _behind_comma(lines[0])
    beside = beside or places_in(lines[0]) or _between_commas(offer) or _short(lines)
    company = company_in(lines[0]) or company_in(offer)
    return from_segments(company, beside), lines


def _between_commas(line: str) -> list[Segment]:
    """Return the places that stand alone between commas or brackets: `a designer, NYC, $140k`."""
    parts = re.split(r"[,()]\s?|\.\s|\s[-\u2013\u2014]\s", line)[1:MOST_PARTS]
    named = [read_segment(part.strip()) for part in parts if part.strip()[:1].isupper()]
    return [s for s in named if is_place(s) and not is_subject(s.text)]


def _short(lines: Sequence[str]) -> list[Segment]:
    """Return the place that a short sentence begins with: `Lincoln, UK, hybrid`."""
    said = (re.split(r"(?<=[.!?])\s+", line)[1:] for line in lines)
    parts = [s.rstrip(".").split(", ") for sentences in said for s in sentences if len(s) <= SHORT]
    towns = [", ".join(words[:2]) for words in parts if len(words) > 1 and words[0][:1].isupper()]
    first = [s for s in map(read_segment, towns) if is_place(s) and not is_subject(s.text)]
    return first[:1]


def _behind_comma(line: str) -> list[Segment]:
    """Return the place behind the first comma of a first sentence: `Quill & Sons, Adelaide. …`."""
    named = line.split(". ", 1)[0].partition(", ")[2]
    return [s for s in [read_segment(named)] if named and not named[0].islower() and is_place(s)]
