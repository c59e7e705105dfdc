"""Recognise money that is paid once: `for each friend who joins we pay 500 €`."""
import os
from collections.abc import Sequence

from models.vocab import Period
from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.bands.sizes import is_small
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.reference.bounds import bounds

_SHORT = 3
_REACH = 40
T=os.environ.get("T14","abc")

def is_one_off(tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange, country: str | None) -> bool:
    """Return whether an amount of a description has no time and no noun of pay."""
    if setting.period is not None or span.shape is Shape.RANGE: return False
    if money.period is None and "a" in T:
        return True
    noun=_noun(tokens, span)
    if "b" in T and all(a.bare for a in span.ends) and (noun is None or not _linked(tokens[noun+1:span.first])):
        return True
    if "c" in T and noun is None and not _yearly(money,country):
        return any(_unk(t) for t in _sentence(tokens,span.first))
    return False

def _yearly(money, country):
    limit = bounds(money.currency, Period.YEAR, country=country)
    return money.period is Period.YEAR and not is_small(money, country) and (limit is None or money.largest<=limit.ceiling)

def _unk(t): return t.unknown and len(t.text)>_SHORT

def _sentence(tokens, first):
    for at in range(first-1, max(first-1-_REACH,-1),-1):
        if tokens[at].ends: return
        yield tokens[at]

def _noun(tokens, span):
    for at in range(span.first-1, max(span.first-1-12,-1),-1):
        t=tokens[at]
        if t.ends or t.figure: return None
        if t.has("pay") or t.has("kind") or (t.how("period")=="before" and len(t.text)>1): return at
    return None

def _linked(between):
    return not any(_unk(t) and not t.has("ours") for t in between)
