"""Read figures in Chinese words: `六千`, `二万二千`, `三千五`, `十八`."""

from collections.abc import Sequence

from pipeline.pay.lexing.lexemes import Lexeme

_DIGITS = {sign: n for n, signs in enumerate("〇一二三四五六七八九") for sign in signs} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_SCALES = {"十": 10, "百": 100, "千": 1_000}
_MYRIAD = {"万": 10_000, "萬": 10_000}
HAN_DIGITS = frozenset("一二两兩三四五六七八九十")
"""The signs that begin a figure in words."""
_SURE = 1_000  # smaller ones are often counts: `一百人`
_MONEY = frozenset("元块塊圓円蚊")
STARTS = "[一二两兩三四五六七八九][百千万萬]|[一二两兩三四五六七八九]?十[一二三四五六七八九万萬元]"
"""Matches the beginning of a figure in words."""


def read_han(pieces: Sequence[Lexeme], at: int) -> tuple[int, int]:
    """Return (pieces in the figure in words at `at`, its value); (0, 0) if there is none.

    A figure below a thousand counts only before a sign of money.
    """
    if at and _is_numeral(pieces[at - 1].text) and _touches(pieces, at - 1, at):
        return 0, 0  # of `六七千`
    end = at
    while end < len(pieces) and _is_numeral(pieces[end].text) and _touches(pieces, at, end):
        end += 1
    value = _value("".join(piece.text for piece in pieces[at:end])) if end > at + 1 else 0
    if not value or (value < _SURE and not _is_money(pieces, end)):
        return 0, 0
    return end - at, value


def _is_numeral(sign: str) -> bool:
    return sign in _DIGITS or sign in _SCALES or sign in _MYRIAD


def _touches(pieces: Sequence[Lexeme], first: int, at: int) -> bool:
    return at == first or pieces[at - 1].end == pieces[at].start


def _is_money(pieces: Sequence[Lexeme], end: int) -> bool:
    return end < len(pieces) and pieces[end].text in _MONEY


def _value(signs: str) -> int:
    """Return the value of the signs; 0 if they are no figure, as `六七千`."""
    total = part = digit = unit = 0
    fresh = False  # whether a digit waits for its scale
    for sign in signs:
        if sign in _DIGITS:
            if fresh:
                return 0
            digit, fresh = _DIGITS[sign], _DIGITS[sign] > 0
            unit = unit if fresh else 0
        elif sign in _SCALES:
            unit = _SCALES[sign]
            part, fresh = part + (digit if fresh else 1) * unit, False
        else:
            unit = _MYRIAD[sign]
            total, part, fresh = total + (part + digit * fresh) * unit, 0, False
    rest = digit * max(unit // 10, 1) if fresh else 0  # `三千五` is 3,500
    return total + part + rest if unit or total else 0
