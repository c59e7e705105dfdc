"""Spans: amounts joined into bands by the words between and around them."""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from pipeline.pay.amounts import Amount
from pipeline.pay.tokens import Token

_MYRIAD = Decimal(10_000)
_GRADE_DIGITS = 2  # no band begins with so few and ends with two more
_NEAR, _FAR = 2, 6  # words between `from X` and `up to Y` of one band
_NEW = frozenset({",", "+", "plus", "and", "with", "("})
_RATE_FACTS = frozenset({"paye", "umbrella", "w2", "c2c", "1099"})


class Shape(Enum):
    """How a band was written."""

    SINGLE = "single"
    RANGE = "range"
    FROM = "from"
    UPTO = "upto"
    RATES = "rates"  # two rates for one job, `£55 Umb / £41 PAYE`


class Span(NamedTuple):
    """One band as written: its amounts in the order written, tokens `first` to `last`."""

    low: Amount
    high: Amount
    shape: Shape
    first: int
    last: int
    circa: bool = False

    @property
    def ends(self) -> tuple[Amount, ...]:
        """The amounts written, one or two."""
        return (self.low,) if self.low is self.high else (self.low, self.high)


def find_spans(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Span]:
    """Return the bands the amounts make, in order; each amount is in one band at most."""
    spans: list[Span] = []
    at = 0
    while at < len(amounts):
        left = amounts[at]
        right = amounts[at + 1] if at + 1 < len(amounts) else None
        joined = _join(tokens, left, right) if right is not None else None
        if joined is not None:
            at += 2
            spans.append(_widen(tokens, joined))
        else:
            at += 1
            spans.append(_alone(tokens, left, right))
    return _min_and_max(tokens, spans)


def _join(tokens: Sequence[Token], left: Amount, right: Amount) -> Span | None:
    between = tokens[left.last + 1 : right.first]
    if len(between) > 6 or any(t.ends for t in between) or left.noise or right.noise:
        return None
    if _is_connection(between, left, right, tokens):
        return Span(left, right, Shape.RANGE, left.first, right.last)
    if _are_rates(between, left, right):
        return Span(left, right, Shape.RATES, left.first, right.last)
    return None


def _is_connection(
    between: Sequence[Token], left: Amount, right: Amount, tokens: Sequence[Token]
) -> bool:
    words = [t for t in between if not _is_filler(t)]
    if _is_number_of(left, right):
        return False
    if not words:
        return not between and _adjacent(left, right)
    if len(words) > 3 or not all(t.has("range") or t.has("upto") for t in words):
        return False
    listed = left.bare and all(t.how("range") == "list" for t in words)
    return not listed or _opened(tokens, left.first)


def _is_number_of(left: Amount, right: Amount) -> bool:
    """Tell the grade of `APS 6 - $98,000` from the lower end of a band."""
    if not left.bare or right.bare or right.scale is not None or left.number.writing.grouped:
        return False
    grade = left.number.digits.lstrip("0")
    return 0 < len(grade) <= _GRADE_DIGITS and len(right.number.digits) >= _GRADE_DIGITS + 2


def _is_filler(token: Token) -> bool:
    if token.has("range"):
        return False
    return token.has("circa") or token.has("fact") or token.text in ("(", ")")


def _opened(tokens: Sequence[Token], at: int) -> bool:
    return any(t.has("between") or t.has("from") for t in tokens[max(at - 3, 0) : at])


def _adjacent(left: Amount, right: Amount) -> bool:
    """Tell two columns of a table, `$160,000 $215,000`: same mark, rising, up to threefold."""
    if not left.marks or left.marks != right.marks or left.period is not None:
        return False
    return left.value < right.value <= 3 * left.value


def _are_rates(between: Sequence[Token], left: Amount, right: Amount) -> bool:
    if any(t.has("fact") and t.value("fact") not in _RATE_FACTS for t in between):
        return False  # `brutto UoP / netto B2B` are two offers
    slash = [t for t in between if t.text == "/"]
    rest = [t for t in between if t.text != "/"]
    if len(slash) != 1 or len(rest) > 2 or not left.marks or left.marks != right.marks:
        return False
    return all(not t.has("kind") and not t.has("noise") and t.text != "-" for t in rest) and (
        max(left.value, right.value) <= 3 * min(left.value, right.value)
    )


def _widen(tokens: Sequence[Token], span: Span) -> Span:
    """Take in the opening words of a range (`between`, `from`) as evidence."""
    first = span.first
    while first and first > span.first - 3 and _opens(tokens[first - 1]):
        first -= 1
    last = span.last
    if last + 1 < len(tokens) and tokens[last + 1].text == "+":
        last += 1
    return span._replace(first=first, last=last)


