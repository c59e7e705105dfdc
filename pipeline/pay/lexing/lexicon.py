"""Match the words of pay from the pay_*.csv rules: whole words, the longest phrase first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.pay.lexing.lexemes import Lexeme, fold, split
from pipeline.rules.rulebook import read_rules

WORD_FILES = (
    "pay_periods.csv",
    "pay_scales.csv",
    "pay_ranges.csv",
    "pay_kinds.csv",
    "pay_noise.csv",
)


@dataclass(frozen=True, slots=True)
class PayWord:
    """One word of a rule file: its role, its value, and how it must be placed to count."""

    role: str
    word: str
    value: str
    how: str
    lang: str
    example: str
    country: str
    reads: str


@dataclass(frozen=True, slots=True)
class CurrencyRule:
    """One currency mark. The code is empty if several countries use the mark.

    `fallback` is then the currency for a posting without a country that uses it.
    """

    mark: str
    code: str
    fallback: str
    how: str
    example: str
    country: str
    reads: str


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word: its value, and how it must be placed to count."""

    value: str
    how: str


Roles = Mapping[str, Use]
NO_ROLES: Roles = {}


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
        for name in WORD_FILES:
            for row in read_rules(name, PayWord):
                self._add(row.word, row.role, Use(row.value, row.how))
        for mark in read_rules("pay_currencies.csv", CurrencyRule):
            self._add_currency(mark)

    def match(self, pieces: Sequence[Lexeme], at: int) -> tuple[int, Roles]:
        """Return (pieces in the longest phrase at `at`, its roles); (0, {}) if none matches."""
        node = self._root.words.get(pieces[at].text)
        taken, roles, here = 0, NO_ROLES, at
        while node is not None:
            here += 1
            if node.roles and not (_is_tight(node.roles) and _is_loose(pieces, at, here)):
                taken, roles = here - at, node.roles
            node = node.words.get(pieces[here].text) if here < len(pieces) else None
        return taken, roles

    def phrases(self, *roles: str) -> Iterator[tuple[str, ...]]:
        """Yield the pieces of each phrase that has one of the roles; of all if none is given."""
        for words, uses in _walk(self._root, ()):
            if not roles or any(role in uses for role in roles):
                yield words

    def _add_currency(self, row: CurrencyRule) -> None:
        value = row.code or f"?{row.mark.lower()}"
        self._add(row.mark, "currency", Use(value, row.how))
        if row.how == "thousand":
            self._add(row.mark, "scale", Use("1000", ""))

    def _add(self, word: str, role: str, use: Use) -> None:
        node = self._root
        for piece in split(fold(word)):
            node = node.words.setdefault(piece.text, Node())
        node.roles.setdefault(role, use)


def _is_tight(roles: Roles) -> bool:
    """Return whether the pieces of a mark must touch: `$28,000 a $34,000` has no A$."""
    return "currency" in roles and roles["currency"].how == "tight"


def _is_loose(pieces: Sequence[Lexeme], first: int, end: int) -> bool:
    return any(pieces[n].end != pieces[n + 1].start for n in range(first, end - 1))


def _walk(node: Node, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Roles]]:
    if node.roles:
        yield words, node.roles
    for word, then in node.words.items():
        yield from _walk(then, (*words, word))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, which is built once."""
    return Lexicon()
