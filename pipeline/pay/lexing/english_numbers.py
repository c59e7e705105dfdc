"""Read figures in English words: `eighteen`, `twenty-two thousand`, `twenty-one fifty`."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.pay.lexing.lexemes import Lexeme
from pipeline.pay.lexing.lexicon import Lexicon

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ROUND = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = {word: n for n, word in enumerate(_SMALL, start=1)}
_TENS = {word: 10 * n for n, word in enumerate(_ROUND, start=2)}
ENGLISH_NUMBERS = frozenset(_ONES) | frozenset(_TENS)
"""The words that begin a figure in words."""
_WORD = "|".join((*_SMALL, *_ROUND))
_MONEY = "dollars?|pounds?|euros?|pesos?|rupees|rand|francs|quid|bucks|grand|thousand"
STARTS = rf"\b(?:{_WORD})(?:[- ](?:{_WORD}|hundred|thousand|and))* (?=(?:{_MONEY}|an hour)\b)"
"""Matches a figure in words, in small letters, before its money or time."""
MAY_START = tuple(f" {word}" for word in (*_MONEY.replace("?", "").split("|"), "an hour"))
"""One of these is in a text in small letters that has such a figure."""
_JOINTS = frozenset({"to", "-", "and"})
_LEAST = 10  # of the dollars and the cents of `twenty-one fifty`
_DIGITS = range(1, 10)
_OF_MONEY = frozenset({"currency", "scale"})


def read_english(book: Lexicon, pieces: Sequence[Lexeme], at: int) -> tuple[int, Decimal]:
    """Return (pieces in the figure in words at `at`, its value); (0, 0) if there is none.

    It counts only before money (`eighteen dollars`), or a range that ends so. One with cents or
    of a thousand may have a time after it: `twenty-one fifty an hour`.
    """
    end, value = _thousands(pieces, at)
    if value >= _LEAST and (cents := _small(pieces, end))[1] >= _LEAST:
        value, end = value + Decimal(cents[1]) / 100, cents[0]
    timed = value >= 1000 or value != int(value)
    if not _has_money(book, pieces, end, timed=timed) and not _begins_range(book, pieces, end):
        return 0, Decimal(0)
    return end - at, value


def _has_money(book: Lexicon, pieces: Sequence[Lexeme], end: int, *, timed: bool) -> bool:
    """Return whether money follows a figure; a time, if `timed`."""
    roles = book.match(pieces, end)[1] if end < len(pieces) else {}
    return not _OF_MONEY.isdisjoint(roles) or (timed and "period" in roles)


def _begins_range(book: Lexicon, pieces: Sequence[Lexeme], end: int) -> bool:
    """Return whether the upper end of a range follows, and its money: `to twenty dollars`."""
    if end + 1 >= len(pieces) or pieces[end].text not in _JOINTS:
        return False
    stop, value = _thousands(pieces, end + 1)
    return value > 0 and _has_money(book, pieces, stop, timed=False)


def _thousands(pieces: Sequence[Lexeme], at: int) -> tuple[int, Decimal]:
    """Return (the end, the value) of a figure such as `thirty-four thousand five hundred`."""
    end, value = _hundreds(pieces, at)
    if not value or _text(pieces, end) != "thousand":
        return end, Decimal(value)
    stop, rest = _hundreds(pieces, _after_and(pieces, end + 1))
    return (stop if rest else end + 1), Decimal(value * 1000 + rest)


def _hundreds(pieces: Sequence[Lexeme], at: int) -> tuple[int, int]:
    """Return (the end, the value) of a figure such as `eighteen hundred and fifty`."""
    end, value = _small(pieces, at)
    if not value or _text(pieces, end) != "hundred":
        return end, value
    stop, rest = _small(pieces, _after_and(pieces, end + 1))
    return (stop if rest else end + 1), value * 100 + rest


def _small(pieces: Sequence[Lexeme], at: int) -> tuple[int, int]:
    """Return (the end, the value) of a figure below a hundred; (at, 0) if there is none."""
    word = _text(pieces, at)
    if word in _ONES:
        return at + 1, _ONES[word]
    if word not in _TENS:
        return at, 0
    digit = at + 2 if _text(pieces, at + 1) == "-" else at + 1
    ones = _ONES.get(_text(pieces, digit), 0)
    return (digit + 1, _TENS[word] + ones) if ones in _DIGITS else (at + 1, _TENS[word])


def _after_and(pieces: Sequence[Lexeme], at: int) -> int:
    return at + 1 if _text(pieces, at) == "and" else at


def _text(pieces: Sequence[Lexeme], at: int) -> str:
    return pieces[at].text if at < len(pieces) else ""
