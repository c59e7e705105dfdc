"""Match the words of pay from the pay_*.csv rules: whole words, the longest phrase first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.caches import cached_file
from pipeline.pay.lexing.lexemes import NO_MARK, Lexeme, fold, split
from pipeline.rules.rows.pay import CurrencyRule
from pipeline.rules.rows.pay_words import (
    KindWord,
    NoiseWord,
    PayWord,
    PeriodWord,
    RangeWord,
    ScaleWord,
)
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold as without_accents
from pipeline.text.scripts import HAS_RUNS

WORD_ROWS: tuple[type[PayWord], ...] = (PeriodWord, ScaleWord, RangeWord, KindWord, NoiseWord)
"""The row classes of the files of words. Of two rows for one use, the first counts."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word: its value, how it must be placed to count, and the row that says so."""

    value: str
    how: str
    rule: str = ""


Roles = Mapping[str, Use]
_SCALES = {"thousand": "1000", "million": "1000000", "ten": "10"}
_SHORTEST_COMPOUND = 8
# roles of words that people type without accents too: `/ luna`, `miesiecznie`
_TYPED_PLAIN = frozenset({"period", "pay", "fact", "scale"})
_LONG_ENOUGH = 6  # shorter words are words of other languages: denne, place
NO_ROLES: Roles = {}
_NOT_INSIDE = "(?<![\u0e40-\u0e44\u0ec0-\u0ec4])"  # vowels that stand before their letter


class Node:
    """A node of the phrase tree: the uses of the phrase so far, and the next words."""

    __slots__ = ("roles", "words")

    def __init__(self) -> None:
        self.roles: dict[str, Use] = {}
        self.words: dict[str, Node] = {}


class Lexicon:
    """All phrases of pay, as a tree of words."""

    def __init__(self) -> None:
        self._root = Node()
        self._tails: dict[str, Roles] = {}
        self._unaccented: list[tuple[str, str, Use]] = []
        for words in WORD_ROWS:
            for row in read_rules(words):
                self._add_row(row)
        self._endings = tuple(self._tails)
        for phrase, role, use in self._unaccented:
            self._add(phrase, role, use)
        for mark in read_rules(CurrencyRule):
            self._add_currency(mark)
        self._in_runs = _in_runs(self.phrases())

    def match(self, pieces: Sequence[Lexeme], at: int) -> tuple[int, Roles]:
        """Return (pieces in the longest phrase at `at`, its roles); (0, {}) if none matches."""
        node = self._root.words.get(pieces[at].text)
        taken, roles, here = 0, NO_ROLES, at
        while node is not None:
            here += 1
            if node.roles and not (_is_tight(node.roles) and _is_loose(pieces, at, here)):
                taken, roles = here - at, node.roles
            node = node.words.get(pieces[here].text) if here < len(pieces) else None
        if taken or len(pieces[at].text) < _SHORTEST_COMPOUND:
            return taken, roles
        return self._compound(pieces[at].text)

    def cut(self, pieces: Iterable[Lexeme]) -> Iterator[Lexeme]:
        """Yield the pieces, with the words of pay cut out of runs of letters without spaces."""
        for piece in pieces:
            if HAS_RUNS.match(piece.text):
                yield from _cut(self._in_runs, piece)
            else:
                yield piece

    def phrases(self, *roles: str) -> Iterator[tuple[str, ...]]:
        """Yield the pieces of each phrase that has one of the roles; of all if none is given."""
        for words, uses in _walk(self._root, ()):
            if not roles or any(role in uses for role in roles):
                yield words

    def names_with_time(self) -> Iterator[tuple[str, ...]]:
        """Yield the pieces of each name of pay that has its time in it: `hourly wage`."""
        for words, uses in _walk(self._root, ()):
            if "period" in uses and uses["period"].how == "before":
                yield words

    def _compound(self, word: str) -> tuple[int, Roles]:
        """Return (1, the roles of its end) for a compound word; (0, {}) for another."""
        if not word.endswith(self._endings):
            return 0, NO_ROLES
        ending = max((e for e in self._endings if word.endswith(e)), key=len)
        return 1, self._tails[ending]

    def _add_row(self, row: PayWord) -> None:
        if row.use == "compound":
            use = Use(str(row.value or ""), "strong", row.source)
            self._tails[fold(row.phrase)] = {str(row.role): use}
        else:
            use = Use(str(row.value or ""), str(row.use or ""), row.source)
            self._add(row.phrase, str(row.role), use)
            plain = "" if row.phrase.isascii() else without_accents(row.phrase, punctuation=True)
            if row.role in _TYPED_PLAIN and plain.isascii() and _is_safe(plain):
                self._unaccented.append((plain, str(row.role), use))

    def _add_currency(self, row: CurrencyRule) -> None:
        value = row.code or f"?{row.phrase.lower()}"
        self._add(row.phrase, "currency", Use(value, str(row.use or ""), row.source))
        if row.use in _SCALES:
            self._add(row.phrase, "scale", Use(_SCALES[row.use], "", row.source))

    def _add(self, word: str, role: str, use: Use) -> None:
        node = self._root
        for piece in split(fold(word)):
            node = node.words.setdefault(piece.text, Node())
        node.roles.setdefault(role, use)


def _is_safe(plain: str) -> bool:
    return len(plain) >= _LONG_ENOUGH or plain[:1] == "/"


def _is_tight(roles: Roles) -> bool:
    """Return whether the pieces of a mark must touch: `$28,000 a $34,000` has no A$."""
    return "currency" in roles and roles["currency"].how == "tight"


def _is_loose(pieces: Sequence[Lexeme], first: int, end: int) -> bool:
    return any(pieces[n].end != pieces[n + 1].start for n in range(first, end - 1))


def _in_runs(phrases: Iterable[tuple[str, ...]]) -> re.Pattern[str]:
    """Return what finds words of Thai, Lao, Burmese and Khmer, the longest first.

    A word that is a phrase with a mark (`/วัน`) is found at the beginning of a run only.
    """
    words, parts = set[str](), set[str]()
    for phrase in phrases:
        found = words if len(phrase) == 1 else parts
        found.update(word for word in phrase if HAS_RUNS.match(word))
    anywhere, first = (
        "|".join(sorted(map(re.escape, group), key=len, reverse=True)) for group in (words, parts)
    )
    return re.compile(f"{_NOT_INSIDE}(?:{anywhere}|^(?:{first})){NO_MARK}")


def _cut(words: re.Pattern[str], run: Lexeme) -> Iterator[Lexeme]:
    done = 0
    for found in words.finditer(run.text):
        for start, end in ((done, found.start()), found.span()):
            if start < end:
                yield Lexeme(run.text[start:end], run.start + start, run.start + end)
        done = found.end()
    if done < len(run.text):
        yield Lexeme(run.text[done:], run.start + done, run.end)


def _walk(node: Node, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Roles]]:
    if node.roles:
        yield words, node.roles
    for word, then in node.words.items():
        yield from _walk(then, (*words, word))


@cached_file
def lexicon() -> Lexicon:
    """Return the lexicon, which is built once."""
    return Lexicon()
