"""Find the phrases of workplace.csv in a workplace field, a place or a title."""

import re
from functools import cache, lru_cache

from models.vocab import Workplace
from pipeline.rules.rows.place import WorkplaceRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Chinese characters and Hangul: scripts whose words stand side by side."""


@lru_cache(maxsize=4_096)
def of_field(text: str) -> Workplace | None:
    """Return the workplace for the source's own field; None if no rule knows the words."""
    return _rules("field").get(fold(text.replace("_", " ")))


@lru_cache(maxsize=65_536)
def of_text(text: str, where: str) -> Workplace | None:
    """Return the workplace that a place or title names; None if it names none.

    `where` is place or text (a title). The first of remote and hybrid wins. Either wins over
    on site, because `London / Remote` may be done remotely.
    """
    known = _spaceless(where)
    found = [known[_bare(match[0])] for match in phrases(where).finditer(text)]
    elsewhere = [workplace for workplace in found if workplace is not Workplace.ONSITE]
    return next(iter(elsewhere or found), None)


@cache
def phrases(where: str) -> re.Pattern[str]:
    """Return the pattern of all phrases of a text or a place, the longest first."""
    spelled = sorted((words for words in _texts(where)), key=len, reverse=True)
    between = [r"[\s/_-]{0,3}".join(map(re.escape, words.split())) for words in spelled]
    letter = rf"[^\W{UNSPACED}]"  # a script without spaces has no ends of words
    return re.compile(rf"#?(?<!{letter})(?:{'|'.join(between)})(?!{letter})", re.IGNORECASE)


def _bare(words: str) -> str:
    return re.sub(r"[\s/_#-]+", "", words.casefold())


@cache
def _spaceless(where: str) -> dict[str, Workplace]:
    return {_bare(words): workplace for words, workplace in _texts(where).items()}


def _texts(where: str) -> dict[str, Workplace]:
    return _rules("text") | (_rules("place") if where == "place" else {})


@cache
def _rules(where: str) -> dict[str, Workplace]:
    rows = read_rules(WorkplaceRule)
    spelled = fold if where == "field" else str
    return {spelled(row.phrase): row.workplace for row in rows if row.use == where}
