"""Find where an advert of other jobs begins, and the words that point at this job."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.pay.adverts.job_hits import CUES, JobHit
from pipeline.rules.rows.other_jobs import OtherJobRole, OtherJobUse

_GAP = 32
"""Characters between two words that belong together: `other exciting jobs`."""
_NEAR = 12
_LINE = 70
_LONGEST = 24
"""Characters of a word that are looked back for its start."""
_PARTED = frozenset(".:;!?\n,()|\u2022\u3002\uff1a\uff0c\uff1b\u3001")
_COMPARED = 3
_RELATIVE = 3


class Stretch(NamedTuple):
    """A part of a text, from `start` to `end`, and the language of its words, or ""."""

    start: int
    end: int
    language: str = ""


def beginnings(low: str, hits: Sequence[JobHit]) -> list[Stretch]:
    """Return the words with which adverts of other jobs begin, in order.

    That is a word like `other` beside a vacancy, one like `also` beside a verb of hiring,
    or a phrase by itself. A comparison begins none: `unlike other jobs`, `in a similar job`.
    """
    found = set(alone(hits, OtherJobRole.LEAD))
    found.update(_pairs(low, hits, OtherJobRole.OTHER, OtherJobRole.VACANCY))
    found.update(_pairs(low, hits, OtherJobRole.ALSO, OtherJobRole.HIRE, _NEAR))
    return _not_compared(found, hits)


def headings(low: str, hits: Sequence[JobHit]) -> list[Stretch]:
    """Return the words that begin adverts of other jobs in a heading: `others also viewed`."""
    found = set(_pairs(low, hits, OtherJobRole.TOO, OtherJobRole.VIEW, _LINE))
    found.update(_pairs(low, hits, OtherJobRole.INTEREST, OtherJobRole.VACANCY, _LINE))
    found.update(_pairs(low, hits, OtherJobRole.INTEREST, OtherJobRole.TOO, _LINE))
    return _not_compared(found, hits)


def cues(hits: Sequence[JobHit]) -> list[Stretch]:
    """Return the words that only may head adverts of other jobs: `viewed`, `latest`, `jobs`."""
    return sorted(Stretch(hit.start, hit.end, hit.language) for hit in hits if hit.role in CUES)


def _not_compared(found: Collection[Stretch], hits: Sequence[JobHit]) -> list[Stretch]:
    """Return the beginnings beside which no word says that they are none, in order."""
    compared = [hit for hit in hits if hit.role == OtherJobRole.COMPARE]
    before = {hit.end for hit in compared if hit.use != OtherJobUse.AFTER}
    after = {hit.start for hit in compared if hit.use != OtherJobUse.BEFORE}
    return sorted(
        each
        for each in found
        if before.isdisjoint(range(each.start - _COMPARED, each.start + 1))
        and after.isdisjoint(range(each.end, each.end + _COMPARED))
    )


def own_words(low: str, hits: Sequence[JobHit], begun: Collection[Stretch]) -> list[Stretch]:
    """Return the words that point at this job or its applicant, in order.

    They are of the languages of the beginnings, and belong to none: `other jobs you may like`.
    """
    languages = {each.language for each in begun}
    ends = {each.end + n for each in begun for n in range(_RELATIVE)}
    found = {*alone(hits, OtherJobRole.OWN), *of_this_job(low, hits)}
    return sorted(e for e in found if e.language in languages and e.start not in ends)


def of_this_job(low: str, hits: Sequence[JobHit]) -> list[Stretch]:
    """Return the words that name this job: `this vacancy`, `the advertised role`."""
    return sorted(_pairs(low, hits, OtherJobRole.THIS, OtherJobRole.VACANCY))


def alone(hits: Sequence[JobHit], role: OtherJobRole) -> Iterator[Stretch]:
    """Return the words of a role."""
    return (Stretch(hit.start, hit.end, hit.language) for hit in hits if hit.role == role)


def _pairs(
    low: str, hits: Sequence[JobHit], role: OtherJobRole, partner: OtherJobRole, gap: int = _GAP
) -> Iterator[Stretch]:
    """Yield the stretches of two words beside each other, on the side that the row allows."""
    partners = [hit for hit in hits if hit.role == partner]
    starts = [hit.start for hit in partners]
    for hit in (hit for hit in hits if hit.role == role):
        first = bisect_left(starts, hit.start - _GAP - _LONGEST)
        last = bisect_right(starts, hit.end + _GAP)
        for other in partners[first:last]:
            if hit.language != other.language:
                continue
            if _goes_before(hit, other) and _is_beside(low, hit, other, gap):
                yield Stretch(hit.start, other.end, hit.language)
            elif _goes_after(hit, other) and _is_beside(low, other, hit, gap):
                yield Stretch(other.start, hit.end, hit.language)


def _goes_before(hit: JobHit, other: JobHit) -> bool:
    return hit.end <= other.start and hit.use != OtherJobUse.AFTER


def _goes_after(hit: JobHit, other: JobHit) -> bool:
    return other.end <= hit.start and hit.use != OtherJobUse.BEFORE


def _is_beside(low: str, first: JobHit, second: JobHit, gap: int) -> bool:
    """Return whether two words are near each other in one clause."""
    between = low[first.end : min(second.start, first.end + gap + 1)]
    return len(between) <= gap and _PARTED.isdisjoint(between)
