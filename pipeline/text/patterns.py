"""Turn the phrases of rule files into regular expressions, for any language."""

import re
from collections.abc import Iterable
from functools import cached_property

from pipeline.caches import cached_reader
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.scripts import CJK, HAS_CJK

DAY_WORDS = (
    "[1-4]|one|two|three|four|einen?|ein|zwei|drei|vier|une?|deux|trois|quatre|una?|dos|tres|cuatro"
    "|um|dois|três|quatro|een|één|twee|drie|jeden|dwa|trzy|cztery|en|två|tre|fyra|uno|due|quattro"
    "|один|два|две|три|четыре|bir|iki|üç|dört|một|hai|ba|bốn|[一二两兩三四１２３４]|하루|이틀"
)
TO = "-|to|or|bis|à|a|tot|do|/|oder|ou|o|of|till|eller|до|или|đến|hoặc|veya|到|至|或|\u301c|から"
DAYS = rf"(?:{DAY_WORDS})(?: ?(?:{TO}) ?(?:[2-4]|{DAY_WORDS}))?"
# Chinese, Japanese and Korean have no space before and after a word. They have no capitals, so the
# pattern heeds them here: `re` compiles it in a third of the time.
BEGIN, END = rf"(?-i:(?<![^\W{CJK}]))", rf"(?-i:(?![^\W{CJK}]))"
GLUED_BEGIN, GLUED_END = rf"(?:(?=[{CJK}])|{BEGIN})", rf"(?:(?<=[{CJK}])|{END})"
NUMBER = re.compile(rf"(?:(?<![^\W{CJK}])(?:{DAY_WORDS})(?![^\W{CJK}]))|[一二两兩三四]")
DAYS_ALONE = frozenset("1234") | set(re.findall(r"\w+", DAY_WORDS))
GAP = r"[\s,:(/、:\uff1a\uff08\uff0c-]{1,3}"
SIGNS = dict(zip("\u2010\u2011\u2012\u2013\u2014\uff5e\u2019\u00a0", "-----\u301c' ", strict=True))


@cached_reader(64)
def plain(text: str) -> str:
    """Return text in small letters, with one kind of dash, apostrophe and space.

    Each character keeps its offset: a capital I with a dot becomes one small i.
    """
    low = text.replace("\u0130", "i").lower()
    for sign in SIGNS.keys() & set(beyond_ascii(text)):
        low = low.replace(sign, SIGNS[sign])  # much faster than one translate()
    return low


def has_number(text: str, found: Iterable[str]) -> bool:
    """Return whether a text in small letters has a number of days. `found` are its words."""
    return not DAYS_ALONE.isdisjoint(found) if text.isascii() else bool(NUMBER.search(text))


def has_cjk(text: str) -> bool:
    """Return whether a text has Chinese, Japanese or Korean letters."""
    return not text.isascii() and HAS_CJK.search(text) is not None


def phrase(words: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a rule's words.

    A space matches any gap, ` ?` a gap or nothing, `#` one to four days, `~` up to three words.
    `|()?[]` mean the same as in a regular expression. The pattern begins and ends with a word. In
    Chinese, Japanese and Korean it may stand within other letters.
    """
    ends = (GLUED_BEGIN, GLUED_END) if HAS_CJK.search(words) else (BEGIN, END)
    return _compiled(words, flags, *ends)


class Phrase:
    """The pattern of a rule's words (`phrase`), compiled for the first text that needs it.

    Most rows meet no sentence of a short table. Where a text has no Chinese, Japanese or Korean
    letter, a simpler pattern finds the same. It is compiled in a tenth of the time: `re` looks at
    each of the 40,000 letters.
    """

    def __init__(self, words: str, flags: int = 0) -> None:
        self.words, self.flags = words, flags

    def of(self, *, cjk: bool) -> re.Pattern[str]:
        """Return the pattern for a text that has such letters (`has_cjk`), or has none."""
        return self._beside_cjk if cjk else self._spaced

    @cached_property
    def _beside_cjk(self) -> re.Pattern[str]:
        return phrase(self.words, self.flags)

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        return _compiled(self.words, self.flags, r"(?<!\w)", r"(?!\w)")


def _compiled(words: str, flags: int, begin: str, end: str) -> re.Pattern[str]:
    spaced = words.replace("~", r"(?: [\w-]+){0,3}")
    spaced = spaced.replace(" ?", r"[\s-]?").replace(" ", GAP)
    return re.compile(rf"{begin}(?:{spaced.replace('#', DAYS)}){end}", flags)
