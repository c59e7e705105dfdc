"""Take the parts of a text that may state the pay of its own job."""

from pipeline.pay.adverts.job_hits import job_hits
from pipeline.pay.adverts.other_adverts import other_adverts, without
from pipeline.pay.adverts.unstated import leaves_pay_unstated, speaks_of_own_pay
from pipeline.pay.grammar.excerpts import Excerpts, excerpts
from pipeline.text.patterns import plain


def own_parts(text: str, *, prose: bool) -> Excerpts:
    """Return the parts of a text to read: a whole field, or sentences of a description.

    A description is read without its adverts of other jobs. Where it says that it does not give the
    pay of its job, only sentences count that speak of this job, or that begin with a name of pay.
    """
    if not prose:
        return Excerpts((text,), False, (False,))
    found = excerpts(text)
    if not found.stretches:
        return found
    low = plain(text)
    hits = job_hits(low)
    adverts = other_adverts(low, hits)
    if adverts:
        found = excerpts(without(text, adverts))
    return _of_this_job(found) if leaves_pay_unstated(low, hits) else found


def _of_this_job(found: Excerpts) -> Excerpts:
    """Return those of the excerpts that speak of this job, or begin with a name of pay."""
    kept = [speaks_of_own_pay(sentence) for sentence in found.stretches]
    stretches = tuple(s for s, own in zip(found.stretches, kept, strict=True) if own)
    introduced = tuple(i for i, own in zip(found.introduced, kept, strict=True) if own)
    return Excerpts(stretches, found.more, introduced)
