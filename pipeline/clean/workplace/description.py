"""What a description says of the place of work: the sentences that speak of it, and no others.

Rules: workplace_prose.csv. A description is looked through for a few words (`about`) first; only
the sentences they stand in are read by the rules that share the word.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from models.vocab import Workplace
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import NUMBER, phrase, plain, starts
from pipeline.text.sentences import SentenceFinder

LONGEST = 20_000
"""Characters of a description that are read: what follows is about the employer."""


@dataclass(frozen=True, slots=True)
class ProseRule:
    """Words and the way of working they say: `any` of several, none if about something else.

    `words` are small letters, see `prose_pattern.phrase`. Rows come in order: what one has read,
    the next do not see. `about` are words of which each match has one.
    """

    words: str
    workplace: str
    about: str
    lang: str
    example: str


@dataclass(frozen=True, slots=True)
class Said:
    """A way of working, or None, and the sentence that says so."""

    workplace: Workplace | None = None
    text: str = ""


def read_prose(text: str) -> Said:
    """Return the way of working a description states; None where it says none, or several.

    A hybrid job's days on site are no contradiction. Remote beside hybrid or on site is one.
    """
    found: dict[Workplace, str] = {}
    low = plain(text[:LONGEST])
    for start, end, rules in _finder().sentences(low):
        for workplace in _said(low[start:end], rules):
            found.setdefault(workplace, text[start:end].strip())
    kinds = set(found)
    if kinds == {Workplace.HYBRID, Workplace.ONSITE}:
        kinds = {Workplace.HYBRID}
    return Said(kind := kinds.pop(), found[kind]) if len(kinds) == 1 else Said()


def without_others(title: str) -> str:
    """Return a title without the words that are about something else: `Hybrid Cloud Engineer`."""
    for pattern in _others():
        title = pattern.sub("", title)
    return title


@lru_cache(maxsize=16_384)
def _said(sentence: str, rules: tuple[int, ...]) -> tuple[Workplace, ...]:
    """Return what a sentence says; employers say the same ones in all of their postings."""
    found = []
    counts = bool(NUMBER.search(sentence))
    for number in rules:
        rule = _patterns()[number]
        if rule.counts and not counts:
            continue
        if rule.may_be_in(sentence) and rule.pattern.search(sentence):
            sentence = rule.pattern.sub(" . ", sentence)
            found += [rule.workplace] if rule.workplace else []
    return tuple(found)


def _rules() -> tuple[ProseRule, ...]:
    return read_rules("workplace_prose.csv", ProseRule)


@cache
def _finder() -> SentenceFinder:
    return SentenceFinder(rule.about.split() for rule in _rules())


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A rule made ready: what it begins with, if that is fixed, and whether it needs a number."""

    pattern: re.Pattern[str]
    workplace: Workplace | None
    starts: tuple[str, ...]
    counts: bool

    def may_be_in(self, sentence: str) -> bool:
        """Tell whether a search is worth its time."""
        return not self.starts or any(start in sentence for start in self.starts)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            phrase(rule.words),
            Workplace(rule.workplace) if rule.workplace in {*Workplace} else None,
            starts(rule.words),
            "#" in rule.words,
        )
        for rule in _rules()
    )


@cache
def _others() -> tuple[re.Pattern[str], ...]:
    return tuple(phrase(rule.words, re.IGNORECASE) for rule in _rules() if not rule.workplace)
