"""Stage: the required degree, whether it is a must, and the fields of study."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.vocab import Education
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.requirements.rules import RequirementWord
from pipeline.clean.requirements.sections import RequirementText, requirement_text
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.rules.rows.requirements import LocalDegree
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import Hit

RANKS = {degree: rank for rank, degree in enumerate(Education)}
OFFER = "offer"
FARTHEST = 200
"""Bytes from a degree to its fields."""
# What may stand between two degrees of one requirement; what follows a short degree (MS in ...).
BETWEEN = re.compile(
    rb"[\s/,&()-]*(?:or|and|and/or|oder|und|ou|et|o|y|e|of|en|lub|i)?[\s/,&(-]*", re.IGNORECASE
)
IN = re.compile(rb"\s*[/,(-]?\s*(?:in|degree|of)\b|'s? degree|\s*(?:plus|with|\+)\s*\d")
# Years that may replace a degree: `or 4+ years`.
OR_YEARS = re.compile(
    rb"[^.;\n\d]{0,60}?\b(?:or|oder|ou|o|of|lub)\s+(?:at least\s+)?\d{1,2}\+?\s+"
    rb"(?:years|yrs|Jahre|ans|a\xc3\xb1os|anos|jaar|lat)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EducationReading:
    """A degree, whether it is a must, its fields of study, its words, and the row of these."""

    degree: Education | None = None
    required: bool | None = None
    fields: tuple[str, ...] = ()
    text: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    degree: Education
    asks: frozenset[str]
    at: int
    end: int
    text: str
    rule: str


def education(job: Job) -> Reading:
    """Return education, education_required and education_fields, from the description."""
    country = job.values.get("country") or job.raw.country
    read = read_education(job.texts.description, country)
    if read.degree is None:
        return Reading()
    values = {
        "education": read.degree,
        "education_required": read.required,
        "education_fields": read.fields,
    }
    return Reading(values, evidence=(Evidence("education", read.text, read.rule),))


@cached_reader(64)
def read_education(text: str, country: str = "") -> EducationReading:
    """Return the degree that a description requires; some words depend on the country (CA).

    It is the lowest of the degrees that are a must, because a holder of it may apply. If no degree
    is a must, it is the lowest of the preferred ones. A current student counts as a holder.
    """
    found = requirement_text(text)
    wanted = list(_wanted(found, country))
    musts = [w for w in wanted if "preferred" not in w.asks]
    if not wanted:
        return _none_needed(found)
    chosen = min(musts or wanted, key=lambda w: RANKS[w.degree])
    fields = _fields(found, musts or wanted)
    open_to_others = {"preferred", "equivalent"} & chosen.asks
    required = not open_to_others
    return EducationReading(chosen.degree, required, fields, chosen.text, chosen.rule)


def study_places(text: str) -> frozenset[int]:
    """Return the offsets of fields of study: they are not skills that the job requires.

    Offsets count bytes of the folded text.
    """
    found = requirement_text(text)
    spans = [
        _field_span(found, hit.start, hit.end) for hit in found.signs["degree"] if hit.value.value
    ]
    return frozenset(hit.start for span in spans for hit in found.within("field", *span))


def _wanted(found: RequirementText, country: str) -> Iterator[_Wanted]:
    hits = found.signs["degree"]
    for n, hit in enumerate(hits):
        if hit.value.kind == "hides" or (hit.value.kind == "near" and not _is_degree(found, n)):
            continue
        asks = _asks(found, n)
        if not {OFFER, "none"} & asks:
            text = found.raw[hit.start : hit.end].decode(errors="replace")
            degree, rule = _local_degrees().get((text.casefold(), country)) or (
                Education(hit.value.value),
                hit.value.source,
            )
            yield _Wanted(degree, frozenset(asks), hit.start, hit.end, text, rule)


@cached_file
def _local_degrees() -> dict[tuple[str, str], tuple[Education, str]]:
    rows = read_rules(LocalDegree)
    return {(r.phrase.casefold(), r.country): (Education(r.degree), r.source) for r in rows}


def _asks(found: RequirementText, n: int) -> set[str]:
    """Return how a degree is required. `Preferred` may belong to another degree beside it."""
    hits, hit = found.signs["degree"], found.signs["degree"][n]
    asks = found.asks(hit.start)
    if OR_YEARS.match(found.raw, hit.end):
        asks = asks | {"equivalent"}
    if "preferred" not in asks or n + 1 == len(hits) or _paired(found, hit, hits[n + 1]):
        return asks
    end = min(found.sentence(hit.start)[1], hits[n + 1].start)
    start = found.sentence(hit.start)[0]
    here = {h.value.kind for h in found.within("asking", start, end)}
    return asks if "preferred" in here or end < hits[n + 1].start else asks - {"preferred"}


def _is_degree(found: RequirementText, n: int) -> bool:
    """Return whether letters (MS, BA) are a degree: spelled so, with `in` or another degree."""
    hits, raw = found.signs["degree"], found.raw
    hit = hits[n]
    if raw[hit.start : hit.end] != hit.value.written:
        return False
    if IN.match(raw, hit.end):
        return True
    return any(_paired(found, hits[k], hits[k + 1]) for k in (n - 1, n) if 0 <= k < len(hits) - 1)


def _paired(found: RequirementText, one: Hit[RequirementWord], other: Hit[RequirementWord]) -> bool:
    if "hides" in (one.value.kind, other.value.kind):
        return False
    return BETWEEN.fullmatch(found.raw, one.end, other.start) is not None


def _none_needed(found: RequirementText) -> EducationReading:
    for hit in found.signs["asking"]:
        if hit.value.kind == "none":
            text = found.raw[hit.start : hit.end].decode(errors="replace")
            rule = hit.value.source
            return EducationReading(Education.NONE, required=False, text=text, rule=rule)
    return EducationReading()


def _fields(found: RequirementText, wanted: list[_Wanted]) -> tuple[str, ...]:
    """Return the fields of study in the sentences that require a degree, alphabetically."""
    spans = {_field_span(found, w.at, w.end) for w in wanted}
    return tuple(
        sorted({hit.value.value for span in spans for hit in found.within("field", *span)})
    )


def _field_span(found: RequirementText, at: int, after: int) -> tuple[int, int]:
    """Return the byte range that may hold the fields of a degree: the near part of its sentence."""
    start, end = found.sentence(at)
    years = [h.start for h in found.within("years", after, end) if h.value.kind in ("year", "work")]
    return max(start, at - FARTHEST), min(end, at + FARTHEST, *years)
