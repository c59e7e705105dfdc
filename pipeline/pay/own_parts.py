"""Take the parts of a text that may state the pay of its own job."""

from pipeline.pay.adverts.job_hits import may_have_adverts
from pipeline.pay.adverts.other_adverts import other_adverts, without
from pipeline.pay.adverts.unstated import leaves_pay_unstated, speaks_of_own_pay
from pipeline.pay.parts.excerpts import Excerpt, Excerpts, excerpts
from pipeline.text.patterns import plain


def parts_of(text: str, *, prose: bool) -> Excerpts:
    """Return the parts of a text that may state pay: a field, or sentences of a description.

    A description is read without its adverts of other jobs. Where it says that it does not give the
    pay of its job, only sentences count that speak of this job, or that begin with a name of pay.
    """
    return _own_parts(text, excerpts(text)) if prose else Excerpts((Excerpt(text),))


def _own_parts(text: str, found: Excerpts) -> Excerpts:
    """Return the excerpts of a description to read, of those `found` in it."""
    low = plain(text) if found.stretches else ""
    if not low or not may_have_adverts(low):
        return found
    adverts = other_adverts(low)
    if adverts:
        found = excerpts(without(text, adverts))
    return _of_this_job(found) if found.stretches and leaves_pay_unstated(low) else found


def _of_this_job(found: Excerpts) -> Excerpts:
    """Return those of the excerpts that speak of this job or its pay, or begin with its name."""
    kept = (part for part in found.stretches if part.introduced or speaks_of_own_pay(part.text))
    return Excerpts(tuple(kept), found.more)
