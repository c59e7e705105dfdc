"""Tell whether words that no rule knows say what an amount of a field is for.

A figure of a field is pay if the words beside it are words of pay: amounts, units, currencies,
gross and net, benefits after it. A name that no rule knows, `Christmas bonus 700 €` in a language
without that row, is another thing. Large amounts with a time or a range are pay all the same.
"""

from collections.abc import Sequence
from itertools import takewhile

from models.vocab import Period
from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.bands.plausible import is_small
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.reference.bounds import bounds

_SHORT_WORD = 3
_OF = frozenset({"of", "at", "de", "von", "van", "di", "worth", "is"})
_APART = frozenset({",", "+", "plus", "&", "and", "-", "/", "(", ")", "*", ":"})
_TIMES = frozenset({"x", "*"})
_NEAR = 2
_REACH = 12


def is_unnamed(
    tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange, country: str | None
) -> bool:
    """Return whether words that no rule knows say what one amount of a field is for.

    It has no time and is beside such words, `$65 application fee`, or it is below all pay and
    right beside one: `$200 per month childcare`. Or the field says before it that no pay is
    stated: `Negotiable, medical cover of $5,000`.
    """
    if setting.kind or setting.facts:
        return False
    if _is_length(tokens, span, setting):
        return True
    if setting.pay:
        return _is_in_compound(tokens, span, money, setting, country)
    if _is_after_unstated(tokens, span):
        return True
    if span.shape is Shape.RANGE:
        return False
    if _is_small_thing(tokens, span, money, country) or _is_of_thing(tokens, span, money, setting, country):
        return True
    after = tokens[span.last + 1 : span.last + 1 + _REACH]
    if money.period is None and setting.period is None:
        before = tokens[max(span.first - _REACH, 0) : span.first][::-1]
        return _has_unknown(after) or _has_unknown(before)
    thing = next((t for t in after if not t.has("period")), None)
    return thing is not None and _is_unknown(thing) and _is_below_pay(money, country)


def _is_length(tokens: Sequence[Token], span: Span, setting: Modifiers) -> bool:
    """Return whether a bare figure says how long something is: `4 x 10 hr shifts`."""
    amount = span.low
    if not amount.bare or setting.marks or setting.pay or setting.period is None:
        return False
    times = span.first > 0 and tokens[span.first - 1].text in _TIMES
    after = [t for t in tokens[span.high.at + 1 :][:_NEAR] if not t.has("period")]
    return times or (bool(after) and after[0].has("unit"))


def _is_in_compound(
    tokens: Sequence[Token],
    span: Span,
    money: MoneyRange,
    setting: Modifiers,
    country: str | None,
) -> bool:
    """Return whether the pay word is only a part of an unknown name: `salary sacrifice up to`."""
    if span.shape is Shape.RANGE or setting.period is not None or _is_of_a_year(money, country):
        return False
    before = tokens[max(span.first - _REACH, 0) : span.first]
    name = next((n for n, t in enumerate(before[::-1]) if not _leads_to_amount(t)), None)
    if name is None or name + 1 >= len(before):
        return False
    return _is_unknown(before[-1 - name]) and before[-2 - name].has("pay")


def _is_after_unstated(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the field says that no pay is stated, and names the amount after that."""
    before = tokens[max(span.first - _REACH, 0) : span.first]
    if not any(t.has("unstated") for t in before):
        return False
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    return _is_thing(_name_of(tokens, span)) or _is_thing(after)


def _is_of_thing(
    tokens: Sequence[Token],
    span: Span,
    money: MoneyRange,
    setting: Modifiers,
    country: str | None,
) -> bool:
    """Return whether an unknown name is right beside an amount that no time and no size make pay.

    `regres 1.500 €`, `€2.000 opleidingsbudget`, `target £1.5m`. An amount that fits a year is
    pay: `Leeds £45,000`.
    """
    if setting.period is not None or _is_of_a_year(money, country):
        return False
    name = _name_of(tokens, span)
    if name is not None and _is_unknown(name):
        return True
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    spaced = after is not None and after.start > tokens[span.last].end
    return spaced and _is_unknown(after)


def _is_of_a_year(money: MoneyRange, country: str | None) -> bool:
    """Return whether an amount is as large as a year's pay, and no larger."""
    if money.period is not Period.YEAR or money.currency is None:
        return False
    limit = bounds(money.currency, Period.YEAR, country=country)
    return limit is None or (not is_small(money, country) and money.largest <= limit.ceiling)


def _is_small_thing(
    tokens: Sequence[Token], span: Span, money: MoneyRange, country: str | None
) -> bool:
    """Return whether an amount below all pay follows a name: `transit pass $156/month`."""
    name = _name_of(tokens, span)
    return name is not None and _is_unknown(name) and _is_below_pay(money, country)


def _name_of(tokens: Sequence[Token], span: Span) -> Token | None:
    """Return the token that may name an amount: the last one before it that says something."""
    before = tokens[max(span.first - _REACH, 0) : span.first]
    return next((t for t in before[::-1] if not _leads_to_amount(t)), None)


def _leads_to_amount(token: Token) -> bool:
    """Return whether a token between a name and its amount says nothing itself: `of up to`."""
    ranged = any(token.has(role) for role in ("upto", "from", "circa", "between"))
    return ranged or token.text in (":", "(") or (token.unknown and token.text in _OF)


def _is_thing(token: Token | None) -> bool:
    return token is not None and (token.has("noise") or token.has("besides") or token.unknown)


def _has_unknown(words: Sequence[Token]) -> bool:
    """Return whether a word that no rule knows comes before the next figure or the end."""
    for token in words:
        if token.ends or token.figure:
            return False
        if _is_unknown(token):
            return True
    return False


def _is_unknown(token: Token) -> bool:
    if token.has("noise"):
        return token.how("noise") == "strong"
    return token.unknown and len(token.text) > _SHORT_WORD


def _is_below_pay(money: MoneyRange, country: str | None) -> bool:
    if money.currency is None or money.period is None:
        return False
    limit = bounds(money.currency, money.period, country=country)
    return limit is not None and money.largest < limit.floor
