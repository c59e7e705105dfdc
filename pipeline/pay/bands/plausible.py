"""Decide whether figures are money, and whether money in prose is pay. If unsure: no."""

from collections.abc import Sequence

from models.vocab import Period
from pipeline.pay.bands.money import Context, MoneyRange
from pipeline.pay.bands.one_off import has_pay_name, is_change, is_one_off
from pipeline.pay.bands.sizes import is_small
from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.grammar.clauses import is_of_something, is_of_unknown
from pipeline.pay.grammar.holders import are_paid
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.payers import (
    Payer,
    depends_on_applicant,
    is_price,
    may_tell_payer,
    payer_of,
)
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.grammar.third_parties import is_earned_here
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.reference.band import NET
from pipeline.pay.reference.bounds import bounds

_YEARS = range(1950, 2051)
_ENOUGH = 2
_SHORT = 3  # letters of `mit`, `à`, `con`
_NEAR = 3  # tokens after a band to the verb of Hungarian or Turkish
_ROUND = 100  # pay without cents and separators is round
_MILLION = 1_000_000
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
    if not millions or limit is None:
        return False
    # of a month, a week or a day a year's pay is a fortune, too
    times = _FORTUNE if money.period in (None, Period.YEAR) or money.period_inferred else 1
    return money.largest > times * limit.ceiling


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


def is_pay_in_prose(
    tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange, context: Context
) -> bool:
    """Return whether a band in a description is this job's pay.

    A pay word that introduces it is enough, a verb of paying if an employer pays a plausible
    amount. Otherwise the amount must be plausible as pay, and two points are needed: for a range,
    a unit of time, or a position at the start of a line.
    """
    once = setting.period is None and is_one_off(tokens, span, money, context)
    if not money.currency or once or is_change(tokens, span):
        return False
    if setting.pay:
        return _is_named_pay(tokens, span, money, context)
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
    timed = setting.period is not None or span.shape is not Shape.SINGLE
    facts = setting.facts and (timed or setting.kind) and not is_of_something(tokens, span)
    told = context.introduced or setting.kind or facts or are_paid(tokens, span)
    if not (told or depends_on_applicant(tokens, span)) and is_of_unknown(tokens, span):
        return False
    return introduced or _points(tokens, span, setting, money, cut=context.cut) >= _ENOUGH


def _is_named_pay(tokens: Sequence[Token], span: Span, money: MoneyRange, context: Context) -> bool:
    """Return whether a word of pay names the amount; a time (`월`) if it may be pay."""
    if not (_is_believable(money, context.country) or has_pay_name(tokens, span)):
        return False
    return not may_tell_payer(tokens, span) or _is_from_employer(tokens, span, money, context)


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


def _points(
    tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange, *, cut: bool
) -> int:
    # `from $50,000 to $250,000` often describes customers; with a dash it is usually pay
    points = int(span.shape is not Shape.SINGLE) + _is_offered(tokens, span)
    points += span.shape is Shape.RANGE and span.first == span.low.first
    points += 2 * (_leads(tokens, span) and not (cut and not span.first)) + 2 * setting.extras
    points += not money.period_inferred and money.period is not Period.YEAR
    points += (not money.period_inferred) + bool(setting.kind or setting.facts)
    return points + (not NET.keys().isdisjoint(setting.facts))  # only pay is gross or net


def _is_offered(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a word of offering stands right beside a band: `we pay £26,500 a year`.

    A short word may stand between, as in `Stillingen lønnes med 530 000 kr`.
    """
    if any(_offers(tokens, at) for at in range(span.first, span.low.first)):
        return True
    at = span.first - 1
    at -= at > 0 and tokens[at].text.isalpha() and len(tokens[at].text) <= _SHORT
    if at >= 0 and _offers(tokens, at):
        return True
    after = (t for t in tokens[span.last + 1 : span.last + 1 + _NEAR] if not _is_of_amount(t))
    verb = next(after, None)
    return verb is not None and verb.has("ours") and not verb.text.startswith("you")


def _offers(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].has("ours") or is_earned_here(tokens, at)


def _is_of_amount(token: Token) -> bool:
    return token.has("period") or token.has("fact") or token.has("currency")


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
