"""Read pay from a job's title: `Data Engineer ($150,000 - $170,000)`.

A title names other money more often than pay, so it is read as strictly as a description. Only a
clause of nothing but pay, with its currency or its time, is read like a pay field.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from models.vocab import Flag, Level, Origin
from pipeline.caches import cached_reader
from pipeline.pay.bands.money import Context
from pipeline.pay.bands.result import result_of
from pipeline.pay.lexing.tokens import Token, tokenize
from pipeline.pay.reader import read_in
from pipeline.pay.reference.band import NOTHING, Band, PayReading

_FIGURE = re.compile(r"\d")
_BRACKETS = re.compile(r"[()\[\]{}|]")
_MARKS = re.compile(r"\s+[-\u2013\u2014:]+\s+|[,;\u2022\u00b7]\s+|\s*\n\s*")
"""What parts the clauses of a title."""
_ENDS_IN_FIGURE = re.compile(r"\d\d\W*$|\d\s?[kK]\W*$")
_BEGINS_WITH_FIGURE = re.compile(r"\W*\d")
_SAID = frozenset({Flag.NOT_BASE})
"""Flags of what the words say; any other flag doubts that the figure is pay at all."""


@cached_reader(16_384)
def read_title_pay(
    title: str,
    *,
    country: str | None = None,
    level: Level | None = None,
    commission: bool = False,
) -> PayReading:
    """Return the bands of pay that a title states; the arguments are those of `read_pay`."""
    if not _FIGURE.search(title):
        return NOTHING
    setting = Context(country, origin=Origin.TITLE, level=level, commission=commission)
    lines = _BRACKETS.sub("\n", title)
    places = pay_clauses(title)
    bands = [band for place in places for band in _as_field(lines[slice(*place)], setting)]
    if not bands:
        bands = list(read_in(lines, setting, prose=True).bands)
    return result_of(tuple(dict.fromkeys(bands)), country) if bands else NOTHING


def pay_clauses(title: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the clauses of nothing but pay, or figures: `up to £90k + bonus`.

    Neighbours go together: `$45 - $55 per hour`. A figure of the clause before or behind may be
    the other end: `Engineer 18.000 - 25.000 PLN`.
    """
    lines = _BRACKETS.sub("\n", title)
    ends = [0, *(end for mark in _MARKS.finditer(lines) for end in mark.span()), len(lines)]
    clauses = zip(ends[::2], ends[1::2], strict=True)
    for is_pay, some in groupby(clauses, lambda clause: _is_all_pay(lines[slice(*clause)])):
        places = list(some)
        begin, end = places[0][0], places[-1][1]
        cut = _ENDS_IN_FIGURE.search(lines[:begin]) or _BEGINS_WITH_FIGURE.match(lines[end:])
        if is_pay and not cut:
            yield begin, end


def _is_all_pay(clause: str) -> bool:
    """Return whether a clause has a figure, and no word of other money or unknown to the rules."""
    tokens = tokenize(clause)
    return any(t.figure for t in tokens) and not any(map(_is_other, tokens))


def _is_other(token: Token) -> bool:
    return token.unknown or (token.has("noise") and not token.has("extra"))


def _as_field(text: str, setting: Context) -> Iterator[Band]:
    """Yield the bands of a clause that say their currency or time, and that no check doubts."""
    signed = any(token.has("currency") for token in tokenize(text))
    for band in read_in(text, setting).bands:
        timed = band.period is not None and not band.period_inferred
        if (signed or timed) and _SAID.issuperset(band.flags):
            yield band
