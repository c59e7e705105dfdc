"""Read the workplace (on site, hybrid, remote) from the sentences of a description.

Rules: workplace_prose.csv. A few words (`about`) are searched first. Each rule then reads only the
sentences that have one of its words.
"""

import re
from dataclasses import dataclass

from models.vocab import Workplace
from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.place import ProseRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import NUMBER, phrase, plain, starts
from pipeline.text.sentences import SentenceFinder

LONGEST = 20_000
"""Characters of a description that are read. Later text is about the employer."""


@dataclass(frozen=True, slots=True)
class Said:
    """A workplace or None, the sentence that states it, and the row that reads it."""

    workplace: Workplace | None = None
    text: str = ""
    rule: str = ""


def read_prose(text: str) -> Said:
    """Return the workplace that a description states; None if it states none, or several.

    Hybrid and on site together mean hybrid. Remote together with either is a contradiction.
    """
    found: dict[Workplace, tuple[str, str]] = {}
    low = plain(text[:LONGEST])
    for start, end, rules in _finder().sentences(low):
        for workplace, rule in _said(low[start:end], rules):
            found.setdefault(workplace, (text[start:end].strip(), rule))
    kinds = set(found)
    if kinds == {Workplace.HYBRID, Workplace.ONSITE}:
        kinds = {Workplace.HYBRID}
    if len(kinds) != 1:
        return Said()
    (kind,) = kinds
    return Said(kind, *found[kind])


def without_others(title: str) -> str:
    """Return a title without words about something else, such as `Hybrid Cloud`."""
    for pattern in _others():
        title = pattern.sub("", title)
    return title


@cached_reader(16_384)
def _said(sentence: str, rules: tuple[int, ...]) -> tuple[tuple[Workplace, str], ...]:
    """Return the workplaces that a sentence states, with their rows.

    It is cached, because employers repeat their sentences.
    """
    found = []
    counts = bool(NUMBER.search(sentence))
    for number in rules:
        rule = _patterns()[number]
        if rule.counts and not counts:
            continue
        if rule.may_be_in(sentence) and rule.pattern.search(sentence):
            sentence = rule.pattern.sub(" . ", sentence)
            found += [(rule.workplace, rule.source)] if rule.workplace else []
    return tuple(found)


def _rules() -> tuple[ProseRule, ...]:
    return read_rules(ProseRule)


@cached_file
def _finder() -> SentenceFinder:
    return SentenceFinder(rule.about.split() for rule in _rules())


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled rule: its first words, if known, whether it needs a number, and its row."""

    pattern: re.Pattern[str]
    workplace: Workplace | None
    starts: tuple[str, ...]
    counts: bool
    source: str

    def may_be_in(self, sentence: str) -> bool:
        """Return whether the pattern can match in the sentence: a fast check before the search."""
        return not self.starts or any(start in sentence for start in self.starts)


@cached_file
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            phrase(rule.phrase),
            Workplace(rule.workplace) if rule.workplace in {*Workplace} else None,
            starts(rule.phrase),
            "#" in rule.phrase,
            rule.source,
        )
        for rule in _rules()
    )


@cached_file
def _others() -> tuple[re.Pattern[str], ...]:
    return tuple(phrase(rule.phrase, re.IGNORECASE) for rule in _rules() if not rule.workplace)
