"""Tell whether a description says that it does not give the pay of its job.

`The salary of the post described above will be agreed` does, while `The exact salary` only says
where in a range the pay will be.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from pipeline.pay.adverts.beginnings import alone, of_this_job
from pipeline.pay.adverts.job_hits import JobHit, job_hits
from pipeline.pay.adverts.job_text import is_led
from pipeline.rules.rows.other_jobs import OtherJobRole
from pipeline.text.patterns import plain

_ENDS = re.compile(r"[.!?;](?=\s|$)|[\n\u3002\uff01\uff1f\uff1b\u2022]")
_FIGURE = re.compile(r"\d{2}")
_LED = re.compile(r"[\W_]*(?:[a-z]{2,3}\W?)?\d")  # `£50,000`, `EUR 50,000`


def leaves_pay_unstated(low: str, hits: Sequence[JobHit]) -> bool:
    """Return whether a sentence without a figure says that the pay of this job is not given.

    Its pay is not given, either, where a sentence says that this job is unpaid.
    """
    if not any(hit.role in (OtherJobRole.UNSTATED, OtherJobRole.UNPAID) for hit in hits):
        return False
    ends = [*(found.start() for found in _ENDS.finditer(low)), len(low)]
    for at, inside in groupby(hits, key=lambda hit: bisect_left(ends, hit.start)):
        start, end = ends[at - 1] + 1 if at else 0, ends[at]
        if _says_so(low, [*inside], start) and not _FIGURE.search(low, start, end):
            return True
    return False


def speaks_of_own_pay(sentence: str) -> bool:
    """Return whether a sentence speaks of this job, or begins with a name of pay or the amount."""
    low = plain(sentence)
    hits = job_hits(low)
    led = _LED.match(low) is not None or _is_pay_led(low, hits, 0)
    return led or any(hit.role == OtherJobRole.OWN for hit in hits) or bool(of_this_job(low, hits))


def _says_so(low: str, hits: Sequence[JobHit], start: int) -> bool:
    """Return whether the words of a sentence say that the pay of this job is not given."""
    roles = {hit.role for hit in hits}
    if OtherJobRole.EXACT in roles:
        return False
    this = of_this_job(low, hits)
    unpaid = [hit.start for hit in hits if hit.role == OtherJobRole.UNPAID]
    if any(each.start < at < each.end for each in this for at in unpaid):
        return True
    if not roles >= {OtherJobRole.PAY, OtherJobRole.UNSTATED}:
        return False
    languages = {hit.language for hit in hits if hit.role == OtherJobRole.UNSTATED}
    own = (each.language for each in (*alone(hits, OtherJobRole.OWN), *this))
    return _is_pay_led(low, hits, start) or not languages.isdisjoint(own)


def _is_pay_led(low: str, hits: Sequence[JobHit], start: int) -> bool:
    """Return whether a sentence from `start` on begins with a name of pay."""
    pay = next((hit.start for hit in hits if hit.role == OtherJobRole.PAY), len(low))
    return is_led(low, start, pay)
