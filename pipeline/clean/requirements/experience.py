"""Stage: the required years of experience."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.requirements.rules import MATCHERS, RequirementWord
from pipeline.clean.requirements.sections import MOST as MOST_SIGNS
from pipeline.clean.requirements.sections import RequirementText, requirement_text
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.rules.rows.requirements import ExperienceWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import Hit, folded

MOST = 20
"""The most years that count. More years describe the employer."""
MORE = re.compile(
    rb"\+|\s*(?:or more|oder mehr|ou plus|o m\xc3\xa1s|ou mais|of meer)", re.IGNORECASE
)
BEFORE, AFTER = 60, 110
"""Bytes before a number and after `years` that may name the experience."""
SPENT = re.compile(
    rb"\+?[ ]?'?[ ]?(?:\(\w+\)[ ])?(?:of|in|with|as|\w{2,}ing|\w{3,}ndo|professional|relevant|"
    rb"spent|hands|als|im|mit|bei|en|dans|como|com|em|na|con|jako|w|z|met)\b",
    re.IGNORECASE,
)
# A form has the reverse order: `Years of experience: 5-7`.
TOLD = re.compile(
    rb"\s+of\s+(?:\w+\s+){0,2}experience\s*(?:\w+\s*)?:\s*"
    rb"(?P<low>\d{1,2})(?P<plus>\+)?(?P<more>)(?:\s*-\s*(?P<high>\d{1,2}))?",
    re.IGNORECASE,
)
IN_WORDS = re.compile(rb"(?P<low>)(?P<plus>x)??(?P<more>x)??(?P<high>x)??")


@dataclass(frozen=True, slots=True)
class Years:
    """Required years from `low` to `high` (either may be None), their words, and the row."""

    low: int | None
    high: int | None
    preferred: bool
    text: str
    rule: str = field(default="", compare=False)


def experience(job: Job) -> Reading:
    """Return experience_min and experience_max in years, from the description, else the title."""
    read = read_experience(job.texts.description) or _of_title(job.texts.title)
    issues = _issues(requirement_text(job.texts.description))
    if read is None:
        return Reading(issues=issues)
    values = {"experience_min": read.low, "experience_max": read.high}
    evidence = (Evidence("experience_min", read.text, read.rule),)
    return Reading(values, issues, evidence)


def _issues(found: RequirementText) -> tuple[IssueDraft, ...]:
    """Return an issue if a description has more phrases than are read."""
    detail = f"the first {MOST_SIGNS} phrases of degrees and years were read"
    return (IssueDraft("description_too_long", "description", detail=detail),) if found.more else ()


@cached_reader(64)
def read_experience(text: str) -> Years | None:
    """Return the years of experience that a text requires, or None.

    Of several requirements the largest is the general one: `5 years, 2 of them with Python`. If
    they depend on degrees (`5 with a BSc, 3 with an MSc`), the largest belongs to the lowest
    degree. A preference counts only if nothing else is stated.
    """
    if not MATCHERS["years"].find(folded(text)):
        return None
    found = requirement_text(text)
    years = [
        y for hit in found.signs["years"] if hit.value.kind == "year" for y in _read(found, hit)
    ]
    musts = [y for y in years if not y.preferred]
    return max(musts or years, key=lambda y: (y.low or 0, y.high or 0), default=None)


@cached_reader(65_536)
def _of_title(title: str) -> Years | None:
    """Return the years that a title requires. It is cached, because titles repeat."""
    return read_experience(title)


def _read(found: RequirementText, hit: Hit[RequirementWord]) -> Iterator[Years]:
    start, end = found.sentence(hit.start)
    raw = found.raw
    match = _number_of(raw, max(start, hit.start - 40), hit)
    if match is None:
        return
    signs = found.within("years", start, end)
    low, high = hit.value.number or _number(match["low"]), _number(match["high"])
    if low is None or low > MOST or not _is_experience(found, hit, match, signs):
        return
    asks = found.asks(hit.start)
    if "offer" in asks:
        return
    if _beside(signs, match.start(), "most"):
        low, high = None, low
    elif high is not None and high < low:
        high = None
    text = raw[match.start() : max(hit.end, match.end())].decode(errors="replace")
    yield Years(low, high, "preferred" in asks, text, hit.value.source)


def _number_of(raw: bytes, start: int, hit: Hit[RequirementWord]) -> "re.Match[bytes] | None":
    """Return the match of the number of years: in the words (`a year`), before or after them."""
    if hit.value.number:
        return IN_WORDS.match(raw, hit.start)
    return _amount().search(raw, start, hit.start) or TOLD.match(raw, hit.end)


def _number(written: bytes | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else _numbers()[written.lower()]


@cached_file
def _amount() -> "re.Pattern[bytes]":
    """Return the pattern of the number before `years`: 3, 3+, 3 (three), 3-5, three to 5."""
    number = rb"\d{1,2}|" + b"|".join(sorted(_numbers(), reverse=True))
    return re.compile(
        rb"(?<![a-z0-9\x80-\xff])(?<!\d[.,])(?P<low>" + number + rb")(?![a-z\x80-\xff])"
        rb"[ ]?(?P<plus>\+|plus\b)?[ ]?(?:\(\w{1,9}\+?\)[ ]?)?"
        rb"(?:(?:-|to|bis|et|y|or|oder|ou|a|\xc3\xa0|tot|do|of|lub|at\xc3\xa9|e|and)(?![a-z])[ ]?"
        rb"(?P<high>" + number + rb")[ ]?\+?[ ]?)?"
        rb"(?P<more>(?:or|oder|ou|o|of|lub)[ ](?:more|mehr|plus|m\xc3\xa1s|mais|meer|wi\xc4\x99cej)"
        rb"[ ])?(?:full[ ])?-?$",
        re.IGNORECASE,
    )


@cached_file
def _numbers() -> dict[bytes, int]:
    rows = read_rules(ExperienceWords)
    return {row.phrase.encode(): row.value or 0 for row in rows if row.use == "number"}


def _beside(signs: list[Hit[RequirementWord]], at: int, kind: str) -> bool:
    """Return whether a phrase of a kind ends right before an offset."""
    return any(h.value.kind == kind and 0 <= at - h.end <= 2 for h in signs)


def _is_experience(
    found: RequirementText,
    hit: Hit[RequirementWord],
    match: "re.Match[bytes]",
    signs: list[Hit[RequirementWord]],
) -> bool:
    """Return whether years are a person's experience, and not the employer's age or a date."""
    kinds = {h.value.kind for h in signs}
    if "company" in kinds or _beside(signs, match.start(), "never_before"):
        return False
    if any(h.value.kind == "work" and _near(h, match.start(), hit.end) for h in signs):
        return True
    more = MORE.match(found.raw, hit.end)
    if SPENT.match(found.raw, more.end() if more else hit.end) is None:
        return False
    marked = match["plus"] or match["more"] or match["high"] or more
    return bool(marked) or _beside(signs, match.start(), "least") or _required(found, match.start())


def _required(found: RequirementText, at: int) -> bool:
    """Return whether a requirement line begins here, or its sentence requires a degree too."""
    start, end = found.sentence(at)
    degrees = [hit for hit in found.within("degree", start, end) if hit.value.value]
    line = found.raw[start:at].strip(b" *-\n")
    return bool(degrees) or (not line and found.section(at) == "required")


def _near(work: Hit[RequirementWord], start: int, end: int) -> bool:
    return start - BEFORE <= work.end <= start or end <= work.start <= end + AFTER
