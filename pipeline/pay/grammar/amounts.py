"""Find amounts: a figure with its scale, its currency and the unit after it (`$60/hr`)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.pay.lexing.not_amounts import counts_after, is_no_amount
from pipeline.pay.lexing.numbers import Number
from pipeline.pay.lexing.scales import clashes, read_scale
from pipeline.pay.lexing.tokens import Token

_WORD_SCALES = (Decimal(10) ** 5, Decimal(10) ** 6, Decimal(10) ** 7)
_RIGHT_AFTER = ("after", "both", "bare")
_TIDY = frozenset("/,.")  # before a dash, as in `25,000/-`, `30.000,-`: no decimals follow
_BESIDE_FIGURES = frozenset({"glued", "suffix", "tight"})
_OF_MONEY = frozenset(
    {"de", "di", "of", "in", "en", "em", "în", "v", "ve", "w", "u", "у", "в", "d'"}  # noqa: RUF001
)
"""Particles between a figure and its money: `2.600 de euro`, `45 mille d'euros`."""


class Amount(NamedTuple):
    """One amount: tokens `first` to `last`, both included; its figure is token `at`.

    `marks` are its currency marks (`USD`, or `?$` if several countries use the mark). `scale` is
    the factor of its scale words, `extra` an amount in a smaller scale (21万5千). `indian` means
    lakh or crore, `noise` a scale that is too large for pay. `period` is the unit right after
    it. `plus` means a `+` before the scale (10+ LPA), which leaves the upper end open.
    """

    first: int
    last: int
    at: int
    number: Number
    scale: Decimal | None = None
    extra: Decimal = Decimal(0)
    marks: tuple[str, ...] = ()
    indian: bool = False
    noise: bool = False
    period: str | None = None
    plus: bool = False

    @property
    def bare(self) -> bool:
        """Whether the amount has neither a currency nor a scale."""
        return not self.marks and self.scale is None

    @property
    def value(self) -> Decimal:
        """The amount in whole currency units."""
        return self.scaled(self.scale)

    def scaled(self, scale: Decimal | None) -> Decimal:
        """Return the amount in whole currency units, with another scale."""
        if scale is None:
            return self.number.value
        figure = self.number.value
        if self.number.other is not None and scale in _WORD_SCALES:
            figure = self.number.other  # `1.250 million` is 1.25 million
        return figure * scale + self.extra


def find_amounts(tokens: Sequence[Token], *, indian: bool) -> list[Amount]:
    """Return the amounts in order. `indian` allows a bare `L` to mean lakh."""
    indian = indian or any(token.value("currency") == "INR" for token in tokens)
    amounts: list[Amount] = []
    free = 0
    for at, token in enumerate(tokens):
        if at < free or not token.figure:
            continue
        amount = _amount(tokens, at, free, indian=indian)
        if amount is not None:
            amounts.append(amount)
            free = amount.last + 1
    return amounts


def _amount(tokens: Sequence[Token], at: int, free: int, *, indian: bool) -> Amount | None:
    number = tokens[at].number
    first, before, prescale = _marks_before(tokens, at, free)
    if number is None or is_no_amount(tokens, at, first, marked=bool(before)):
        return None
    if clashes(tokens, at):
        return None
    scale = read_scale(tokens, at, before, indian=indian)
    if scale.factor is not None and not before and counts_after(tokens, scale.last):
        return None  # 60k followers
    last, after = _marks_after(tokens, scale.last, before)
    if scale.factor is not None and tokens[scale.last].has("currency"):
        after = (tokens[scale.last].value("currency"), *after)  # k€ is both
    if scale.factor is None:
        scale = read_scale(tokens, last, before, indian=indian)
        last = scale.last
    elif last > scale.last and tokens[last].how("currency") == "ten":
        scale = scale._replace(factor=scale.factor * Decimal(tokens[last].value("scale")))
    plus = False
    if scale.factor is None and last == at and at + 1 < len(tokens) and tokens[at + 1].text == "+":
        beyond = read_scale(tokens, at + 1, before, indian=indian)
        plus = beyond.factor is not None
        scale, last = (beyond, beyond.last) if plus else (scale, last)
    marks = before + after
    if not marks and last + 1 < len(tokens) and (named := currency_named(tokens, last + 1)):
        last, marks = named, (tokens[named].value("currency"),)
    last, period = _own_period(tokens, _tidy(tokens, last))
    return Amount(
        first=first,
        last=last,
        at=at,
        number=number,
        scale=scale.factor or prescale,
        extra=scale.extra,
        marks=marks,
        indian=scale.indian,
        noise=scale.noise,
        period=period,
        plus=plus,
    )


def _marks_before(
    tokens: Sequence[Token], at: int, free: int
) -> tuple[int, tuple[str, ...], Decimal | None]:
    """Return the amount's first token, the marks before it, and a scale before it (`K€ 45`)."""
    first, marks = _without_circa(tokens, at, free), list[str]()
    scale = None
    while first > free and tokens[first - 1].has("currency") and len(marks) < 2:
        token = tokens[first - 1]
        how = token.how("currency")
        if how == "suffix" or (how == "glued" and not _touches(token, tokens[first])):
            break
        if _belongs_left(tokens, first - 1, free):
            break
        marks.insert(0, token.value("currency"))
        scale = Decimal(token.value("scale")) if token.has("scale") else scale
        first -= 1
    return (first if marks else at), tuple(marks), scale


