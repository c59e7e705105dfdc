"""Look up the words of workplace_words.csv: at a token, or inside a script without spaces."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

import ahocorasick

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.place import WorkplaceWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.scripts import CJK, THAI_TO_KHMER
from pipeline.text.traditional import traditional

UNSPACED = frozenset({"ja", "ko", "th", "zh"})
"""Languages in which words are found inside other letters."""
HAS_UNSPACED = re.compile(f"[{CJK}{THAI_TO_KHMER}]")
TOKEN = re.compile(r"[^\W_]+|[%,;:.|!]|(?<=\s)-(?=\s)|[\u3001\u3002\uff0c\uff1b\uff1a]")
SPELLED = re.compile(r"\*?[^\W_]+\*?|%")
"""A token as rules spell it: a `*` stands for letters."""
AND_LETTERS = frozenset("\u05d5\u0648")
"""Letters that mean `and` before a word of Hebrew or Arabic."""
SHORTEST = 2
"""Letters of a beginning of words at least."""
PLACES = frozenset({"home", "free", "nowhere", "office", "place", "present", "hybrid"})
"""Kinds of words that name a place. A sentence without one says nothing."""
JOINING = frozenset({"but", "though", "turn", "of"})
"""Kinds of words that only part or join clauses and numbers. They tell no language."""
PEOPLE = frozenset({"you", "we"})
"""Kinds of words that may also be of another kind: `lucrăm`, `we work`."""

Span = tuple[int, int]
"""Numbers of the first token and of the one after the last."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words of a rule file, split into tokens. Letters before or after a `*` may differ."""

    language: str
    kind: str
    tokens: tuple[str, ...]
    source: str


def naming_places(low: str, found: Iterable[str]) -> list[str]:
    """Return letters of a text in small letters that begin words for a place.

    `found` are the distinct words of the text.
    """
    named = [word for word in found if _is_anchor(word)]
    if HAS_UNSPACED.search(low):
        inside = {known[0].tokens[0] for _, known in _letters().iter(low) if _is_place(known)}
        named += inside
    return named


@cached_reader(65_536)
def _is_anchor(word: str) -> bool:
    """Return whether a word is the longest of known words for a place: `home` of `at home`."""
    anchors = _anchors()
    return any(part in anchors for part in chain(_stems(word), _endings(word)))


def _is_place(known: Iterable[Known]) -> bool:
    return any(each.kind in PLACES for each in known)


def names_place(sentence: str, kinds: frozenset[str] = PLACES) -> bool:
    """Return whether a sentence in small letters has words of kinds of PLACES, in any language."""
    if HAS_UNSPACED.search(sentence):
        return True
    tokens = TOKEN.findall(sentence)
    return any(
        known.kind in kinds and follow(known, tokens, at)
        for at, token in enumerate(tokens)
        for known in _places_at(token)
    )


@cached_reader(65_536)
def _places_at(token: str) -> tuple[Known, ...]:
    """Return the words for a place that may begin with a token."""
    every = chain.from_iterable(beginning(token).values())
    return tuple(known for known in every if known.kind in PLACES)


@cached_reader(65_536)
def beginning(token: str) -> dict[str, tuple[Known, ...]]:
    """Return the known words that may begin with a token, for each language.

    Whole tokens come before parts of one.
    """
    stems, endings = list(_stems(token)), list(_endings(token))
    joined = [token[1:]] if token[0] in AND_LETTERS and len(token) > SHORTEST + 1 else []
    found = [known for parts in (stems, endings) for known in _of_parts(parts, token)]
    for known in _of_parts(joined, token):
        found += [known, Known(known.language, "and", (token,), known.source)]
    found.sort(key=lambda known: (known.language, -len(known.tokens)))
    by_language = groupby(found, attrgetter("language"))
    return {language: tuple(every) for language, every in by_language}


def _stems(token: str) -> Iterator[str]:
    """Yield a token and what it may begin with, the longest first: `wfh`, `wfh*`, `wf*`."""
    yield token
    yield from (f"{token[:n]}*" for n in range(len(token), SHORTEST - 1, -1))


def _endings(token: str) -> Iterator[str]:
    """Yield what a token may end with, the longest first: `*ork`, `*rk`, `*k`."""
    yield from (f"*{token[-n:]}" for n in range(len(token), 0, -1))


def _of_parts(parts: Sequence[str], token: str) -> Iterator[Known]:
    """Yield the known words that begin with one of the parts of a token, the first per language."""
    taken: set[str] = set()
    for part in parts:
        known = _begins().get(part, ())
        yield from (
            k for k in known if len(k.tokens) > 1 or k.language not in taken or part == token
        )
        taken |= {k.language for k in known if len(k.tokens) == 1 and k.kind not in PEOPLE}


