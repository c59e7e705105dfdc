"""Find jobs that a line lists as names, each with its pay in brackets."""

import re
from collections.abc import Iterator, Sequence

from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.words.job_names import LEVELS, Entry, departments, job_name
from scrapers.platforms.hackernews.words.money import PAY, names_funds
from scrapers.platforms.hackernews.words.segments import read_segment

FEWEST_PAIRS = 2
LONGEST_NAME = 7
"""Words of a name at most."""
_PAIR = re.compile(r"([^()|;]{2,90}?)\s\(([^()]{2,60})\)(?:,?\s(?:and|or|plus)\s|[,;.]\s?|\s|$)")
_COMMA_PAIR = re.compile(
    rf"(?:^|(?<=[:;,.]\s))([^()|;,:.]{{2,60}}?),? (?=(?:up to |from )?(?:{PAY.pattern}))"
    r"((?:[^,;()|.]|[,.]\d){2,40})(?=,\s|[;.]\s|[.;]?$)",
    re.IGNORECASE,
)
"""A name and its pay between commas: `Test Technician $28/hr, Buyer, $70k`."""
_TITLE = re.compile(r"(?:.* )?[A-Z\d][\w/+-]*(?: \([^()]*\))?")
"""A name that ends with a word in capital letters, and so with no verb: `Buyer`."""
_NO_NAME = re.compile(r"(?:salary|pay|base|equity|bonus|budget|rate)\b", re.IGNORECASE)
_PLACED = re.compile(r"(.+?) (?:in|en|\u00e0|em|te|i|w) ([A-Z][\w' -]+)")
"""A name and the town behind it: `T\u00e9cnico de Soporte en Albacete`."""
_FOR = re.compile(r"(?:for|in|at|with|from|on|of)\b")
"""Words that begin no name: `for payments (\u20ac85k) and one for mobile (\u20ac80k)`."""
_WORD = re.compile(r"[^\W\d_A-Z]{3}")
_LEAD = re.compile(
    r"^.*(?:[:.]\s|\b(?:hire|hiring|seeks?|seeking|looking for|looks? for|needs?"
    r"|team with|wir (?:suchen|brauchen)|suchen wir|buscamos|recrutons|cherchons|procuramos"
    r"|cerchiamo|zoeken|s\u00f6ker|s\u00f8ker|s\u00f8ger|szukamy)\s)"
    r"(?:an?\s|eine(?:n|[/:*]n)?\s|une?\s|uma?\s|een\s|en\s|ett\s)?"
    r"|^(?:und|sowie)(?:\seine(?:n|[/:*]n)?)?\s|^(?:and|or|an?|one|two|three|our|the)\s",
    re.IGNORECASE,
)


def paired(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of lines that list names, each with its pay in brackets."""
    return [
        from_entry(common, Entry(name, text), line)
        for line in lines
        for name, text in _of_line(line)
    ]


def _of_line(line: str) -> list[tuple[str, str]]:
    found = list(_pairs(line))
    known = any(job_name(name) or departments(name) for name, _ in found)
    return found if len(found) >= FEWEST_PAIRS and (known or len(found) > FEWEST_PAIRS) else []


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    for match in (*_PAIR.finditer(line), *_COMMA_PAIR.finditer(line)):
        if not PAY.search(match[2]) or names_funds(match[2]):
            continue
        said = re.split(r"\s[-\u2013\u2014]\s", match[1])[-1]
        name = _LEAD.sub("", _LEAD.sub("", said.strip(" ,;-*\u00b7\u2022\u2013\u2014")))
        name, place = _apart(name)
        short = 0 < len(name.split()) <= LONGEST_NAME and name.casefold() not in LEVELS
        if short and name[0].isalpha() and not _FOR.match(name) and _is_title(name, match.re):
            yield name, f"{name} ({match[2]})" + (f" | {place}" if place else "")


def _apart(name: str) -> tuple[str, str]:
    """Return a name without the town behind it, and the town."""
    front, _, behind = name.rpartition(", ")
    placed = _PLACED.fullmatch(name)
    front, behind = (placed[1], placed[2]) if placed and not front else (front, behind)
    return (front, behind) if front and read_segment(behind).kind == "place" else (name, "")


def _is_title(name: str, form: re.Pattern[str]) -> bool:
    """Return whether a name beside pay without brackets is no clause and no initials: `SE II`."""
    whole = _TITLE.fullmatch(name) and _WORD.search(name) and not _NO_NAME.match(name)
    return form is _PAIR or bool(whole)
