"""Find spans: amounts joined into bands by the words between and around them."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.grammar.next_sums import is_next_sum
from pipeline.pay.grammar.open_ends import Shape, is_cjk_top, prefix, stays_open, suffix
from pipeline.pay.lexing.tokens import Token

_GRADE_DIGITS = 2  # a band never begins with so few digits and ends with two more
_LONG_REMARK = 14
_NEAR_EXTREME = 4
_NEAR, _FAR = 2, 6  # words between `from X` and `up to Y` of one band
_NEW = frozenset({",", "+", "plus", "and", "with", "("})
_MIDDLE = frozenset({"mid", "midpoint", "middle"})
_RISING = frozenset({"rising to", "increasing to", "going up to"})
_RATE_FACTS = frozenset(("paye", "umbrella", "inside_ir35", "outside_ir35", "w2", "c2c", "1099"))


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
        """The one or two amounts that are written."""
        return (self.low,) if self.low is self.high else (self.low, self.high)


def find_spans(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Span]:
    """Return the bands that the amounts form, in order. Each amount is in one band at most."""
    spans: list[Span] = []
    at = 0
    while at < len(amounts):
        left = amounts[at]
        right = amounts[at + 1] if at + 1 < len(amounts) else None
        skipped = _is_conversion(tokens, left, right)
        end = amounts[at + 2] if skipped and at + 2 < len(amounts) else right
        joined = _join(tokens, left, end) if end is not None else None
        if joined is not None:
            at += 3 if end is not right else 2
            spans.append(_widen(tokens, joined))
        else:
            at += 1
            spans.append(_alone(tokens, left, right))
    return _min_and_max(tokens, spans)


def _is_conversion(tokens: Sequence[Token], left: Amount, right: Amount | None) -> bool:
    """Return whether an amount in brackets repeats the one before: `$62,400/yr ($30/hr) to`."""
    if right is None or left.last + 2 != right.first or tokens[left.last + 1].text != "(":
        return False
    after = tokens[right.last + 1 : right.last + 3]
    return len(after) > 1 and after[0].text == ")" and after[1].has("range")


def _join(tokens: Sequence[Token], left: Amount, right: Amount) -> Span | None:
    between = _outside_brackets(tokens[left.last + 1 : right.first])
    if len(between) > 6 or any(t.ends for t in between) or left.noise or right.noise:
        return None
    extremes = len(between) >= _NEAR_EXTREME and _are_extremes(between, tokens, right)
    if extremes or _is_connection(between, left, right, tokens):
        return Span(left, right, Shape.RANGE, left.first, right.last)
    if _are_rates(between, left, right):
        return Span(left, right, Shape.RATES, left.first, right.last)
    return None


def _outside_brackets(between: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens between two ends without remarks: `€ 2.780 (schaal 9) en € 4.112`."""
    opened = next((n for n, t in enumerate(between) if t.text == "("), None)
    if opened is None or len(between) > _LONG_REMARK:
        return between
    closed = next((n for n in range(opened, len(between)) if between[n].text == ")"), None)
    if closed is None or closed - opened == 1:
        return between
    return [*between[:opened], *between[closed + 1 :]]


def _is_connection(
    between: Sequence[Token], left: Amount, right: Amount, tokens: Sequence[Token]
) -> bool:
    unit = tokens[left.first - 1].value("period") if left.first else ""
    if len(between) == 2 and between[0].text == "," and between[1].text in _RISING:
        between = between[1:]
    words = [t for t in between if not _is_filler(t, unit)]
    if _is_number_of(left, right):
        return False
    if not words:
        return not between and (_is_declined(tokens[left.last]) or _adjacent(left, right))
    if [t.text for t in words] == ["/"]:
        return left.bare and right.scale is not None and left.last + 2 == right.first  # 40/50k
    if len(words) > 3 or not all(t.has("range") or t.has("upto") for t in words):
        return False
    if is_next_sum(tokens, left, right, words):
        return False
    listed = left.bare and all(t.how("range") == "list" for t in words)
    return not listed or _opened(tokens, left.first) or _closed(tokens, right.last)


def _are_extremes(between: Sequence[Token], tokens: Sequence[Token], right: Amount) -> bool:
    """Return whether the ends are of places: `$90,000 in our lowest market up to $120,000 in …`."""
    if not between[-1].has("range") or not any(t.text == "lowest" for t in between):
        return False
    after = tokens[right.last + 1 : right.last + 1 + _NEAR_EXTREME]
    return any(t.text == "highest" for t in after)


def _is_number_of(left: Amount, right: Amount) -> bool:
    """Return whether the left amount is a grade and not a lower end: `APS 6 - $98,000`."""
    if not left.bare or right.scale is not None or left.number.writing.grouped:
        return False
    if right.first == right.at:
        return False  # `40-50 000 kr`: the mark after it belongs to both ends
    grade = left.number.digits.lstrip("0")
    return 0 < len(grade) <= _GRADE_DIGITS and len(right.number.digits) >= _GRADE_DIGITS + 2


