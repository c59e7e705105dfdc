"""Tell whether the clause that names the pay of an amount speaks of this job.

`The salary is £40,000` and `you will receive a salary of £40,000` do. In `the exemption requires a
salary of $844 per week` and `workers on a salary below £18,000` the pay word belongs to something
else: words that no rule knows lead to it, and none of them points at this job.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.pay.grammar.brackets import is_of_share
from pipeline.pay.grammar.payers import Payer, may_tell_payer, payer_of
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.verbs import is_given
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.offers.lead import FEW, Lead
from pipeline.pay.offers.words import (
    is_money,
    is_pay_name,
    is_this_job,
    is_verb_of_pay,
    is_word,
    parts_clauses,
)

_REACH = 60
_NEAR = 3
_COLON = 2  # tokens from a name of pay with a colon to its amount


class Place(NamedTuple):
    """The text of a band, and how it is written.

    `capitals` means that its language writes nouns in small letters, so that a name of pay with a
    capital begins a heading. `cut` means that it is not the beginning of its sentence.
    """

    text: str
    capitals: bool
    cut: bool


def is_plain(tokens: Sequence[Token], span: Span, *, cut: bool) -> bool:
    """Return whether a band is a name of pay and an amount, no more: `Salary £40,000`.

    `cut` means that the text is not the beginning of its sentence.
    """
    at = span.first - 1
    if at < 0 or not is_pay_name(tokens[at]):
        return False
    if not at:
        return not cut
    return tokens[at - 1].ends or is_money(tokens, at - 1)


def is_labelled(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a name of pay and a colon stand right before a band."""
    at = span.first - _COLON
    return at >= 0 and tokens[at + 1].text == ":" and is_pay_name(tokens[at])


def is_offer(tokens: Sequence[Token], span: Span, place: Place) -> bool:
    """Return whether the words that lead to the pay word of a band let it be this job's."""
    at = _pay_name(tokens, span)
    if at and at == span.first - 1 and parts_clauses(tokens, at - 1):
        return True
    between = tokens[at + 1 : span.first]
    paid = may_tell_payer(tokens, span) and payer_of(tokens, span) is Payer.EMPLOYER
    if paid or any(is_this_job(t) for t in between):
        return True
    if tokens[at].how("pay") == "alone" and any(map(is_word, between)):
        return False
    if _is_of_other_amount(tokens, at, between):
        return False
    labelled = tokens[span.first - 1].text == ":"
    given = is_given(tokens, span)
    lead = Lead(tokens, at, labelled=labelled, cut=place.cut, given=given)
    if lead.is_offer():
        return True
    return place.capitals and not lead.closed and _is_heading(tokens, lead.at, place.text)


def is_of_pay_share(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether an amount limits a share of pay: `60% of weekly pay up to $1,500`."""
    at = _pay_name(tokens, span)
    return at < span.first and is_of_share(tokens, at)


def begins_with_pay(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a sentence or a line begins with a name of pay, or names this job."""
    at = _pay_name(tokens, span)
    if any(is_this_job(t) for t in tokens[at : span.last + 1 + FEW]):
        return True
    between = tokens[at + 1 : span.first]
    if any(t.has("noise") for t in between) or sum(map(is_word, between)) > 1:
        return False
    if any(t.text == ":" for t in between[:-1]):
        return False
    lead = list(takewhile(lambda t: not _is_start(t), tokens[max(at - _REACH, 0) : at][::-1]))
    if any(map(is_this_job, takewhile(lambda t: t.text != ":", lead))):
        return True
    if tokens[span.first - 1].text == ":" and any(t.has("ours") for t in lead[:_NEAR]):
        return True  # `What we pay: $140k`
    return not any(map(is_word, lead)) and len(lead) <= _NEAR


def _is_start(token: Token) -> bool:
    return token.ends or token.text in ("-", "*")


def _is_of_other_amount(tokens: Sequence[Token], at: int, between: Sequence[Token]) -> bool:
    """Return whether the pay word at `at` belongs to another clause or another amount.

    As in `a £450 day rate turns out to be £263` and `clinics paying clerks $799`.
    """
    if len(between) > FEW and _is_of_other_clause(between):
        return True
    apart = is_verb_of_pay(tokens[at]) or (at > 0 and tokens[at - 1].figure)
    return apart and any(map(is_word, between))


def _is_of_other_clause(between: Sequence[Token]) -> bool:
    """Return whether a pay word ends a clause: `Acme Pay for farms: our software handles $12`."""
    said = list(takewhile(lambda t: t.text != ":", between[::-1]))
    return len(said) < len(between) and sum(map(is_word, said)) > FEW


def _pay_name(tokens: Sequence[Token], span: Span) -> int:
    """Return the place of the nearest pay word before a band, else that of the band."""
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        if tokens[at].ends:
            break
        if is_pay_name(tokens[at]):
            return at
    return span.first


def _is_heading(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Return whether a capital begins the name of pay at `at`, as in a text without line ends."""
    first = at
    while first and not (tokens[first - 1].ends or is_word(tokens[first - 1])):
        first -= 1
    words = [t for t in tokens[first : at + 1] if t.text[0].isalpha()]
    return not text.isupper() and any(text[t.start].isupper() for t in words)
