"""Bring the header of a comment, which may stand on several lines, into its first line."""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.header_parts import pieces
from scrapers.platforms.hackernews.sentence_header import SLOGANS
from scrapers.platforms.hackernews.words.job_names import job_name, job_names
from scrapers.platforms.hackernews.words.segments import read_segment

TWO = 2
STACKED, MOST_STACKED = 60, 6
"""Characters of a line, and lines, of a header with a line for each piece."""
NAME_ALONE = re.compile(r"[A-Z0-9][^.!?|:]{1,40}")
"""A line that is a name and no sentence."""


def header_first(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of a comment from its header on, which is one line."""
    return _around_first(lines) or _without_slogan(lines)


def _around_first(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines; a first line that is only a piece of the header in the next, within it.

    The first line may be the job, the place, or the employer above the jobs.
    """
    first, *after = lines
    if len(pieces(first)) > 1 or not after or len(first) > STACKED:
        return []
    parts = pieces(after[0])
    kinds = {read_segment(part).kind for part in parts}
    if job_name(first) == first and len(parts) > TWO and "title" not in kinds:
        return [" | ".join([parts[0], first, *parts[1:]]), *after[1:]]
    if read_segment(first).kind == "place" and len(parts) > TWO and "title" in kinds:
        return [" | ".join([*parts, first]), *after[1:]]
    if kinds == {"title"} and "|" in after[0] and NAME_ALONE.fullmatch(first):
        return _with_terms([" | ".join([first, *parts]), *after[1:]])
    return []


def _with_terms(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines, the second within the first if it is only places and terms."""
    parts = pieces(lines[1]) if len(lines) > 1 and len(lines[1]) <= STACKED else []
    terms = bool(parts) and all(read_segment(p).kind in {"place", "contract"} for p in parts)
    return [" | ".join([lines[0], *parts]), *lines[TWO:]] if terms else lines


def _without_slogan(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines from the first with bars, if only slogans stand before it."""
    barred = next((n for n, line in enumerate(lines[:SLOGANS]) if "|" in line), 0)
    slogan = all(len(pieces(line)) == 1 and not job_names(line) for line in lines[:barred])
    if barred == 1 and slogan and _lacks_employer(lines[1]) and NAME_ALONE.fullmatch(lines[0]):
        return [f"{lines[0]} | {lines[1]}", *lines[2:]]
    if not barred:
        return _stacked(lines)
    return lines[barred:] if slogan else lines


def _lacks_employer(line: str) -> bool:
    return all(read_segment(piece).kind not in {"other", "title"} for piece in pieces(line))


def _stacked(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines; short first lines that are each one piece of a header as one line."""
    top = next((n for n, s in enumerate(lines) if len(s) > STACKED or s[-1] in ".!?:"), len(lines))
    kinds = [read_segment(line).kind for line in lines[:top]]
    header = "title" in kinds and {"place", "salary"} & {*kinds} and "other" in kinds
    if not header or any("|" in line for line in lines[:top]) or top > MOST_STACKED:
        return lines
    return [" | ".join(lines[:top]), *lines[top:]]
