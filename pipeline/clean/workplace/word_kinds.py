"""Find the words of a sentence that tell where somebody works, in the language that it is in.

Rules: workplace_words.csv. Words are looked up, one token after another. A sentence of a script
without spaces is searched for all words at once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pipeline.caches import cached_reader
from pipeline.clean.workplace.known_words import (
    HAS_UNSPACED,
    PLACES,
    TOKEN,
    Known,
    Span,
    beginning,
    follow,
    inside,
    languages_with,
)
from pipeline.clean.workplace.shares import shares

BREAKS = frozenset(",;:.|!-\u3001\u3002\uff0c\uff1b\uff1a")
"""Signs that end a clause."""
DIGITS = frozenset("1234")
"""Numbers of days that are a part of the week."""
THAI_CLAUSES = re.compile(r"[\u0e00-\u0e7f] (?=[\u0e00-\u0e7f])")
"""Thai has spaces between clauses, and beside Latin letters and numbers."""
PERCENT = re.compile(r"%|per ?cent|pro[cs]ent\w*|prozent|porcentaje|процент\w*|відсотк\w*|yüzde")
PER_WORD = {"th": 4}
"""Letters of about a word, where that is not two, of scripts without spaces."""
LANGUAGES = 2
"""Languages in which the words of a sentence are looked for."""

Spans = dict[str, list[tuple[Span, Known]]]
"""The known words of a sentence, for each language."""


@dataclass(slots=True)
class Kinds:
    """Where the words of each kind stand in a sentence of one language."""

    spots: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    breaks: list[int] = field(default_factory=list)
    bars: list[int] = field(default_factory=list)
    source: str = ""
    language: str = ""
    others: dict[int, str] = field(default_factory=dict)
    """Tokens that are no known words of the language, nor numbers or signs, by their place."""
    size: int = 0
    """Tokens of the sentence."""
    per_word: int = 1
    """Tokens that are about as long as a word: letters, in a script without spaces."""
    has_verbs: bool = False
    """Whether verbs of working are known in the language."""
    needs_in: bool = False
    """Whether a word before a place says that something is in it. Otherwise its ending does."""

    def __getitem__(self, kind: str) -> list[Span]:
        """Return where the words of a kind stand."""
        return self.spots.get(kind, [])

    @property
    def clause_ends(self) -> set[int]:
        """The places of tokens where a clause ends: at a sign, at `and`, behind the last one."""
        return {self.size, *self.breaks, *(start for start, _ in self["and"])}


def kinds_of(sentence: str) -> Kinds:
    """Return the words of a sentence in small letters, in the language that has most of them."""
    unspaced = bool(HAS_UNSPACED.search(sentence))
    tokens = list(sentence) if unspaced else TOKEN.findall(sentence)
    language, spans = _in_language(sentence, tokens, unspaced=unspaced)
    if not spans:
        return Kinds()
    per_word = PER_WORD.get(language, 2) if unspaced else 1
    kinds = Kinds(language=language, size=len(tokens), per_word=per_word)
    kinds.breaks = [n for n, sign in enumerate(tokens) if sign in BREAKS]
    if language == "th":
        kinds.breaks += [match.start() + 1 for match in THAI_CLAUSES.finditer(sentence)]
    kinds.bars = [n for n, sign in enumerate(tokens) if sign == "|"]
    kinds.needs_in = language in languages_with("in")
    kinds.has_verbs = language in languages_with("based")
    kinds.spots["some"] += _percentages(tokens)
    kinds.spots["number"] += [(n, n + 1) for n, sign in enumerate(tokens) if sign in DIGITS]
    taken: set[int] = set()
    for span, known in spans:
        kinds.spots[known.kind].append(span)
        kinds.source = kinds.source or known.source
        taken.update(range(*span))
    kinds.spots["not"] += _with_more_behind(kinds, kinds["instead"])
    if not unspaced:
        _as_shares(kinds, shares(tokens, language))
    kinds.others = {n: t for n, t in enumerate(tokens) if n not in taken and t.isalpha()}
    _as_some(kinds, "not", "all")
    _as_some(kinds, "all", "month")
    return kinds


def words_in(sentence: str) -> list[tuple[str, Known]]:
    """Return the known words of a sentence in small letters, in the language `kinds_of` reads."""
    unspaced = bool(HAS_UNSPACED.search(sentence))
    tokens = list(sentence) if unspaced else TOKEN.findall(sentence)
    _, spans = _in_language(sentence, tokens, unspaced=unspaced)
    between = "" if unspaced else " "
    return [(between.join(tokens[start:end]), known) for (start, end), known in spans]


def _in_language(
    sentence: str, tokens: Sequence[str], *, unspaced: bool
) -> tuple[str, list[tuple[Span, Known]]]:
    """Return the language that has most of the words of a sentence, and these words."""
    spans = _of_letters(sentence) if unspaced else _of_tokens(tokens)
    if not spans:
        return "", []
    language = max(spans, key=lambda each: _weight(spans[each]))
    return language, spans[language]


def _weight(spans: Iterable[tuple[Span, Known]]) -> tuple[int, int]:
    """Return how many tokens are known, and how many words name a place."""
    tokens: set[int] = set()
    places = 0
    for span, known in spans:
        tokens.update(range(*span))
        places += known.kind in PLACES
    return len(tokens), places


def _as_some(kinds: Kinds, first: str, second: str) -> None:
    """Read a word of one kind right before one of another as `some`.

    `Not fully` is some of the time, and `six days a month` a part of the month.
    """
    pairs = [(a, b) for a in kinds[first] for b in kinds[second] if a[1] == b[0]]
    if not pairs:
        return
    for kind, side in ((first, 0), (second, 1)):
        taken = {pair[side] for pair in pairs}
        kinds.spots[kind] = [each for each in kinds[kind] if each not in taken]
    kinds.spots["some"] += [(one[0], other[1]) for one, other in pairs]


def _with_more_behind(kinds: Kinds, spots: Iterable[Span]) -> Iterator[Span]:
    """Yield the spots that more words of the clause follow: not `findet in Jena statt`."""
    ends = kinds.clause_ends
    return (spot for spot in spots if spot[1] not in ends)


def _as_shares(kinds: Kinds, told: Iterable[tuple[str, Span]]) -> None:
    """Read days of days as one: `five days out of five` are all, `2 of 5 days` are some."""
    for kind, (first, last) in told:
        for each in ("some", "all", "number", "many", "month"):
            spots = kinds[each]
            kinds.spots[each] = [s for s in spots if s[1] <= first or last <= s[0]]
        kinds.spots[kind].append((first, last))


def _percentages(tokens: Sequence[str]) -> Iterator[Span]:
    """Yield where a share of less than all stands: `40 %`."""
    for n, sign in enumerate(tokens[1:]):
        if PERCENT.fullmatch(sign) and tokens[n].isdecimal() and tokens[n] not in {"0", "100"}:
            yield (n, n + 2)


def _of_letters(sentence: str) -> Spans:
    """Return the known words inside the letters of a sentence, for each language."""
    spans: Spans = defaultdict(list)
    for span, known in inside(sentence):
        spans[known.language].append((span, known))
    return spans


def _of_tokens(tokens: Sequence[str]) -> Spans:
    """Return the known words of a sentence, for the languages that may have most of them."""
    counted = Counter(chain.from_iterable(map(_votes, tokens)))
    return {each: list(_at_tokens(tokens, each)) for each, _ in counted.most_common(LANGUAGES)}


@cached_reader(65_536)
def _votes(token: str) -> tuple[str, ...]:
    """Return the languages of the words that a token may begin, twice for words for a place.

    Languages that are alike share their small words: `v`, `na`, `do`. Numbers are in each.
    """
    if token.isdecimal():
        return ()
    known = beginning(token)
    places = (each for each, words in known.items() if any(map(_is_one_place, words)))
    return (*known, *places)


def _is_one_place(known: Known) -> bool:
    return len(known.tokens) == 1 and known.kind in PLACES


def _at_tokens(tokens: Sequence[str], language: str) -> Iterator[tuple[Span, Known]]:
    """Yield the longest known words of a language at each token."""
    end = 0
    for at, token in enumerate(tokens):
        if at < end or not (known := beginning(token).get(language)):
            continue
        size = 0
        for each in known:
            if len(each.tokens) < size:
                break
            if follow(each, tokens, at):
                size = len(each.tokens)
                yield (at, at + size), each
        end = at + size
