"""The few places in a long text where pay can be: sentences with a figure that may be money."""

import re
from functools import cache

from pipeline.pay.lexicon import lexicon
from pipeline.pay.pieces import fold, split

_REACH = 220  # no sentence is looked at further than this on either side of a figure
_BEFORE, _AFTER = 60, 16
_MARK = 3
_HEADING = re.compile(r":\s*\n\s*")
_FIGURE = re.compile(r"\d[\d.,' ]*")
_BREAK = re.compile(r"[\n;]|[.!?](?=\s)")


def places(text: str) -> tuple[str, ...]:
    """Return the stretches of the text worth reading, in order; each is one sentence or item.

    A stretch is worth it where a currency, a scale or a pay word stands near a figure. A heading
    with a colon leads its next line.
    """
    text = _HEADING.sub(": ", text)
    found: list[tuple[int, int]] = []
    done = 0
    for figure in _FIGURE.finditer(text):
        if figure.start() < done or not _may_be_money(text, figure.start(), figure.end()):
            continue
        start = _sentence_start(text, max(figure.start() - _REACH, done), figure.start())
        done = _sentence_end(text, figure.end(), min(figure.end() + _REACH, len(text)))
        found.append((start, done))
    return tuple(text[start:end] for start, end in found)


def _may_be_money(text: str, start: int, end: int) -> bool:
    """Tell whether a word of money begins near the figure: cheap, and wrong only by too many."""
    near = split(fold(text[max(start - _BEFORE, 0) : end + _AFTER]))
    return not _openers().isdisjoint(piece.text for piece in near)


@cache
def _openers() -> frozenset[str]:
    """Return what the words of money begin with; of `R$` and the like the sign, not the letter."""
    openers = set[str]()
    for words in lexicon().phrases("currency", "scale", "pay"):
        letter = len(words) > 1 and len(words[0]) == 1 and words[0].isalpha()
        openers.add(words[1] if letter else words[0])
    return frozenset(openers - {"/", ".", "-"})


def _sentence_start(text: str, earliest: int, figure: int) -> int:
    start = earliest
    for found in _BREAK.finditer(text, earliest, figure):
        # the point of `Rs. 45,000` or `approx. £45k` ends no sentence
        if found.end() + _MARK < figure or found.group() in "\n;":
            start = found.end()
    return start


def _sentence_end(text: str, figure: int, latest: int) -> int:
    found = _BREAK.search(text, figure, latest)
    return found.end() if found else latest
