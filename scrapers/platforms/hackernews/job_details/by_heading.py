"""Give each job the place that a heading above it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.list_marks import BULLET, unmarked
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.vocabulary import is_only_terms

LONGEST_HEADING = 6
"""Words of a heading at most."""
_NO_PLACE = re.compile(
    r"\b(?:roles?|jobs?|positions?|openings?|open|hiring|remote|go-to-market|gtm)\b",
    re.IGNORECASE,
)
LONGEST_TOWN = 3
"""Words of a town at most that stands above a list without a mark."""
_REMOTE = re.compile(r"(?:fully )?remote(?: \([^()]{2,40}\))?:", re.IGNORECASE)
_REMOTE_IN = re.compile(r"^remote (?=\w)", re.IGNORECASE)
_TERMS = re.compile(r"\s*\([^()]*\)$")


def by_heading(jobs: Sequence[Opening], lines: Sequence[str], common: str) -> list[Opening]:
    """Return the jobs; one without a place beside its name gets that of the heading above it.

    `common` is the place in the header of the comment.
    """
    above = dict(_headed(lines))
    return [
        replace(job, location=_in_full(above[job.own], common))
        if job.own in above and job.location == common
        else job
        for job in jobs
    ]


def _headed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line below a heading, without the sign of a list, and the heading."""
    heading = ""
    for line, after in pairwise([*lines[1:], ""]):
        if place := _place(line) or _town_above(line, after):
            heading = place
        elif line.endswith("."):
            heading = ""
        elif first := _place_first(line):
            yield unmarked(line), first
        elif heading:
            yield unmarked(line), heading


def _place_first(line: str) -> str:
    """Return the place before the jobs of a line: `Leeds: Data Engineer, Analyst`."""
    place, colon, _ = line.partition(": ")
    return _place(f"{place}:") if colon else ""


def _town_above(line: str, after: str) -> str:
    """Return the town that a line above a list is; "" for any other line."""
    short = 0 < len(line.split()) <= LONGEST_TOWN and line[0].isupper()
    if not short or not BULLET.fullmatch(after) or _NO_PLACE.search(_REMOTE_IN.sub("", line)):
        return ""
    return line if read_segment(line).kind == "place" and not is_only_terms(line) else ""


def _place(line: str) -> str:
    """Return the place that a line is; "" for any other line."""
    if _REMOTE.fullmatch(line):
        return line.rstrip(":")
    name = _TERMS.sub("", line.strip("*# ").rstrip(":"))
    short = (
        0 < len(name.split()) <= LONGEST_HEADING and name[0].isupper() and not {":", "|"} & {*name}
    )
    marked = line.endswith(":") or line.isupper() or line.startswith(("*", "#")) or "," in name
    if not short or not marked or _NO_PLACE.search(name) or is_only_terms(name):
        return ""
    return name if read_segment(name).kind == "place" else ""


def _in_full(name: str, common: str) -> str:
    """Return the place of the header that a heading names in short: `Tel Aviv, Israel`."""
    pieces = re.split(r"\s?[;/|]\s", common)
    return next((piece for piece in pieces if piece.casefold().startswith(name.casefold())), name)
