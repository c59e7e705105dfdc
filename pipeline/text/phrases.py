"""Split a text into folded words, and find phrases of a rule file in them in linear time."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.caches import cached_file
from pipeline.rules.rows.title import Compound
from pipeline.rules.rulebook import read_rules

Value = TypeVar("Value")

RUN = re.compile(r"[^\W_]+(?:\+\+|#)?")
# where a run holds two words: "AnalystMIS", "MISSr", and each character of Chinese or Japanese
IDEOGRAPH = "\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
SMALL = "".join(filter(str.islower, map(chr, range(0x61, 0x250))))
SEAM = re.compile(
    rf"(?<=[{SMALL}])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?=[{IDEOGRAPH}])|(?<=[{IDEOGRAPH}])"
)
# the feminine ending after a word: Analyst:in, Entwickler*innen, Ingénieur(e), Développeur·se
FEMININE = re.compile(
    r"(?<=[^\W\d_])(?:[:*·_]-?(?:innen|in|rice|euse|ère|se|ne|e|r)\b"
    r"|/-?(?:innen|in|euse|rice|a)\b"
    r"|\((?:innen|in|rice|euse|ère|ère|se|ne|re|e|a|r)\))"
)
# (m/w/d), H/F, f/m/x: single letters only
GENDERS = re.compile(r"[(\[]?\b[mwfhdx](?:\s?[/|*]\s?[mwfhdxin]){1,3}\b[)\]]?", re.IGNORECASE)
BREAKS = frozenset(',|;:()[]{}<>"\u2013\u2014\u2022\u00b7\u3001\u3010\u3011\uff5c!?\n')
LONGEST = 500
SHORT = 5  # longer phrases match their English plural as well
YEAR = re.compile(r"20[2-3]\d")
VOICED = "\u3099\u309a"  # the marks that distinguish Japanese ji from shi are not accents
NO_MARK = {ord("đ"): "d", ord("ł"): "l", ord("ø"): "o", 0x131: "i"}


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word, its offsets in the tidied text, and the number of its clause.

    `alternative` counts the slashes before the word: "Senior/Lead" has two alternatives.
    """

    text: str
    start: int
    end: int
    clause: int
    alternative: int


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase found in a text: its value, and the words it covers (`last` included)."""

    value: Value
    first: int
    last: int


def tidy(text: str) -> str:
    """Return a title in NFKC with single spaces and without gender marks.

    Only the first 500 characters are kept: they hold every real title.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    return " ".join(GENDERS.sub(" ", FEMININE.sub("", text)).split())


def fold(text: str) -> str:
    """Return the text without case and accents: `Kỹ Sư` becomes `ky su`."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text.casefold().translate(NO_MARK))
    return "".join(c for c in bare if c in VOICED or not unicodedata.combining(c))


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a tidied text. Clauses end at commas, brackets and spaced dashes."""
    found: list[Word] = []
    clause = alternative = before = 0
    for run in RUN.finditer(text):
        gap = text[before : run.start()]
        before = run.end()
        if found and _breaks(gap):
            clause += 1
        alternative += "/" in gap
        for start, end in _seams(run.group(), run.start()):
            folded = fold(text[start:end])
            found.append(Word(folded, start, end, clause, alternative))
    return tuple(found)


def _breaks(gap: str) -> bool:
    return not BREAKS.isdisjoint(gap) or ("-" in gap and gap != "-")


def _seams(run: str, at: int) -> Iterable[tuple[int, int]]:
    cuts = {0, len(run), *(m.start() for m in SEAM.finditer(run))}
    cuts.add(_ending(run))
    edges = sorted(cuts)
    return [(at + a, at + b) for a, b in pairwise(edges)]


def _ending(run: str) -> int:
    """Return the offset of a compound's second part, or 0: 8 for `Softwareentwickler`."""
    low = run.casefold()
    for size in range(min(len(low) - 3, _longest_ending()), 4, -1):
        if low[-size:] in _endings():
            return len(run) - size
    return 0


@cached_file
def _endings() -> frozenset[str]:
    return frozenset(row.phrase for row in read_rules(Compound))


@cached_file
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

    def find(self, found: Sequence[Word]) -> list[Found[Value]]:
        """Return the phrases in the words: leftmost, then longest, without overlaps."""
        return [Found(self._values[key], at, last) for key, at, last in self._walk(found)]

    def keys(self, found: Sequence[Word]) -> set[str]:
        """Return the phrases that `find` finds, as `squeeze` writes them."""
        return {key for key, _, _ in self._walk(found)}

    def _walk(self, found: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
        at = 0
        while at < len(found):
            hit = self._longest(found, at)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit[2] + 1

    def _longest(self, found: Sequence[Word], at: int) -> tuple[str, int, int] | None:
        key, best = "", None
        for n in range(at, len(found)):
            if found[n].clause != found[at].clause or not self._joins(found[n], found[at]):
                break
            key += _text(found[n])
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

    def _joins(self, word: Word, first: Word) -> bool:
        return self._across or word.alternative == first.alternative


def squeeze(phrase: str) -> str:
    """Return the key of a phrase for comparison: its words folded and joined."""
    return "".join(_text(word) for word in words(tidy(phrase)))


def _text(word: Word) -> str:
    text = word.text
    return "yyyy" if text.startswith("20") and YEAR.fullmatch(text) else text
