"""Read the workplace (on site, hybrid, remote) from the sentences of a description.

Rules: workplace_prose.csv. A few words (`about`) are searched first. Each rule then reads only the
sentences that have one of its words.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from models.vocab import Workplace
from pipeline.rules.rows.place import ProseRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import NUMBER, phrase, plain, starts
from pipeline.text.sentences import SentenceFinder

LONGEST = 20_000
"""Characters of a description that are read. Later text is about the employer."""


@dataclass(frozen=True, slots=True)
class Said:
    """A workplace or None, and the sentence that states it."""

    workplace: Workplace | None = None
    text: str = ""


def read_prose(text: str) -> Said:
    """Return the workplace that a description states; None if it states none, or several.

    Hybrid and on site together mean hybrid. Remote together with either is a contradiction.
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
    """Return a title without words about something else, such as `Hybrid Cloud`."""
    for pattern in _others():
        title = pattern.sub("", title)
    return title


@lru_cache(maxsize=16_384)
def _said(sentence: str, rules: tuple[int, ...]) -> tuple[Workplace, ...]:
    """Return the workplaces that a sentence states. Employers repeat their sentences: cache."""
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
    return read_rules(ProseRule)


@cache
def _finder() -> SentenceFinder:
    return SentenceFinder(rule.about.split() for rule in _rules())


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled rule: its possible first words, if known, and whether it needs a number."""

    pattern: re.Pattern[str]
    workplace: Workplace | None
    starts: tuple[str, ...]
    counts: bool

    def may_be_in(self, sentence: str) -> bool:
        """Return whether the pattern can match in the sentence: a fast check before the search."""
        return not self.starts or any(start in sentence for start in self.starts)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            phrase(rule.phrase),
            Workplace(rule.workplace) if rule.workplace in {*Workplace} else None,
            starts(rule.phrase),
            "#" in rule.phrase,
        )
        for rule in _rules()
    )


@cache
def _others() -> tuple[re.Pattern[str], ...]:
    return tuple(phrase(rule.phrase, re.IGNORECASE) for rule in _rules() if not rule.workplace)
