"""Find the excerpts of a long text that may state pay: sentences with a figure of money."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from pipeline.caches import cached_file
from pipeline.pay.lexing import english_numbers
from pipeline.pay.lexing.han_numbers import STARTS
from pipeline.pay.lexing.lexemes import fold, lower, split, words
from pipeline.pay.lexing.lexicon import lexicon
from pipeline.pay.parts.headings import tasks_above
from pipeline.pay.parts.quotes import has_quotes, is_quoted
from pipeline.text.scripts import FULL_STOPS, HAS_CJK, HAS_RUNS

_TEXT = attrgetter("text")
_REACH = 220  # the most characters of a sentence before and after a figure
_MOST_FIGURES = 1_000  # a description has about ten; a text with more is not a description
_MOST_TEXT = 4_000
_BEFORE, _AFTER = 60, 16
_MARK = 3
_POINTS_BACK = re.compile(
    r"\s*(?:this(?: role| job| position| post)?|that|it|dies|dieses|das|es|ce|c'|celui-ci|esto"
    r"|este|isso|isto|dit|dat)\s?\b\s*"
    r"(?:currently |usually |normally |derzeit |momenteel )?"
    r"(?:is|was|will|would|can|may|equates|works|comes|ranges|starts|amounts|means|rises|equals"
    r"|ist|liegt|beträgt|wird|entspricht|startet|beginnt|est|sera|peut|correspond|va|es|será"
    r"|puede|equivale|é|komt|bedraagt|wordt|ligt)\b"
)
# the next of several places or levels, right before its pay: `; Senior £30,000`
_ITEM = re.compile(r"\s*[^\W\d_][\w.'&-]*(?: [\w(][\w.'&)-]*){0,4}:?\s*[$€£₹¥]?\s?\d")
_HEADING = re.compile(r":\s*\n\s*")
_FIGURE = re.compile(r"\d[\d.,' ]*")
_HAN_FIGURE = re.compile(rf"{_FIGURE.pattern}|{STARTS}")
_ENGLISH_FIGURE = re.compile(rf"{_FIGURE.pattern}|{english_numbers.STARTS}")
# a point before a small letter or a dash ends an abbreviation: `45.000 kr. om måneden`, `/yr. - $`
_SMALL = r"[a-z\u00df-\u00ff\u03ac-\u03ce\u0430-\u045f]"
_ITEM_ENDS = "\n;•●◦▪"
# nor does the point of `im 1. Lehrjahr`, `2. Jahr`
_RANK = r"(?! (?:Lehr|Ausbildungs)?[Jj]ahr)"
# nor does the point of a currency before its figure: `Tk. 45,000 to Tk. 55,000`
_MONEY = r"(?!(?<=\b(?:Rs|rs|RS|Tk|tk|TK|Rp|rp)\.) \d)"
# nor does the one of `for example`: `your last salary, e.g. PHP 38,000`
_SUCH = r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bz\.B\.)(?<!\bp\.ej\.)"
_BREAK = re.compile(
    rf"\.{_MONEY}{_RANK}{_SUCH}[\"\u201d\u00bb]?(?=\s)(?! {_SMALL}| [-\u2013\u2014] )"
    rf"|[{_ITEM_ENDS}{FULL_STOPS}]|[!?][\"\u201d\u00bb]?(?=\s)"
)


class Excerpt(NamedTuple):
    """A sentence or a list item that may state pay, and where it stands.

    `introduced` means that the sentences before it speak of pay: `… rate of pay. This is set at
    £36,400`. `cut` means that it is not the beginning of its sentence. `tasks` tells whether its
    section is about tasks, demands or the employer; it looks for headings only when it is called.
    """

    text: str
    introduced: bool = False
    cut: bool = False
    tasks: Callable[[], bool] = bool


class Excerpts(NamedTuple):
    """The excerpts to read, in order. `more` means that the rest of the text was skipped."""

    stretches: tuple[Excerpt, ...]
    more: bool = False


def excerpts(text: str) -> Excerpts:
    """Return the excerpts of the text that may state pay; each is one sentence or list item.

    An excerpt has a currency, a scale or a pay word near a figure. A heading with a colon belongs
    to the line after it. To limit the time, only the first 1,000 figures are examined, and the
    search stops after about 4,000 characters of excerpts.
    """
    text = _HEADING.sub(": ", text)
    low, quotes, is_in_tasks = lower(text), has_quotes(text), tasks_above(text)
    found, done, length = list[Excerpt](), 0, 0
    for n, figure in enumerate(_figures(text, low)):
        if n == _MOST_FIGURES or length > _MOST_TEXT:
            return Excerpts(tuple(found), more=True)
        if figure.start() < done or not may_be_money(low, figure.start(), figure.end()):
            continue
        if quotes and is_quoted(text, figure.start()):
            continue
        earliest = _reach_back(text, figure.start(), done)
        start = _sentence_start(text, earliest, figure.start())
        done = _sentence_end(text, figure.end(), min(figure.end() + _REACH, len(text)))
        listed = bool(found) and text[start - 1 : start] == ";" and _ITEM.match(text, start)
        introduced = _is_introduced(low, start) or (bool(listed) and _is_led(low, start))
        cut, tasks = _is_cut(text, start, earliest), partial(is_in_tasks, start)
        found.append(Excerpt(text[start:done], introduced, cut, tasks))
        length += done - start
    return Excerpts(tuple(found))


def _figures(text: str, low: str) -> Iterator[re.Match[str]]:
    """Yield the figures of a text, those in Chinese or English words, too."""
    if not text.isascii() and HAS_CJK.search(text):
        return _HAN_FIGURE.finditer(text)
    in_words = any(word in low for word in english_numbers.MAY_START)
    return (_ENGLISH_FIGURE if in_words else _FIGURE).finditer(low)


def _is_cut(text: str, start: int, earliest: int) -> bool:
    """Return whether words of the same sentence stand before an excerpt that begins at `start`."""
    if not start or start > earliest:
        return False
    before = text[max(start - _MARK, 0) : start].rstrip(" ")
    return bool(before) and before[-1] not in f"{_ITEM_ENDS}.!?{FULL_STOPS}"


def _is_introduced(low: str, start: int) -> bool:
    """Return whether a sentence begins with `this` or `it`, and one before it has a pay word."""
    if not _POINTS_BACK.match(low, start):
        return False
    line = low.rfind("\n", max(start - _REACH, 0), start)
    before = words(low, max(start - _REACH, line + 1, 0), start)
    return not _pay_words().isdisjoint(before)


def _is_led(low: str, start: int) -> bool:
    """Return whether the sentence of a list up to `start` names pay: `by location: …; …`."""
    earliest = max(start - _REACH, low.rfind("\n", 0, start) + 1, 0)
    stop = max((low.rfind(end, earliest, start) for end in (". ", "? ", "! ")), default=-1)
    begin = stop + 1 if stop >= 0 else earliest
    return not _pay_words().isdisjoint(words(low, begin, start))


@cached_file
def _pay_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in lexicon().phrases("pay") if len(phrase) == 1)


def may_be_money(low: str, start: int, end: int) -> bool:
    """Return whether a word of money is near the figure, on the same line.

    It may be true for a figure that is not money, never false for one that is.
    """
    if low.startswith("%", end):
        return False
    first, last = max(start - _BEFORE, 0), end + _AFTER
    line, next_line = low.rfind("\n", first, start), low.find("\n", end, last)
    near = low[max(first, line, 0) : next_line if next_line >= 0 else last]
    if not near.isascii():
        near = fold(near)
    cut = not near.isascii() and HAS_RUNS.search(near)
    said = map(_TEXT, lexicon().cut(split(near))) if cut else words(near, 0, len(near))
    return not _openers().isdisjoint(said) or any(mark in near for mark in _marks())


@cached_file
def _marks() -> tuple[str, ...]:
    """Return the currencies whose pieces say nothing by themselves: `s/`."""
    return tuple("".join(phrase) for phrase in _spelled() if "".join(phrase).isascii())


def _spelled() -> list[tuple[str, ...]]:
    """Return the currencies of single letters and marks, none of which is one by itself."""
    phrases = list(lexicon().phrases("currency"))
    alone = {phrase[0] for phrase in phrases if len(phrase) == 1}
    single = [phrase for phrase in phrases if max(map(len, phrase)) == 1]
    return [phrase for phrase in single if alone.isdisjoint(phrase)]


@cached_file
def _openers() -> frozenset[str]:
    """Return one word of every phrase of money: `$` of `US$`, `earn` of `you will earn`."""
    phrases = [*lexicon().phrases("currency", "scale", "pay"), *lexicon().names_with_time()]
    openers = {phrase[0] for phrase in phrases if len(phrase) == 1}
    for phrase in phrases:
        telling = max(phrase, key=len)
        if openers.isdisjoint(phrase) and (len(telling) > 1 or not telling.isascii()):
            openers.add(telling)
    letters = [[piece for piece in phrase if not piece.isascii()] for phrase in _spelled()]
    openers |= {pieces[-1] for pieces in letters if pieces}
    return frozenset(openers)


def _reach_back(text: str, figure: int, done: int) -> int:
    """Return the earliest possible start of the sentence: at most _REACH back, between words."""
    earliest = figure - _REACH
    return done if earliest <= done else max(text.find(" ", earliest, figure), earliest)


def _sentence_start(text: str, earliest: int, figure: int) -> int:
    start = earliest
    for found in _BREAK.finditer(text, earliest, figure):
        # the point of `Rs. 45,000` or `approx. £45k` does not end a sentence
        if found.end() + _MARK < figure or found.group() in _ITEM_ENDS:
            start = found.end()
    return start


def _sentence_end(text: str, figure: int, latest: int) -> int:
    found = _BREAK.search(text, figure, latest)
    if found or latest == len(text):
        return found.end() if found else latest
    space = text.rfind(" ", figure, latest)
    return space if space > 0 else latest
