"""Split a title into folded words, and find the phrases of rule files in them in one pass."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.title import Compound
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold
from pipeline.text.one_pass import Entries, OnePass
from pipeline.text.scripts import UNSPACED

Value = TypeVar("Value")
Rows = Callable[[], Iterable[tuple[str, Value]]]

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
RECENT = 128  # titles of a batch of postings, with and without their noise words
SHORT = 5  # longer phrases match their English plural as well
YEAR = re.compile(r"20[2-3]\d")
PLAIN = re.compile(r"[a-z0-9 -]+")  # words that are folded as they are


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


Title = tuple[Word, ...]
Spot = tuple[int, int, str]
"""The first and the last word of a phrase, and the phrase as `squeeze` writes it."""


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


@cached_reader(RECENT)
def words_of(title: str) -> tuple[Word, ...]:
    """Return the words of a tidied title: the same object for each reader of the title."""
    return words(title)


def _breaks(gap: str) -> bool:
    return not BREAKS.isdisjoint(gap) or ("-" in gap and gap != "-")


@cached_reader(65_536)
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


@cached_file
def _endings() -> frozenset[str]:
    return frozenset(row.phrase for row in read_rules(Compound))


@cached_file
def _longest_ending() -> int:
    return max(len(ending) for ending in _endings())


class TitlePass(OnePass):
    """A pass over the words of titles, joined without the gaps between them."""

    def add(self, entries: Entries) -> int:
        """Add the phrases of a matcher; return its number."""
        _recent(self).clear()
        return super().add(entries)

    def spots(self, found: Title) -> list[list[Spot]]:
        """Return the first and last word and the value of each phrase, for each matcher.

        The spots of a batch of titles are kept, by identity: hashing a title takes longer.
        """
        kept = _recent(self)
        recent = kept.get(id(found))
        if recent is not None and recent[0] is found:
            return recent[1]
        if len(kept) >= RECENT:
            kept.clear()
        spots = self._spots(found)
        kept[id(found)] = found, spots
        return spots

    def _spots(self, found: Title) -> list[list[Spot]]:
        spots: list[list[Spot]] = [[] for _ in self.matchers]
        starts, ends, at = dict[int, int](), dict[int, int](), 0
        for n, word in enumerate(found):
            starts[at] = n
            at += len(word.key)
            ends[at] = n
        for end, (size, _, values) in self.places("".join([word.key for word in found])):
            first, last = starts.get(end - size + 1), ends.get(end + 1)
            if first is not None and last is not None and found[first].clause == found[last].clause:
                for number, _extra, value in values:
                    spots[number].append((first, last, value))
        return spots


@cached_file
def _recent(_pass: TitlePass) -> dict[int, tuple[Title, list[list[Spot]]]]:
    """Return the spots of the latest titles; they are forgotten when rules are read again."""
    return {}


TITLE = TitlePass()
"""The pass over a title, for all its readers."""


class Phrases(Generic[Value]):
    """The phrases of a rule file. Spaces and hyphens do not matter: `MLOps`, `ML Ops`, `ml-ops`.

    `rows` returns the phrases, each with a value. It is called at the first search of the pass.
    With `across_slashes`, "UI/UX" may be one phrase. Without it, "I/II" is never "III". Phrases of
    more than four letters match their English plural. Matchers of one pass search a title together.
    """

    def __init__(
        self,
        rows: Rows[Value],
        *,
        across_slashes: bool = False,
        one_pass: TitlePass | None = None,
    ) -> None:
        self.rows, self._across = rows, across_slashes
        self._pass = one_pass or TitlePass()
        self._number = self._pass.add(self._entries)

    def find(self, found: Sequence[Word]) -> list[Found[Value]]:
        """Return the phrases in the words: leftmost, then longest, without overlaps."""
        values = _values(self)
        return [Found(values[key], at, last) for at, last, key in self._spots(found)]

    def keys(self, found: Sequence[Word]) -> set[str]:
        """Return the phrases that `find` finds, as `squeeze` writes them."""
        return {key for _, _, key in self._spots(found)}

    def _spots(self, found: Sequence[Word]) -> list[Spot]:
        title = found if isinstance(found, tuple) else tuple(found)
        spots = self._pass.spots(title)[self._number]
        if not self._across:
            spots = [s for s in spots if title[s[0]].alternative == title[s[1]].alternative]
        kept: list[Spot] = []
        for spot in sorted(spots, key=_leftmost_longest):
            if not kept or spot[0] > kept[-1][1]:
                kept.append(spot)
        return kept

    def _entries(self) -> Iterator[tuple[str, int, str]]:
        values = _values(self)
        for key in values:
            yield key, 0, key
            if len(key) >= SHORT and f"{key}s" not in values:
                yield f"{key}s", 1, key


@cached_file
def _values(phrases: Phrases[Value]) -> Mapping[str, Value]:
    """Return the values by the keys of their phrases."""
    return {squeeze(phrase): value for phrase, value in phrases.rows()}


def _leftmost_longest(spot: Spot) -> tuple[int, int]:
    return spot[0], -spot[1]


def squeeze(phrase: str) -> str:
    """Return the key of a phrase for comparison: its words folded and joined."""
    if PLAIN.fullmatch(phrase) and not YEAR.search(phrase) and len(phrase) <= LONGEST:
        return phrase.replace(" ", "").replace("-", "")  # most rows; rules load twice as fast
    return "".join(word.key for word in words(tidy(phrase)))
