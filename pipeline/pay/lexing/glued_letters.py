"""Find a figure of money with a letter glued to it that no rule reads: `80X-95X € p.a.`."""

from collections.abc import Iterable, Sequence

from pipeline.pay.lexing.tokens import Token

_LEAST_DIGITS = 2  # `2X`, `3D` and `5G` are things
_OF_TIME = frozenset("dh")  # `€15-20h`


def glued_figure(tokens: Sequence[Token]) -> slice | None:
    """Return the slice of the first such figure of a pay field and its letter, or None.

    A currency stands beside it, or beside the figures that it is a range with.
    """
    for at in range(len(tokens) - 1):
        if _is_glued(tokens, at) and _is_money(tokens, at):
            return slice(tokens[at].start, tokens[at + 1].end)
    return None


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    figure, letter = tokens[at : at + 2]
    known = letter.roles.keys() - {"unit"} or letter.text in _OF_TIME
    single = len(letter.text) == 1 and letter.text.isascii() and letter.text.isalpha()
    digits = sum(map(str.isdigit, figure.text))
    return figure.figure and single and not known and _touch(tokens, at) and digits >= _LEAST_DIGITS


def _is_money(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a currency begins or ends the range of a figure: not `14x €2.500`."""
    return _meets_currency(tokens, range(at - 1, -1, -1)) or _meets_currency(
        tokens, range(at + 2, len(tokens))
    )


def _meets_currency(tokens: Sequence[Token], way: Iterable[int]) -> bool:
    met = False
    for at in way:
        token = tokens[at]
        if met:
            return not token.figure
        met = token.has("currency")
        inside = token.figure or token.has("range") or token.has("scale")
        if not (met or inside or (at and _is_glued(tokens, at - 1))):
            return False
    return met


def _touch(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].end == tokens[at + 1].start
