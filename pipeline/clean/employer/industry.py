"""Stage: the employer's industry, if the posting states it."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import partial

from pipeline.caches import cached_reader
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.rules.rows.employer import IndustryHead, IndustryWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import POSTING, Hit, Matcher, folded, longest

# The words must be about the employer: its name, or a word such as `we`, stands before them.
SELF = re.compile(
    rb"\b(?:we|we're|our|us|wir|unsere[rnms]?|unser|nous|notre|nos|somos|nuestr[oa]s?|noss[oa]s?"
    rb"|wij|onze|ons|jeste\xc5\x9bmy|nasz[ae]?|client|\xc3\xa9dite)\b",
    re.IGNORECASE,
)
IS = re.compile(
    rb"\b(?:(?:is|are|ist|est|es|\xc3\xa9|jest)\s+(?:an?|the|one of|eine?|une?|um|uma|una?)\b"
    rb"|runs|operates|builds|makes|betreibt|baut)[^.\n]{0,50}$"
)
# Words about a person or a customer do not name the employer's industry.
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
"""Bytes that are read: an employer introduces itself at the beginning."""
LINE = re.compile(rb"[!?]|\.\s")


def industry(job: Job) -> Reading:
    """Return industry; no value if the posting states none, or two equally often."""
    read = read_industry(job.values.get("company") or "", job.texts.description)
    if read is None:
        return Reading()
    found, text, rule = read
    return Reading({"industry": found}, evidence=(Evidence("industry", text, rule),))


@cached_reader(64)
def read_industry(company: str, description: str) -> tuple[str, str, str] | None:
    """Return (industry, its words, the row that knows them), from the text, else the name."""
    return (_said(company, description) if description else None) or _in_name(company)


def _said(company: str, description: str) -> tuple[str, str, str] | None:
    ready = folded(description)
    name = folded(company).raw.split(b" ")[0] if company else b""
    found = longest(_MATCHERS["says"].find(ready))
    hits = [
        hit
        for hit in found
        if hit.value.industry and hit.start < READ and _of_itself(hit, ready.raw, name)
    ]
    counts = Counter(hit.value.industry for hit in hits)
    if not counts:
        return None
    (best, most), *others = counts.most_common(2)
    if others and others[0][1] == most and hits[0].value.industry != best:
        return None
    return _reading(next(hit for hit in hits if hit.value.industry == best), ready.raw)


def _reading(hit: Hit[IndustryWords], raw: bytes) -> tuple[str, str, str]:
    text = raw[hit.start : hit.end].decode(errors="replace")
    return hit.value.industry, text, hit.value.source


def _of_itself(hit: Hit[IndustryWords], raw: bytes, name: bytes) -> bool:
    """Return whether the words are about the employer: its name or `we` stands before them."""
    line = raw.rfind(b"\n", 0, hit.start) + 1
    ends = [match.end() for match in LINE.finditer(raw, line, hit.start)]
    before = raw[ends[-1] if ends else line : hit.start]
    if OTHERS.search(before):
        return False
    near = before[-NEAR:]
    return bool((name and name in near) or SELF.search(near) or IS.search(before))


@cached_reader(16_384)
def _in_name(company: str) -> tuple[str, str, str] | None:
    ready = folded(company)
    hits = longest(_MATCHERS["name"].find(ready)) if company else []
    if len({hit.value.industry for hit in hits}) != 1:
        return None
    return _reading(hits[0], ready.raw)


def _phrases(where: str) -> Iterable[tuple[str, IndustryWords]]:
    rows = read_rules(IndustryWords)
    phrases = [(row.phrase, row) for row in rows if row.use == where]
    if where == "says":
        heads = read_rules(IndustryHead)
        phrases += [
            (head.phrase.format(row.phrase), row)
            for row in rows
            for head in heads
            if head.language == row.use
        ]
    return dict(reversed(phrases)).items()


_MATCHERS = {
    "says": Matcher(partial(_phrases, "says"), one_pass=POSTING),
    "name": Matcher(partial(_phrases, "name")),
}
