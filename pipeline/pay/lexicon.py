"""The words of pay, from the pay_*.csv rules, matched longest first on whole words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.pay.pieces import Piece, fold, split
from pipeline.rules.rulebook import read_rules

WORD_FILES = (
    "pay_periods.csv",
    "pay_scales.csv",
    "pay_ranges.csv",
    "pay_kinds.csv",
    "pay_noise.csv",
)


@dataclass(frozen=True, slots=True)
class WordRule:
    """One word of a rule file: its role, what it stands for, and how it must stand."""

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
    """One currency mark. An empty code is a mark of several countries; `fallback` serves none."""

    mark: str
    code: str
    fallback: str
    how: str
    example: str
    country: str
    reads: str


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word: what it stands for, and how it must stand."""

    value: str
    how: str


Roles = Mapping[str, Use]
NO_ROLES: Roles = {}


class Lexicon:
    """All phrases by their first word, the longest first."""

    def __init__(self) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], dict[str, Use]]]] = {}
        for name in WORD_FILES:
            for row in read_rules(name, WordRule):
                self._add(row.word, row.role, Use(row.value, row.how))
        for mark in read_rules("pay_currencies.csv", CurrencyRule):
            self._add_currency(mark)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda p: -len(p[0]))
        self.digits = frozenset(self._digits())

    def match(self, pieces: Sequence[Piece], at: int) -> tuple[int, Roles]:
        """Return how many pieces the longest phrase at `at` takes, and its roles; (0, {})."""
        for tail, roles in self._phrases.get(pieces[at].text, ()):
            end = at + 1 + len(tail)
            if end <= len(pieces) and all(
                pieces[at + 1 + k].text == word for k, word in enumerate(tail)
            ):
                return end - at, roles
        return 0, NO_ROLES

    def phrases(self, *roles: str) -> Iterator[tuple[str, ...]]:
        """Yield the pieces of each phrase that has one of the roles."""
        for first, phrases in self._phrases.items():
            for tail, uses in phrases:
                if any(role in uses for role in roles):
                    yield first, *tail

    def _digits(self) -> Iterator[str]:
        """Yield the figures that are part of a phrase: the 401 of 401(k)."""
        for first, phrases in self._phrases.items():
            words = {first, *(word for tail, _ in phrases for word in tail)}
            yield from (word for word in words if word.isdigit())

    def _add_currency(self, row: CurrencyRule) -> None:
        value = row.code or f"?{row.mark.lower()}"
        self._add(row.mark, "currency", Use(value, row.how))
        if row.how == "thousand":
            self._add(row.mark, "scale", Use("1000", ""))

    def _add(self, word: str, role: str, use: Use) -> None:
        first, *tail = (piece.text for piece in split(fold(word)))
        phrases = self._phrases.setdefault(first, [])
        for known, roles in phrases:
            if known == tuple(tail):
                roles.setdefault(role, use)
                return
        phrases.append((tuple(tail), {role: use}))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; it is built once."""
    return Lexicon()
