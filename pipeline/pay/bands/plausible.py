"""Decide whether figures are money, and whether money in prose is pay. If unsure: no."""

from collections.abc import Sequence
from decimal import Decimal

from models.vocab import Period
from pipeline.pay.bands.money import Context, MoneyRange
from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.grammar.clauses import is_of_unknown
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.payers import (
    Payer,
    are_paid,
    depends_on_applicant,
    is_price,
    may_tell_payer,
    payer_of,
)
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.reference.band import NET
from pipeline.pay.reference.bounds import bounds

_YEARS = range(1950, 2051)
_ENOUGH = 2
_ROUND = 100  # pay without cents and separators is round
_CLOSE = Decimal("1.25")
_MILLION = 1_000_000
_SHORT_WORD = 3
_OF = frozenset({"of", "at", "de", "von", "van", "di", "worth", "is"})
_REACH = 12
_FORTUNE = 5  # times the ceiling: more than any job pays


def is_money(span: Span, money: MoneyRange, country: str | None) -> bool:
    """Return whether the figures are money: they have a mark or scale, or fit their period."""
    if is_fortune(span, money, country):
        return False
    if not all(_says_nothing(amount, money) for amount in span.ends):
        return True
    if money.currency is None or money.period is None:
        return False
    if money.period_inferred and all(is_year(a.number.value) for a in span.ends):
        return False
    return _is_believable(money, country)


def is_fortune(span: Span, money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount is millions far above any pay: `backed with $12M`."""
    limit = bounds(money.currency, Period.YEAR, country=country) if money.currency else None
    millions = any(amount.scale is not None and amount.scale >= _MILLION for amount in span.ends)
    return millions and limit is not None and money.largest > _FORTUNE * limit.ceiling


def _says_nothing(amount: Amount, money: MoneyRange) -> bool:
    """Return whether an amount has no mark or scale, or a letter that is not a currency (P3)."""
    letters = all(len(mark) == 2 and mark[1].isalpha() for mark in amount.marks)
    return amount.bare or (money.currency is None and letters and amount.scale is None)


def is_year(value: object) -> bool:
    """Return whether a figure may be a year of the calendar."""
    return value in _YEARS


def is_stray(tokens: Sequence[Token], span: Span, setting: Modifiers) -> bool:
    """Return whether a figure of a field is not pay: `94105`, `Opportunity 120000`.

    It is one bare figure without separators, and nothing says that it is pay. It is not round,
    or another word stands before it.
    """
    amount = span.low
    if span.shape is not Shape.SINGLE or not amount.bare or amount.number.writing.grouped:
        return False
    if setting.pay or setting.extras or setting.marks or setting.period is not None:
        return False
    before = tokens[span.first - 1] if span.first else None
    word = before is not None and before.text.isalpha() and not before.roles
    return word or amount.number.value % _ROUND != 0


def is_unnamed(
    tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange, country: str | None
) -> bool:
    """Return whether words that no rule knows say what one amount of a field is for.

    It has no time and is beside such words, `$65 application fee`, or it is below all pay and
    right beside one: `$200 per month childcare`. Or the field says before it that no pay is
    stated: `Negotiable, medical cover of $5,000`.
    """
    if span.shape is Shape.RANGE or setting.pay or setting.kind or setting.facts:
        return False
    if _is_after_unstated(tokens, span) or _is_small_thing(tokens, span, money, country):
        return True
    after = tokens[span.last + 1 : span.last + 1 + _REACH]
    if money.period is None and setting.period is None:
        before = tokens[max(span.first - _REACH, 0) : span.first][::-1]
        return _has_unknown(after) or _has_unknown(before)
    thing = next((t for t in after if not t.has("period")), None)
    return thing is not None and _is_unknown(thing) and _is_below_pay(money, country)


def _is_after_unstated(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the field says that no pay is stated, and names the amount after that."""
    before = tokens[max(span.first - _REACH, 0) : span.first]
    return any(t.has("unstated") for t in before) and _is_thing(_name_of(tokens, span))


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


def is_small(money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount is small for a year's pay: close to the floor or below it."""
    limit = bounds(money.currency, Period.YEAR, country=country) if money.currency else None
    return limit is not None and money.largest < _CLOSE * limit.floor


def is_pay_in_prose(
    tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange, context: Context
) -> bool:
    """Return whether a band in a description is this job's pay.

    A pay word that introduces it is enough, a verb of paying if an employer pays a plausible
    amount. Otherwise the amount must be plausible as pay, and two points are needed: for a range,
    a unit of time, or a position at the start of a line.
    """
    if money.currency is None:
        return False
    if setting.pay:
        return not may_tell_payer(tokens, span) or _is_from_employer(tokens, span, money, context)
    bare = all(amount.bare for amount in span.ends)
    if (
        bare
        or is_price(tokens, span)
        or _is_named_right_after(tokens, span)
        or _is_count(tokens, span, setting, money)
        or not _is_believable(money, context.country)
    ):
        return False
    if money.period is Period.YEAR and is_small(money, context.country):
        return False
    introduced = context.introduced and not money.period_inferred
    told = context.introduced or setting.kind or setting.facts or are_paid(tokens, span)
    if not (told or depends_on_applicant(tokens, span)) and is_of_unknown(tokens, span):
        return False
    return introduced or _points(tokens, span, setting, money) >= _ENOUGH


def _is_from_employer(
    tokens: Sequence[Token], span: Span, money: MoneyRange, context: Context
) -> bool:
    """Return whether a pay word that is a verb of paying says that an employer pays the amount."""
    payer = payer_of(tokens, span)
    if payer is not Payer.EMPLOYER:
        return payer is Payer.NOBODY
    inferred = money.period_inferred and is_small(money, context.country)
    return not inferred and _is_believable(money, context.country)


def _is_named_right_after(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a word of other money stands right after an amount: `500 € Zuschuss`."""
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    return after is not None and after.how("noise") == "strong" and not after.has("trade")


def _is_count(tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange) -> bool:
    """Return whether a scaled figure may count things: `30k GitHub stars`.

    It does not with a currency, a unit of time (LPA is one), or benefits after it.
    """
    lakhs_a_year = any(tokens[amount.last].text.startswith("lpa") for amount in span.ends)
    marked = bool(setting.marks) or lakhs_a_year or any(amount.marks for amount in span.ends)
    return not (marked or setting.extras or not money.period_inferred)


def _points(tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange) -> int:
    # `from $50,000 to $250,000` often describes customers; with a dash it is usually pay
    points = int(span.shape is not Shape.SINGLE)
    points += span.shape is Shape.RANGE and span.first == span.low.first
    points += 2 * _leads(tokens, span) + 2 * setting.extras
    points += not money.period_inferred and money.period is not Period.YEAR
    points += (not money.period_inferred) + bool(setting.kind or setting.facts)
    return points + (not NET.keys().isdisjoint(setting.facts))  # only pay is gross or net


def _leads(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the band begins a line, a sentence or a list item."""
    before = tokens[span.first - 1] if span.first else None
    return before is None or before.ends or before.text in ("*", "-")


def _is_believable(money: MoneyRange, country: str | None) -> bool:
    if money.currency is None or money.period is None:
        return False
    limit = bounds(money.currency, money.period, country=country)
    ends = [end for end in (money.low, money.high) if end is not None]
    return limit is None or (limit.floor <= min(ends) and max(ends) <= limit.ceiling)
