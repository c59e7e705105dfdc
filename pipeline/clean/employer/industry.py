"""Stage: the employer's industry, where the posting itself says it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import Hit, Matcher, folded, longest

# What the employer is must be said of it: by its name, or by `we`, before the words.
SELF = re.compile(
    rb"\b(?:we|we're|our|us|wir|unsere[rnms]?|unser|nous|notre|nos|somos|nuestr[oa]s?|noss[oa]s?"
    rb"|wij|onze|ons|jeste\xc5\x9bmy|nasz[ae]?|client|\xc3\xa9dite)\b",
    re.IGNORECASE,
)
IS = re.compile(
    rb"\b(?:(?:is|are|ist|est|es|\xc3\xa9|jest)\s+(?:an?|the|one of|eine?|une?|um|uma|una?)\b"
    rb"|runs|operates|builds|makes|betreibt|baut)[^.\n]{0,50}$"
)
# Said of a person or a customer, it is not the employer's.
OTHERS = re.compile(
    rb"\b(?:experience|background|clients|customers|partners?|such as|e\.g|like|worked|ideally|"
    rb"degree|insurance|leave|benefits?|Erfahrung|exp\xc3\xa9rience|experiencia)\b"
    rb"|\b(?:for|f\xc3\xbcr|pour|para|dla)\b[^.,\n]{0,40}$"
    rb"|\b(?:to|by|near|beside|from|alongside|out of|with)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
NEAR = 90
"""Bytes before the words in which the employer must be named."""
READ = 1_500
"""Bytes that are read: an employer says who it is at the beginning."""
LINE = re.compile(rb"[!?]|\.\s")


@dataclass(frozen=True, slots=True)
class IndustryWords:
    """A row of industries.csv: words and the industry they say.

    `where`: `says` in a description, of the employer itself; `name` in the employer's name; a
    language where they say it with one of its heads: `insurance` in `insurance company`. Words
    without an industry hide what would mislead (`bank account`).
    """

    industry: str
    words: str
    where: str
    example: str


@dataclass(frozen=True, slots=True)
class IndustryHead:
    """A row of industry_heads.csv: what an employer is called, `{}` standing for its field."""

    language: str
    head: str
    example: str


def industry(job: Job) -> Reading:
    """Return the industry; nothing where the posting does not say it, or says two."""
    read = read_industry(job.values.get("company") or "", job.texts.description)
    if read is None:
        return Reading()
    found, text = read
    return Reading({"industry": found}, evidence=(Evidence("industry", text, "industries.csv"),))


@lru_cache(maxsize=64)
def read_industry(company: str, description: str) -> tuple[str, str] | None:
    """Return the industry and the words that say it: those of the description before the name."""
    return (_said(company, description) if description else None) or _in_name(company)


def _said(company: str, description: str) -> tuple[str, str] | None:
    ready = folded(description)
    name = folded(company).raw.split(b" ")[0] if company else b""
    said = longest(_spotter("says").find(ready))
    hits = [
        hit for hit in said if hit.value and hit.start < READ and _of_itself(hit, ready.raw, name)
    ]
    counts = Counter(hit.value for hit in hits)
    if not counts:
        return None
    (best, most), *others = counts.most_common(2)
    if others and others[0][1] == most and hits[0].value != best:
        return None
    first = next(hit for hit in hits if hit.value == best)
    return best, ready.raw[first.start : first.end].decode(errors="replace")


def _of_itself(hit: Hit[str], raw: bytes, name: bytes) -> bool:
    """Return whether a sentence says it of the employer: its name or `we` stands before."""
    line = raw.rfind(b"\n", 0, hit.start) + 1
    ends = [match.end() for match in LINE.finditer(raw, line, hit.start)]
    before = raw[ends[-1] if ends else line : hit.start]
    if OTHERS.search(before):
        return False
    near = before[-NEAR:]
    return bool((name and name in near) or SELF.search(near) or IS.search(before))


@lru_cache(maxsize=16_384)
def _in_name(company: str) -> tuple[str, str] | None:
    ready = folded(company)
    hits = longest(_spotter("name").find(ready)) if company else []
    if len({hit.value for hit in hits}) != 1:
        return None
    return hits[0].value, ready.raw[hits[0].start : hits[0].end].decode(errors="replace")


@cache
def _spotter(where: str) -> Matcher[str]:
    rows = read_rules("industries.csv", IndustryWords)
    phrases = [(row.words, row.industry) for row in rows if row.where == where]
    if where == "says":
        heads = read_rules("industry_heads.csv", IndustryHead)
        phrases += [
            (head.head.format(row.words), row.industry)
            for row in rows
            for head in heads
            if head.language == row.where
        ]
    return Matcher(dict(reversed(phrases)).items())