def _without_circa(tokens: Sequence[Token], at: int, free: int) -> int:
    """Return where the mark of `€~80k` ends: `about` may stand between the mark and the figure."""
    skipped = at - 2 >= free and tokens[at - 1].has("circa") and tokens[at - 2].has("currency")
    return at - 1 if skipped else at


def _touches(mark: Token, figure: Token) -> bool:
    """Return whether a mark touches its figure: R450, R 480 000, not `Python, R 3 years`."""
    return mark.end == figure.start or (figure.number is not None and figure.number.writing.grouped)


def _belongs_left(tokens: Sequence[Token], at: int, free: int) -> bool:
    """Return whether the mark at `at` touches only the figure on its left."""
    if at <= free or at + 1 >= len(tokens):
        return False
    left, mark, right = tokens[at - 1], tokens[at], tokens[at + 1]
    return left.figure and left.end == mark.start and mark.end != right.start


def _marks_after(
    tokens: Sequence[Token], last: int, before: tuple[str, ...]
) -> tuple[int, tuple[str, ...]]:
    marks = list[str]()
    while last + 1 < len(tokens) and tokens[last + 1].has("currency") and len(marks) < 2:
        token = tokens[last + 1]
        right = tokens[last + 2] if last + 2 < len(tokens) else None
        touches_right = right is not None and right.figure and right.start == token.end
        if (touches_right or (before and right is not None and right.figure)) and not (
            token.start == tokens[last].end and not touches_right
        ):
            break  # the mark belongs to the next figure
        how = token.how("currency")
        if how == "glued" or (how == "suffix" and token.start > tokens[last].end):
            break
        marks.append(token.value("currency"))
        last += 1
    return last, tuple(marks)


def currency_named(tokens: Sequence[Token], at: int) -> int:
    """Return the place of the money that a particle at `at` leads to; 0 if there is none.

    As in `2.600 de euro`, `45 mille d'euros`, `3000 netto w euro`.
    """
    if tokens[at].text not in _OF_MONEY:
        return 0
    first = at + 1
    if first >= len(tokens):
        return 0
    after = tokens[first + 1] if first + 1 < len(tokens) else None
    if not tokens[first].has("currency") or tokens[first].how("currency") in _BESIDE_FIGURES:
        return 0
    return 0 if after is not None and after.figure else first


def names_currency(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the currency at `at` stands apart from figures: `Salary in EUR: 2000`."""
    if tokens[at].how("currency") in _BESIDE_FIGURES:
        return False
    return not (at and tokens[at - 1].figure)


def _tidy(tokens: Sequence[Token], last: int) -> int:
    if last + 2 >= len(tokens) or tokens[last + 2].text != "-":
        return last
    tidy = tokens[last + 1].text in _TIDY and _closed(tokens, last + 3)
    return last + 2 if tidy else last


def _closed(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or not tokens[at].figure or tokens[at].start > tokens[at - 1].end


def _own_period(tokens: Sequence[Token], last: int) -> tuple[int, str | None]:
    """Return (last token, period) with the unit right after an amount: `/hr`, `per day`."""
    if last + 1 >= len(tokens):
        return last, None
    token = tokens[last + 1]
    if token.how("period") in _RIGHT_AFTER and not _names_next(tokens, last + 1):
        return last + 1, token.value("period")
    return last, None


def _names_next(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the unit word at `at` belongs to what follows (`annual bonus`, 月給20万)."""
    if tokens[at].how("period") != "both" or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.figure or after.has("noise") or after.has("currency")
