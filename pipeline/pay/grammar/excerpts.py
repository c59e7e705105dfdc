"""The few places in a long text where pay can be: sentences with a figure that may be money."""

import re
from functools import cache
from typing import NamedTuple

from pipeline.pay.lexing.lexemes import lower, widened, words
from pipeline.pay.lexing.lexicon import lexicon

_REACH = 220  # no sentence is looked at further than this on either side of a figure
_MOST_FIGURES = 1_000  # a description has some ten; a text of figures is no description
_MOST_TEXT = 4_000
_BEFORE, _AFTER = 60, 16
_MARK = 3
_HEADING = re.compile(r":\s*\n\s*")
_FIGURE = re.compile(r"\d[\d.,' ]*")
# a point before a small letter is an abbreviation's: `45.000 kr. om måneden`, `$60,000/yr. to`
_SMALL = r"[^\W\d_A-Z\u00c0-\u00de\u0100-\u017f\u0400-\u042f]"
_ITEM_ENDS = "\n;•●◦▪"
_BREAK = re.compile(rf"[{_ITEM_ENDS}。]|[!?](?=\s)|\.(?=\s)(?! {_SMALL})")


class Excerpts(NamedTuple):
    """The stretches worth reading, in order; `more` tells that the rest was not looked at."""

    stretches: tuple[str, ...]
    more: bool


def excerpts(text: str) -> Excerpts:
    """Return the stretches of the text worth reading; each is one sentence or item.

    A stretch is worth it where a currency, a scale or a pay word stands near a figure. A heading
    with a colon leads its next line. So that no text takes long, only its first 1,000 figures are
    looked at, and some 4,000 characters of stretches at most are worth reading.
    """
    text = _HEADING.sub(": ", text)
    low = lower(text)
    found, done, length = list[str](), 0, 0
    for n, figure in enumerate(_FIGURE.finditer(text)):
        if n == _MOST_FIGURES or length > _MOST_TEXT:
            return Excerpts(tuple(found), more=True)
        if figure.start() < done or not _may_be_money(low, figure.start(), figure.end()):
            continue
        earliest = _reach_back(text, figure.start(), done)
        start = _sentence_start(text, earliest, figure.start())
        done = _sentence_end(text, figure.end(), min(figure.end() + _REACH, len(text)))
        found.append(text[start:done])
        length += done - start
    return Excerpts(tuple(found), more=False)


def _may_be_money(low: str, start: int, end: int) -> bool:
    """Tell whether a word of money is near the figure, on its line: wrong only by too many."""
    if low.startswith("%", end):
        return False
    first, last = max(start - _BEFORE, 0), end + _AFTER
    line, next_line = low.rfind("\n", first, start), low.find("\n", end, last)
    near = words(low, max(first, line), next_line if next_line >= 0 else last)
    return not _openers().isdisjoint(near)


@cache
def _openers() -> frozenset[str]:
    """Return one word of every phrase of money: of `US$` the sign, of `you will earn` earn."""
    phrases = list(lexicon().phrases("currency", "scale", "pay"))
    openers = {phrase[0] for phrase in phrases if len(phrase) == 1}
    for phrase in phrases:
        telling = max(phrase, key=len)
        if openers.isdisjoint(phrase) and len(telling) > 1:
            openers.add(telling)
    return frozenset(openers | {widened(opener) for opener in openers})


def _reach_back(text: str, figure: int, done: int) -> int:
    """Return where to look for the sentence's start: not further than a reach, within no word."""
    earliest = figure - _REACH
    return done if earliest <= done else max(text.find(" ", earliest, figure), earliest)


def _sentence_start(text: str, earliest: int, figure: int) -> int:
    start = earliest
    for found in _BREAK.finditer(text, earliest, figure):
        # the point of `Rs. 45,000` or `approx. £45k` ends no sentence
        if found.end() + _MARK < figure or found.group() in _ITEM_ENDS:
            start = found.end()
    return start


def _sentence_end(text: str, figure: int, latest: int) -> int:
    found = _BREAK.search(text, figure, latest)
    if found or latest == len(text):
        return found.end() if found else latest
    space = text.rfind(" ", figure, latest)
    return space if space > 0 else latest
