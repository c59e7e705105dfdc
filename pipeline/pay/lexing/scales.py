"""Read the scale after a figure: thousand, lakh, 万 and others."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.pay.lexing.tokens import Token

_DOLLARS = frozenset({"USD", "GBP", "?$"})  # `$71 mil` means millions, `R$ 9 mil` thousands


class Scale(NamedTuple):
    """The scale after a figure, up to token `last`; `factor` is None if there is no scale.

    `extra` is an amount after it in a smaller scale (21万5千). `indian` means lakh or crore,
    `noise` a scale that is too large for pay.
    """

    last: int
    factor: Decimal | None = None
    extra: Decimal = Decimal(0)
    indian: bool = False
    noise: bool = False


def read_scale(tokens: Sequence[Token], at: int, marks: Sequence[str], *, indian: bool) -> Scale:
    """Return the scale after token `at`.

    `marks` are the currency marks of the amount. `indian` allows `L` to mean lakh.
    """
    first = at + 1
    if not _fits(tokens, first, marks, indian=indian):
        return Scale(at)
    token = tokens[first]
    how, factor = token.how("scale"), Decimal(token.value("scale"))
    if how != "cjk":
        return Scale(first, factor, Decimal(0), how == "indian", how.startswith("noise"))
    last = first
    if is_scale(tokens, last + 1) and tokens[last + 1].how("scale") == "cjk":
        last += 1  # 5천만: five thousand ten-thousands
        factor *= Decimal(tokens[last].value("scale"))
    last, extra = _smaller(tokens, last, factor)
    return Scale(last, factor, extra)


def is_scale(tokens: Sequence[Token], at: int) -> bool:
    """Return whether there is a scale word at `at`."""
    return at < len(tokens) and tokens[at].has("scale")


def clashes(tokens: Sequence[Token], at: int) -> bool:
    """Return whether two scales that exclude each other follow token `at`: `50k LPA`."""
    if at + 2 >= len(tokens) or tokens[at + 2].how("scale") != "indian":
        return False
    return is_scale(tokens, at + 1) and tokens[at + 1].how("scale") != "cjk"


def _fits(tokens: Sequence[Token], at: int, marks: Sequence[str], *, indian: bool) -> bool:
    if not is_scale(tokens, at):
        return False
    token, gap = tokens[at], tokens[at].start - tokens[at - 1].end
    how = token.how("scale")
    if token.text == "l" and not indian:
        return False
    if how == "romance" and not _DOLLARS.isdisjoint(marks):
        return False
    return gap == 0 if how.endswith("glued") else gap <= 1


def _smaller(tokens: Sequence[Token], last: int, factor: Decimal) -> tuple[int, Decimal]:
    """Read the amount in a smaller scale after a scale: 21万5千, 1億2000万, 1억 2천만원."""
    figure = tokens[last + 1] if last + 1 < len(tokens) else None
    if figure is None or figure.number is None:
        return last, Decimal(0)
    gap = figure.start - tokens[last].end
    if gap > 1 or (gap and not is_scale(tokens, last + 2)):
        return last, Decimal(0)
    end, value = last + 1, figure.number.value
    if is_scale(tokens, end + 1) and tokens[end + 1].how("scale") == "cjk":
        end += 1
        value *= Decimal(tokens[end].value("scale"))
        if is_scale(tokens, end + 1) and tokens[end + 1].how("scale") == "cjk":
            end += 1  # 2천만
            value *= Decimal(tokens[end].value("scale"))
    elif gap == 0 and len(figure.number.digits) == 1:
        value *= factor / 10  # 3萬8 is 38,000
    return (end, value) if value < factor else (last, Decimal(0))
