"""Tell whether a description says that it does not give the pay of its job.

`The salary of the post described above will be agreed` does, while `The exact salary` only says
where in a range the pay will be.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from pipeline.pay.adverts.beginnings import Stretch, alone, of_this_job
from pipeline.pay.adverts.job_hits import JobHit, job_hits
from pipeline.rules.rows.other_jobs import OtherJobRole
from pipeline.text.patterns import plain

_ENDS = re.compile(r"[.!?;](?=\s|$)|[\n\u3002\uff01\uff1f\uff1b\u2022]")
_FIGURE = re.compile(r"\d{2}")
_PARTS = frozenset(",:(\u3001\uff0c\uff08\u060c")
_NAMED = 4  # the most characters before the name of pay that begins a sentence: `The salary`


def leaves_pay_unstated(low: str, hits: Sequence[JobHit]) -> bool:
    """Return whether a sentence without a figure says that the pay of this job is not given."""
    if not any(hit.role == OtherJobRole.UNSTATED for hit in hits):
        return False
    ends = [*(found.start() for found in _ENDS.finditer(low)), len(low)]
    for at, inside in groupby(hits, key=lambda hit: bisect_left(ends, hit.start)):
        start = ends[at - 1] if at else 0
        if _says_so(low, [*inside]) and not _FIGURE.search(low, start, ends[at]):
            return True
    return False


def speaks_of_own_pay(sentence: str) -> bool:
    """Return whether a sentence speaks of this job or its applicant, or begins with a name of pay."""
    low = plain(sentence)
    hits = job_hits(low)
    pay = next((hit.start for hit in hits if hit.role == OtherJobRole.PAY), len(low))
    named = pay <= _NAMED and _PARTS.isdisjoint(low[:pay])
    return named or bool(_own(low, hits))


def _says_so(low: str, hits: Sequence[JobHit]) -> bool:
    """Return whether the words of a sentence are a name of pay, this job, and that it is not given."""
    roles = {hit.role for hit in hits}
    if not roles >= {OtherJobRole.PAY, OtherJobRole.UNSTATED} or OtherJobRole.EXACT in roles:
        return False
    languages = {hit.language for hit in hits if hit.role == OtherJobRole.UNSTATED}
    return any(own.language in languages for own in _own(low, hits))


def _own(low: str, hits: Sequence[JobHit]) -> list[Stretch]:
    return [*alone(hits, OtherJobRole.OWN), *of_this_job(low, hits)]