def follow(known: Known, tokens: Sequence[str], at: int) -> bool:
    """Return whether the tokens behind one are the others of known words."""
    spelled = known.tokens
    size = len(spelled)
    if size == 1:
        return True
    if len(tokens) < at + size or not _is(spelled[1], tokens[at + 1]):
        return False
    return all(map(_is, spelled[2:], tokens[at + 2 : at + size]))


def _is(spelled: str, token: str) -> bool:
    return token == spelled or (spelled[-1] == "*" and token.startswith(spelled[:-1]))


def inside(sentence: str) -> Iterator[tuple[Span, Known]]:
    """Yield the known words inside the letters of a sentence, without those inside longer ones."""
    every = [
        (end + 1 - len(k.tokens[0]), end + 1, k)
        for end, all_ in _letters().iter(sentence)
        for k in all_
    ]
    every.sort(key=lambda each: (each[0] - each[1], each[0]))
    for n, (start, end, known) in enumerate(every):
        if not any(
            a <= start and end <= b and b - a > end - start and other.language == known.language
            for a, b, other in every[:n]
        ):
            yield (start, end), known


@cached_reader(16)
def languages_with(kind: str) -> frozenset[str]:
    """Return the languages that have words of a kind."""
    return frozenset(row.language for row in read_rules(WorkplaceWords) if row.kind == kind)


@cached_reader(64)
def joining(kind: str, language: str = "") -> re.Pattern[str]:
    """Return a pattern for words of a kind that join clauses: `although`, `but`.

    The words are those of one language, or of all.
    """
    every = (row for row in read_rules(WorkplaceWords) if row.kind == kind)
    rows = [row for row in every if language in {"", row.language}]
    spaced = _any_of(row for row in rows if row.language not in UNSPACED)
    glued = _any_of(row for row in rows if row.language in UNSPACED)
    either = [rf"\b(?:{spaced})\b"] * bool(spaced) + [glued] * bool(glued)
    return re.compile(rf"\s*(?:{'|'.join(either) or '(?!)'})")


@cached_reader(64)
def words_of(kind: str, language: str) -> frozenset[str]:
    """Return the words of a kind in a language."""
    rows = read_rules(WorkplaceWords)
    found = (row.words for row in rows if (row.kind, row.language) == (kind, language))
    return frozenset(word for words in found for word in words.split("; "))


def _any_of(rows: Iterable[WorkplaceWords]) -> str:
    spelled = {word for row in rows for word in row.words.split("; ")}
    every = {re.escape(word).replace(r"\*", r"\w*") for word in spelled}
    return "|".join(sorted(every, key=len, reverse=True))


@cached_file
def _known() -> tuple[Known, ...]:
    """Return the words of all rows: three tables are made of them."""
    return tuple(_read())


def _read() -> Iterator[Known]:
    for row in read_rules(WorkplaceWords):
        if row.kind in JOINING:
            continue
        for words in row.words.split("; "):
            if row.language in UNSPACED:
                spelled = {words, traditional(words)} if row.language == "zh" else {words}
                for each in sorted(spelled):
                    yield Known(row.language, row.kind, (each,), row.source)
            else:
                tokens = tuple(SPELLED.findall(words))
                yield Known(row.language, row.kind, tokens, row.source)


@cached_file
def _begins() -> dict[str, tuple[Known, ...]]:
    """Return the words of languages with spaces, by their first token."""
    begins: dict[str, list[Known]] = defaultdict(list)
    for known in _known():
        if known.language not in UNSPACED:
            begins[known.tokens[0]].append(known)
    return {token: tuple(every) for token, every in begins.items()}


@cached_file
def _anchors() -> frozenset[str]:
    """Return the rarest token of each of the words for a place, of languages with spaces.

    Short words, and words that tell something else alone, are common: `at`, `work`.
    """
    known = [each for each in _known() if each.language not in UNSPACED]
    common = {k.tokens[0] for k in known if len(k.tokens) == 1 and k.kind not in PLACES}
    places = [k.tokens for k in known if k.kind in PLACES]
    uses = Counter(chain.from_iterable(places))
    return frozenset(max(p, key=lambda t: (t not in common, len(t), uses[t])) for p in places)


@cached_file
def _letters() -> "ahocorasick.Automaton":
    """Return an automaton of the words of languages without spaces."""
    found: dict[str, list[Known]] = defaultdict(list)
    for known in _known():
        if known.language in UNSPACED:
            found[known.tokens[0]].append(known)
    letters = ahocorasick.Automaton()
    for words, every in found.items():
        letters.add_word(words, tuple(every))
    letters.make_automaton()
    return letters