def _is_filler(token: Token, unit: str) -> bool:
    """Return whether a token may stand between the ends: a unit again (日給1万円〜日給2万円)."""
    if token.has("range"):
        return False
    if unit and token.how("period") == "before" and token.value("period") == unit:
        return True
    return token.has("circa") or token.has("fact") or token.text in ("(", ")", ".")


def _opened(tokens: Sequence[Token], at: int) -> bool:
    return any(t.has("between") or t.has("from") for t in tokens[max(at - 3, 0) : at])


def _closed(tokens: Sequence[Token], last: int) -> bool:
    """Return whether `between` follows both ends, as in Hungarian: `… és 1 200 000 Ft között`."""
    return any(t.has("between") for t in tokens[last + 1 : last + 2])


def _is_declined(token: Token) -> bool:
    """Return whether a word of money also means `from`: `3 mln so'mdan 5 mln so'mgacha`."""
    return token.has("currency") and token.has("range")


def _adjacent(left: Amount, right: Amount) -> bool:
    """Return whether two amounts are columns of a table: `$160,000 $215,000`.

    They have the same mark, and the second is larger, at most three times the first.
    """
    if not left.marks or not right.marks or left.period is not None:
        return False
    if not (set(left.marks) <= set(right.marks) or set(right.marks) <= set(left.marks)):
        return False
    return left.value < right.value <= 3 * left.value


def _are_rates(between: Sequence[Token], left: Amount, right: Amount) -> bool:
    if any(t.has("fact") and t.value("fact") not in _RATE_FACTS for t in between):
        return False  # `brutto UoP / netto B2B` are two offers
    slash = [t for t in between if t.text == "/"]
    rest = [t for t in between if t.text != "/"]
    alike = left.marks == right.marks if left.marks else _both_grouped(left, right)
    if len(slash) != 1 or len(rest) > 2 or not alike:
        return False
    return all(not t.has("kind") and not t.has("noise") and t.text != "-" for t in rest) and (
        max(left.value, right.value) <= 3 * min(left.value, right.value)
    )


def _both_grouped(left: Amount, right: Amount) -> bool:
    """Return whether both amounts have digit groups: `35.000/42.000 €`, not a date or a share."""
    return left.number.writing.grouped and right.number.writing.grouped


def _widen(tokens: Sequence[Token], span: Span) -> Span:
    """Extend a span by the words that open a range (`between`, `from`) and by an open `+`."""
    first = span.first
    while first and first > span.first - 3 and _opens(tokens[first - 1]):
        first -= 1
    last = span.last
    if (
        last + 1 < len(tokens)
        and tokens[last + 1].text == "+"
        and stays_open(tokens, last + 1, None)
    ):
        last += 1
    return span._replace(first=first, last=last)


def _opens(token: Token) -> bool:
    return (
        not token.ends
        and any(token.has(r) for r in ("between", "from", "upto", "circa"))
        and (token.text not in ("-", "~", "<", ">"))
    )


def _alone(tokens: Sequence[Token], amount: Amount, right: Amount | None) -> Span:
    shape, first = prefix(tokens, amount.first)
    if shape is None and amount.plus:
        shape = Shape.FROM
    elif shape is None and is_cjk_top(tokens, amount):
        shape = Shape.UPTO
    last = amount.last
    if shape is None:
        shape, last = suffix(tokens, amount, right)
    circa = first < amount.first and any(t.has("circa") for t in tokens[first : amount.first])
    return Span(amount, amount, shape or Shape.SINGLE, first, last, circa)


def _min_and_max(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
    """Join a lower and an upper end into one band: `from 30k up to 50k`, `Min Rate $18 Max $22`."""
    result: list[Span] = []
    for span in spans:
        if len(result) > 1 and _is_middle(tokens, result[-1]) and span.shape is Shape.UPTO:
            middle = result.pop()
            if result[-1].shape is not Shape.FROM:
                result.append(middle)
        left = result[-1] if result else None
        if left is not None and _complete(tokens, left, span):
            result[-1] = Span(left.low, span.high, Shape.RANGE, left.first, span.last)
        else:
            result.append(span)
    return result


def _is_middle(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether an amount is the middle of a band: `Min: $71,800 | Mid: $89,750 | Max: …`."""
    return any(t.text in _MIDDLE for t in tokens[max(span.first - 2, 0) : span.first])


def _complete(tokens: Sequence[Token], left: Span, right: Span) -> bool:
    if left.shape is not Shape.FROM or right.shape is not Shape.UPTO:
        return False
    between = tokens[left.last + 1 : right.first]
    if any(t.ends and t.text not in ("\n", "|") for t in between):
        return False
    if len(between) <= _NEAR or any(t.text in _MIDDLE for t in between):
        return True
    # `ranges from $150,000/year in our lowest market up to $210,000/year`
    return len(between) <= _FAR and not any(_is_other(t) for t in between)


def _is_other(token: Token) -> bool:
    roles = ("noise", "kind", "extra")
    return token.figure or token.text in _NEW or any(token.has(role) for role in roles)
