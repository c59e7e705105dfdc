"""Show how a text of pay was read: its tokens, the rules behind them, and what was left over."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pay.bands.money import Context
from pipeline.pay.bands.read_text import Amounts, Fragment, amounts_in, fragment
from pipeline.pay.lexing.markup import without_markup
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.own_parts import parts_of
from pipeline.pay.reader import home, in_context, read_in
from pipeline.pay.reference.band import PayReading

NO_AMOUNT = "no amount: a count, a grade, a date, a share or the number of something"


@dataclass(frozen=True, slots=True)
class TracedRole:
    """What a rule says of a token: its role, the value, and the row, `pay/pay_periods.csv:12`."""

    role: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class TracedToken:
    """A token of a text and its roles. A token without a role is no word of the rules."""

    text: str
    figure: bool
    roles: tuple[TracedRole, ...]


@dataclass(frozen=True, slots=True)
class TracedAmount:
    """An amount as written, the tokens beside it that count, and why it is no pay, or ""."""

    text: str
    low: str
    high: str
    why_not: str


@dataclass(frozen=True, slots=True)
class TracedFragment:
    """A part of a text that was read, with its tokens and its amounts."""

    text: str
    tokens: tuple[TracedToken, ...]
    amounts: tuple[TracedAmount, ...]


@dataclass(frozen=True, slots=True)
class PayTrace:
    """How a text was read. `skipped` are the characters of a description that state no money."""

    fragments: tuple[TracedFragment, ...]
    skipped: int
    reading: PayReading


def trace_pay(text: str, *, country: str | None = None, prose: bool = False) -> PayTrace:
    """Return how a text is read, by the code that reads it; see `read_pay` for the arguments."""
    context = Context(home(country))
    clean = without_markup(text)
    parts = parts_of(clean, prose=prose)
    read = [fragment(part, with_, prose=prose) for part, with_ in in_context(parts, context)]
    fragments = tuple(map(_traced, read))
    length = sum(len(part.text) for part in read)
    return PayTrace(fragments, max(len(clean) - length, 0), read_in(text, context, prose=prose))


def _traced(part: Fragment) -> TracedFragment:
    tokens = tuple(_token(part, token) for token in part.layout.tokens)
    return TracedFragment(part.text, tokens, tuple(_amounts(part)))


def _token(part: Fragment, token: Token) -> TracedToken:
    """Return a token with its own text: texts of one shape share the tokens of their layout."""
    roles = (TracedRole(role, token.value(role), token.rule(role)) for role in token.roles)
    return TracedToken(part.text[token.start : token.end], token.figure, tuple(roles))


def _amounts(part: Fragment) -> Iterator[TracedAmount]:
    """Yield the amounts in the order of the text, figures that are no amounts included."""
    tokens, at = part.layout.tokens, 0
    for amounts in amounts_in(part):
        yield from _figures(part, range(at, amounts.span.first))
        yield _amount(part, amounts)
        at = amounts.span.last + 1
    yield from _figures(part, range(at, len(tokens)))


def _amount(part: Fragment, amounts: Amounts) -> TracedAmount:
    tokens, span = part.layout.tokens, amounts.span
    written = part.text[tokens[span.first].start : tokens[span.last].end]
    money = amounts.money
    low, high = ("" if end is None else f"{end:f}" for end in (money.low, money.high))
    return TracedAmount(written, low, high, amounts.why_not)


def _figures(part: Fragment, numbers: range) -> Iterator[TracedAmount]:
    for n in numbers:
        token = part.layout.tokens[n]
        if token.figure:
            yield TracedAmount(part.text[token.start : token.end], "", "", NO_AMOUNT)
