"""Tell whether the words of a clause that lead to a band may be about anything but this job."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.pay.grammar.holders import is_paid_by_us
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.third_parties import (
    has_subject,
    is_earned_here,
    is_of_this_job,
    is_subject,
)
from pipeline.pay.grammar.verbs import is_given
from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token
from pipeline.text.scripts import HAS_CJK

_REACH = 40
_PARTS = frozenset({"-", ":", "(", ",", "|", "/"})
_FEW = 1  # words between `you` and what is paid: `you receive between`
_FEW_GIVEN = 2  # the name of a job before `günlük 2.000 TL veriyoruz`
_SHORT = 3  # `at`, `of the`, `für`
_AUXILIARIES = frozenset({"will", "would", "been", "wird", "wirst", "werden", "serez", "será"})
_ADVERBS = frozenset({"also", "then", "and", "or", "&", "help", "to"})
_YOU_WILL = (["you", "will"], ["you", "would"])
_STARTS = frozenset({"-", "*", ":", ")"})


def is_of_unknown(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a clause leads to a band of a description by words that no rule knows.

    In `rents of £850 to £2,300 per month` nothing tells what the money is for, while `you will
    be paid` and `the range for this role` do. A clause without such words is no doubt.
    """
    opening = tokens[span.first : span.low.first]
    if is_of_this_job(tokens, span) or any(t.has("ours") for t in opening):
        return False
    if _is_value_of_thing(tokens, span):
        return True
    unknown = near = 0
    for at in _clause(tokens, span):
        token = tokens[at]
        if _names_this_job(tokens, at):
            return False
        if token.has("others") and not is_paid_by_us(tokens, at):
            return True
        if _is_ours(tokens, at) or token.how("offer") == "strong":
            return near > _FEW
        unknown += token.unknown
        near += _is_thing(token) and token.text not in _AUXILIARIES
    return near > _FEW_GIVEN if unknown and is_given(tokens, span) else unknown > 0


def _is_ours(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word points at this job, or says what one who has it earns."""
    token = tokens[at]
    if not token.has("ours"):
        return is_earned_here(tokens, at)
    return token.how("ours") != "weak" or is_subject(tokens, at)


def is_of_something(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the clause before a band names others, or several things and not this job."""
    clause = [tokens[at] for at in _clause(tokens, span)]
    if any(t.has("others") and t.how("others") != "weak" for t in clause):
        return True
    if any(t.has("ours") or t.how("offer") == "strong" for t in clause):
        return False
    return sum(map(_is_thing, clause)) > _FEW


def _is_value_of_thing(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether an amount is the value of a thing beside it: `a portfolio of £60k`."""
    after = tokens[span.last + 1 : span.last + 2]
    if any(t.how("value") == "after" for t in after):
        return True
    at = span.first - 1
    return at > 0 and tokens[at].has("value") and _is_thing(tokens[at - 1])


def _is_thing(token: Token) -> bool:
    """Return whether a word that no rule knows may name a thing: it names no job."""
    return token.unknown and len(token.text) > _SHORT and not is_job_word(token.text)


def of_duties(tokens: Sequence[Token], spans: Sequence[Span]) -> list[bool]:
    """Return of each band whether its sentence tells what to do: `Prepare offers at $38 - $52`.

    It does not if it speaks of this job or its applicant.
    """
    begun = [at for at, token in enumerate(tokens) if token.has("duty") and _opens(tokens, at)]
    if not begun:
        return [False] * len(spans)
    latest = [bisect_left(begun, span.first) - 1 for span in spans]
    return [
        n >= 0 and span.first - begun[n] <= _REACH and _is_task(tokens[begun[n] : span.first])
        for n, span in zip(latest, spans, strict=True)
    ]


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a sentence begins with a word, or with an adverb before it."""
    if _is_start(tokens, at):
        return True
    led = [t.text for t in tokens[max(at - 2, 0) : at]]
    first = at - 2 if led in _YOU_WILL else at - 1
    alone = tokens[at - 1].text in _ADVERBS or led in _YOU_WILL or led[-1:] == ["you'll"]
    return alone and _is_start(tokens, first)


def _is_start(tokens: Sequence[Token], at: int) -> bool:
    return not at or tokens[at - 1].ends or tokens[at - 1].text in _STARTS


def _is_task(words: Sequence[Token]) -> bool:
    """Return whether a sentence from its verb on says nothing of this job or its applicant.

    The object of the verb does not say it: `Prepare offers for drivers at $21`.
    """
    said = [t for n, t in enumerate(words) if n != 1 or t.how("ours") == "strong"]
    return not any(t.ends or t.text == ":" or _is_of_applicant(t) for t in said)


def _is_of_applicant(token: Token) -> bool:
    return token.has("ours") and token.how("ours") != "weak"


def _names_this_job(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.has("pay") or token.has("kind") or token.how("ours") == "strong":
        return True
    return token.how("earning") == "strong" and not has_subject(tokens, at)


def _clause(tokens: Sequence[Token], span: Span) -> Iterator[int]:
    """Yield the places of the tokens of the clause before a band, the nearest first."""
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        token = tokens[at]
        parts = token.text in _PARTS and _is_apart(tokens, at)
        if token.ends or parts or token.has("currency"):
            return
        yield at


def _is_apart(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a space follows a mark, or a sign of a script without spaces."""
    after = tokens[at + 1]
    return tokens[at].end < after.start or HAS_CJK.match(after.text) is not None
