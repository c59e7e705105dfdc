"""Split the first line of a comment into pieces: `Company | Job | Place`, in whatever form."""

import re

from scrapers.platforms.hackernews.words.job_names import job_name, job_names, split_list
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.vocabulary import OFFERS

BETWEEN = re.compile(
    r"\s--\s|(?<![\dkKmM])\s[-\u2013\u2014]\s|\s[-\u2013\u2014]\s(?![^\w\s]?\d)|\s(?:[/~]|::|//)\s"
    r"|(?<=[^\W\d_])/\s(?=[^\W\d_a-z])|\s?[;•·\u25aa\u25a0\u25cf\u25c6\u22c5\u2219\u00a6\u2016]\s?"
)
"""What stands between pieces. A dash between two figures is a range."""
LONGEST = 220
"""Characters of a header without bars at most. A longer line is prose."""
FEWEST = 3
"""Pieces of a header whose pieces stand between commas."""
BESIDE = frozenset({"place", "salary", "contract", "title"})
"""Kinds of the second piece of a line with one dash. Anything else is the employer's motto."""
_COMMA = re.compile(r",\s")
_NAMED = re.compile(
    r"(?!we\b|now\b|open\b|roles?\b|hiring\b|contract\b|freelance\b|remote\b)([^:"
    r"|.]{2,40}):\s+(.+)",
    re.IGNORECASE,
)
_AT = re.compile(r"(.+?)\s(?:at|@)\s?(?=[A-Z])(.+)")
_SEEKS = re.compile(
    r"([A-Z][^|:]{1,40}?) (?:sucht|recrute|recherche|busca|zoekt|cerca"
    r"|szuka|s\u00f6ker|s\u00f8ker|s\u00f8ger"
    r"|procura|is hiring|seeks):?\s+(?:an?\s|eine[n/]?\S*\s|une?\s)?(.{3,80})"
)
"""An employer that seeks a job's name in one piece: `Ostmark sucht: Softwareentwickler`."""
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[A-Z]\w*,? [a-z]")
_OFFER = re.compile(rf"(?:(?:we(?:['\u2019]re| are)|is|are) )?{OFFERS}", re.IGNORECASE)
_BARS = re.compile(r"\|")


def pieces(line: str) -> list[str]:
    """Return the pieces of a line, the employer before the job where one piece names both."""
    first, *rest = _split(line) or [line]
    return [*_employer_first(first, alone=not rest), *rest]


def _split(line: str) -> list[str]:
    barred = [piece.strip() for piece in split_list(line, _BARS) if piece.strip()]
    if len(barred) != 1:
        return barred
    dashed = [piece.strip() for piece in split_list(line, BETWEEN) if piece.strip()]
    if any(map(_SENTENCES.search, dashed[:2])) or (len(dashed) == 2 and _OFFER.match(dashed[1])):
        return _listed(line) or barred
    beside = len(dashed) == 2 and read_segment(dashed[1]).kind in BESIDE
    if len(dashed) > 2 or (beside and job_name(line.split(". ", 1)[0]) != line):
        return dashed
    return _listed(line) or barred


def _listed(line: str) -> list[str]:
    """Return the pieces between commas of a short line that names a job and its terms."""
    if len(line) > LONGEST or re.search(r"[.!?](?:\s|$)", line):
        return []
    named = _NAMED.fullmatch(line)
    front, rest = ([named[1].strip()], named[2]) if named else ([], line)
    parts = [part.strip() for part in split_list(rest, _COMMA)]
    kinds = [read_segment(part).kind for part in parts]
    job_first = bool(front) and kinds[0] == "title"
    terms = sum(kind in {"place", "salary", "contract"} for kind in kinds)
    if not job_first and not (kinds.count("title") == 1 and terms > 1 and kinds[0] == "other"):
        return []
    return [*front, *_together(parts, kinds)] if len(front) + len(parts) >= FEWEST else []


def _together(parts: list[str], kinds: list[str]) -> list[str]:
    """Return the parts with a town and its country as one piece."""
    joined: list[str] = []
    for n, part in enumerate(parts):
        if n and kinds[n] == kinds[n - 1] == "place":
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _employer_first(piece: str, *, alone: bool) -> list[str]:
    """Return employer and job of `Data Engineer at Brindlow`; any other piece unchanged."""
    seeks = _SEEKS.fullmatch(piece)
    if seeks and not alone:
        return [seeks[1], seeks[2]]
    match = _AT.fullmatch(piece)
    if alone or not match or not job_names(match[1]) or not _may_employ(match[2], match[0]):
        return [piece]
    return [match[2], match[1]]


def _may_employ(name: str, piece: str) -> bool:
    """Return whether a name behind a job is the employer's: `at Oslo` is a place, `@ Oslo` not."""
    bare = name.split(" (", 1)[0]
    return read_segment(bare).kind == "other" or "@" in piece