def _opens(token: Token) -> bool:
    return (
        not token.ends
        and any(token.has(r) for r in ("between", "from", "upto", "circa"))
        and (token.text not in ("-", "~", "<", ">"))
    )


def _alone(tokens: Sequence[Token], amount: Amount, right: Amount | None) -> Span:
    shape, first = _prefix(tokens, amount.first)
    if shape is None and amount.plus:
        shape = Shape.FROM
    elif shape is None and _is_cjk_top(tokens, amount):
        shape = Shape.UPTO
    last = amount.last
    if shape is None:
        shape, last = _suffix(tokens, amount, right)
    circa = first < amount.first and any(t.has("circa") for t in tokens[first : amount.first])
    return Span(amount, amount, shape or Shape.SINGLE, first, last, circa)


def _is_cjk_top(tokens: Sequence[Token], amount: Amount) -> bool:
    """Tell `〜1200万円`, up to, from the `~` that elsewhere means about."""
    if not amount.first or tokens[amount.first - 1].text != "~":
        return False
    return amount.scale is not None and amount.scale % _MYRIAD == 0


def _prefix(tokens: Sequence[Token], first: int) -> tuple[Shape | None, int]:
    """Read `from`, `up to`, `circa`, `minimum salary:` before an amount."""
    at, shape, start = first - 1, None, first
    while at >= 0 and first - at <= 5 and not tokens[at].ends:
        token = tokens[at]
        if token.has("upto") or token.has("from"):
            return (Shape.UPTO if token.has("upto") else Shape.FROM), at
        if token.has("circa") and token.text != "-":
            start = at
        elif not (token.text in (":", "of", "de", "von", "is") or _is_pay_name(token)):
            break
        at -= 1
    return shape, start


def _is_pay_name(token: Token) -> bool:
    return token.has("pay") or token.value("kind") == "base" or token.how("period") == "before"


def _suffix(
    tokens: Sequence[Token], amount: Amount, right: Amount | None
) -> tuple[Shape | None, int]:
    at = amount.last + 1
    if at >= len(tokens):
        return None, amount.last
    token = tokens[at]
    if token.has("above") and _stays_open(tokens, at, right):
        return Shape.FROM, at
    if token.has("below"):
        return Shape.UPTO, at
    if token.text == "-" and _is_left_open(tokens, at):
        return Shape.FROM, at
    return None, amount.last


def _stays_open(tokens: Sequence[Token], at: int, right: Amount | None) -> bool:
    """Tell `£100k+` and `£100k plus` from `£100k + bonus` and `£100k plus bonus`."""
    token, glued = tokens[at], tokens[at].start == tokens[at - 1].end
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text not in ("+", "plus") or after is None or after.ends:
        return True
    if after.has("period") or after.text in (")", "(", ",", "-", "/", "if", "+", "?"):
        return True
    if right is not None and right.first == at + 1:
        return False
    if after.has("extra") or after.has("noise") or after.has("fact"):
        return False
    return glued and token.text == "+" and after.start > token.end


def _is_left_open(tokens: Sequence[Token], at: int) -> bool:
    """Tell `60,000 - (月薪)` and `60,000 -` from a dash before other words."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return True
    inner = tokens[at + 2] if after.text == "(" and at + 2 < len(tokens) else after
    return inner.has("period") and inner.how("period") != "both"


def _min_and_max(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
    """Join `from 30k up to 50k`, `Min Rate $18 Max Rate $22` into one band."""
    result: list[Span] = []
    for span in spans:
        left = result[-1] if result else None
        if left is not None and _complete(tokens, left, span):
            result[-1] = Span(left.low, span.high, Shape.RANGE, left.first, span.last)
        else:
            result.append(span)
    return result


def _complete(tokens: Sequence[Token], left: Span, right: Span) -> bool:
    if left.shape is not Shape.FROM or right.shape is not Shape.UPTO:
        return False
    between = tokens[left.last + 1 : right.first]
    if any(t.ends and t.text != "\n" for t in between):
        return False
    if len(between) <= _NEAR:
        return True
    # `ranges from $150,000/year in our lowest market up to $210,000/year`
    return len(between) <= _FAR and not any(_is_other(t) for t in between)


def _is_other(token: Token) -> bool:
    roles = ("noise", "kind", "extra")
    return token.figure or token.text in _NEW or any(token.has(role) for role in roles)
