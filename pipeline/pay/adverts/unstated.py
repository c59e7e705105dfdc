"""Tell whether a description says that it does not give the pay of its job.

`The salary of the post described above will be agreed` does, while `The exact salary` only says
where in a range the pay will be.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.adverts.beginnings import alone, of_this_job
from pipeline.pay.adverts.job_hits import JobHit, first_hits, job_hits
from pipeline.pay.adverts.job_text import is_led
from pipeline.pay.lexing.tokens import Token, tokenize
from pipeline.rules.rows.other_jobs import OtherJobRole
from pipeline.text.patterns import plain

_ENDS = re.compile(r"[.!?;](?=\s|$)|[\n\u3002\uff01\uff1f\uff1b\u2022]")
_ADJECTIVE = 12  # the most letters before the name of pay of a sentence: `Your gross salary`
_UNSTATED = (OtherJobRole.UNSTATED, OtherJobRole.UNPAID)
_MOST = 20  # such words that are looked at
_REACH = 200  # characters of a sentence before and after one
_FIGURE = re.compile(r"\d{2}")


def leaves_pay_unstated(low: str) -> bool:
    """Return whether a sentence without a figure says that the pay of this job is not given.

    Its pay is not given, either, where a sentence says that this job is unpaid. `low` is the text
    in small letters, see `patterns.plain`.
    """
    said = [hit for hit in first_hits(low) if hit.role in _UNSTATED][:_MOST]
    return any(_says_so(sentence) for sentence in {_sentence(low, hit) for hit in said})


def _sentence(low: str, hit: JobHit) -> str:
    """Return the sentence with a word, or the part of it that is near."""
    first = max(hit.start - _REACH, 0)
    ends = [found.end() for found in _ENDS.finditer(low, first, hit.start)]
    end = _ENDS.search(low, hit.end, hit.end + _REACH)
    return low[ends[-1] if ends else first : end.start() if end else hit.end + _REACH]


def speaks_of_own_pay(sentence: str) -> bool:
    """Return whether a sentence speaks of this job, or begins with a name of pay or the amount."""
    tokens, low = tokenize(sentence), plain(sentence)
    hits = job_hits(low)
    own = any(hit.role == OtherJobRole.OWN for hit in hits) or bool(of_this_job(low, hits))
    ours = any(token.has("ours") and token.how("ours") != "weak" for token in tokens)
    return own or ours or _is_led(low, tokens)


def _is_led(low: str, tokens: Sequence[Token]) -> bool:
    """Return whether the sentence of the first amount begins with it, or with a name of pay."""
    before = list(takewhile(lambda token: not token.figure, tokens))
    ended = next((token.end for token in reversed(before) if token.ends), 0)
    names = (token.start for token in before if token.start >= ended and _names_pay(token))
    amount = before[-1].end if before else 0
    return is_led(low, ended, next(names, amount), _ADJECTIVE)


def _names_pay(token: Token) -> bool:
    return token.has("pay") or token.value("kind") == "base" or token.how("period") == "before"


def _says_so(low: str) -> bool:
    """Return whether a sentence says that the pay of this job is not given, and no figure."""
    if _FIGURE.search(low):
        return False
    hits = job_hits(low)
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
    return _is_pay_led(low, hits) or not languages.isdisjoint(own)


def _is_pay_led(low: str, hits: Sequence[JobHit]) -> bool:
    """Return whether a sentence begins with a name of pay."""
    pay = next((hit.start for hit in hits if hit.role == OtherJobRole.PAY), len(low))
    start = len(low) - len(low.lstrip())
    return is_led(low, start, pay)
