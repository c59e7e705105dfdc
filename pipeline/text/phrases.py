"""Split a text into folded words, and find phrases of a rule file in them in linear time."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold
from pipeline.text.scripts import UNSPACED

Value = TypeVar("Value")

RUN = re.compile(r"[^\W_]+(?:\+\+|#)?")
# where a run holds two words: "AnalystMIS", "MISSr", and each character of Chinese or Japanese
SMALL = "".join(filter(str.islower, map(chr, range(0x61, 0x250))))
SEAM = re.compile(
    rf"(?<=[{SMALL}])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?=[{UNSPACED}])|(?<=[{UNSPACED}])"
)
# the feminine ending after a word: Analyst:in, Entwickler*innen, Ingénieur(e), Développeur·se
FEMININE = re.compile(
    r"(?<=[^\W\d_])(?:[:*·_]-?(?:innen|in|rice|euse|ère|se|ne|e|r)\b"
    r"|/-?(?:innen|in|euse|rice|a)\b"
    r"|\((?:innen|in|rice|euse|ère|ère|se|ne|re|e|a|r)\))"
)
# (m/w/d), H/F, f/m/x: single letters only
GENDERS = re.compile(r"[(\[]?\b[mwfhdx](?:\s?[/|*]\s?[mwfhdxin]){1,3}\b[)\]]?", re.IGNORECASE)
MARKS = frozenset(":*\u00b7_/|(")  # each match of the two patterns above has one
BREAKS = frozenset(',|;:()[]{}<>"\u2013\u2014\u2022\u00b7\u3001\u3010\u3011\uff5c!?\n')
LONGEST = 500
SHORT = 5  # longer phrases match their English plural as well
YEAR = re.compile(r"20[2-3]\d")


class Word(NamedTuple):
    """One folded word, its offsets in the tidied text, and the number of its clause.

    `alternative` counts the slashes before the word: "Senior/Lead" has two alternatives. `key` is
    the word as phrases have it: `yyyy` for a year.
    """

    text: str
    start: int
    end: int
    clause: int
    alternative: int
    key: str


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase found in a text: its value, and the words it covers (`last` included)."""

    value: Value
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Compound:
    """A row of compounds.csv: an ending that German and Dutch join to the word before it."""

    ending: str
    example: str


def tidy(text: str) -> str:
    """Return a title in NFKC with single spaces and without gender marks.

    Only the first 500 characters are kept: they hold every real title.
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not MARKS.isdisjoint(text):
        text = GENDERS.sub(" ", FEMININE.sub("", text))
    return " ".join(text.split())


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a tidied text. Clauses end at commas, brackets and spaced dashes."""
    found: list[Word] = []
    clause = alternative = before = 0
    for run in RUN.finditer(text):
        at, end = run.span()
        gap = text[before:at]
        before = end
        if gap != " ":
            clause += bool(found) and _breaks(gap)
            alternative += "/" in gap
        for word, key, start, end in _cut(run[0]):
            found.append(Word(word, at + start, at + end, clause, alternative, key))
    return tuple(found)


def _breaks(gap: str) -> bool:
    return not BREAKS.isdisjoint(gap) or ("-" in gap and gap != "-")


@lru_cache(maxsize=65_536)
def _cut(run: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return the words of a run: folded, as a key, start and end. Titles repeat their words."""
    cuts = {0, len(run), *(m.start() for m in SEAM.finditer(run)), _ending(run)}
    return tuple(
        (word, "yyyy" if YEAR.fullmatch(word) else word, start, end)
        for start, end in pairwise(sorted(cuts))
        for word in (fold(run[start:end], punctuation=True, voiced=True),)
    )


def _ending(run: str) -> int:
    """Return the offset of a compound's second part, or 0: 8 for `Softwareentwickler`."""
    low = run.casefold()
    for size in range(min(len(low) - 3, _longest_ending()), 4, -1):
        if low[-size:] in _endings():
            return len(run) - size
    return 0


@cache
def _endings() -> frozenset[str]:
    return frozenset(row.ending for row in read_rules("compounds.csv", Compound))


@cache
def _longest_ending() -> int:
    return max(len(ending) for ending in _endings())


class Phrases(Generic[Value]):
    """The phrases of a rule file. Spaces and hyphens do not matter: `MLOps`, `ML Ops`, `ml-ops`.

    With `across_slashes`, "UI/UX" may be one phrase. Without it, "I/II" is never "III".
    """

    def __init__(self, rows: Iterable[tuple[str, Value]], *, across_slashes: bool = False) -> None:
        self._across = across_slashes
        self._values = {squeeze(phrase): value for phrase, value in rows}
        self._starts = frozenset(
            key[:size] for key in self._values for size in range(1, len(key) + 1)
        )
        self._firsts = self._starts | {f"{key}s" for key in self._values}

    def find(self, found: Sequence[Word]) -> list[Found[Value]]:
        """Return the phrases in the words: leftmost, then longest, without overlaps."""
        return [Found(self._values[key], at, last) for key, at, last in self._walk(found)]

    def keys(self, found: Sequence[Word]) -> set[str]:
        """Return the phrases that `find` finds, as `squeeze` writes them."""
        return {key for key, _, _ in self._walk(found)}

    def _walk(self, found: Sequence[Word]) -> list[tuple[str, int, int]]:
        hits, at, firsts = list[tuple[str, int, int]](), 0, self._firsts
        while at < len(found):
            hit = self._longest(found, at) if found[at].key in firsts else None
            if hit:
                hits.append(hit)
            at = hit[2] + 1 if hit else at + 1
        return hits

    def _longest(self, found: Sequence[Word], at: int) -> tuple[str, int, int] | None:
        key, best, first = "", None, found[at]
        for n in range(at, len(found)):
            word = found[n]
            if word.clause != first.clause or not (
                self._across or word.alternative == first.alternative
            ):
                break
            key += word.key
            known = self._known(key)
            if known is not None:
                best = (known, at, n)
            if key not in self._starts:
                break
        return best

    def _known(self, key: str) -> str | None:
        if key in self._values:
            return key
        single = key[:-1] if key.endswith("s") and len(key) > SHORT else ""
        return single if single in self._values else None


def squeeze(phrase: str) -> str:
    """Return the key of a phrase for comparison: its words folded and joined."""
    return "".join(word.key for word in words(tidy(phrase)))
