"""Find the words of a sentence that tell where somebody works, for all languages at once.

Rules: workplace_words.csv. Words are looked up, one token after another. A sentence of a script
without spaces is searched for all words at once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
BREAKS = frozenset(",;:.|!-\u3001\u3002\uff0c\uff1b\uff1a")
"""Signs that end a clause."""
DIGITS = frozenset("1234")
"""Numbers of days that are a part of the week."""
THAI_CLAUSES = re.compile(r"[\u0e00-\u0e7f] (?=[\u0e00-\u0e7f])")
"""Thai has spaces between clauses, and beside Latin letters and numbers."""
AND_LETTERS = frozenset("\u05d5\u0648")
"""Letters that mean `and` before a word of Hebrew or Arabic."""
PERCENT = re.compile(r"%|per ?cent|pro[cs]ent\w*|prozent|porcentaje|процент\w*|відсотк\w*|yüzde")
SHORTEST = 2
"""Letters of a beginning of words at least."""

PLACES = frozenset({"home", "free", "nowhere", "office", "place", "present", "hybrid"})
"""Kinds of words that name a place. A sentence without one says nothing."""
PEOPLE = frozenset({"you", "we"})
"""Kinds of words that may also be of another kind: `lucrăm`, `we work`."""

Span = tuple[int, int]
"""Numbers of the first token and of the one after the last."""
LANGUAGES = 2
"""Languages in which the words of a sentence are looked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words of a rule file, split into tokens. Letters before or after a `*` may differ."""

    language: str
    kind: str
    tokens: tuple[str, ...]
    source: str


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


def naming_places(low: str, found: Iterable[str]) -> list[str]:
    """Return letters of a text in small letters that begin words for a place.

    `found` are the distinct words of the text.
    """
    named = [word for word in found if _names_place(word)]
    if HAS_UNSPACED.search(low):
        inside = {known[0].tokens[0] for _, known in _letters().iter(low) if _is_place(known)}
        named += inside
    return named


@cached_reader(65_536)
def _names_place(word: str) -> bool:
    """Return whether a word is the longest of known words for a place: `home` of `at home`."""
    anchors = _anchors()
    return any(part in anchors for part in chain(_stems(word), _endings(word)))


def _is_place(known: Iterable[Known]) -> bool:
    return any(each.kind in PLACES for each in known)


def names_place(sentence: str) -> bool:
    """Return whether a sentence in small letters has words for a place, in any language."""
    if HAS_UNSPACED.search(sentence):
        return True
    tokens = TOKEN.findall(sentence)
    return any(
        _follow(known, tokens, at) for at, token in enumerate(tokens) for known in _places_at(token)
    )


@cached_reader(65_536)
def _places_at(token: str) -> tuple[Known, ...]:
    """Return the words for a place that may begin with a token."""
    every = chain.from_iterable(_beginning(token).values())
    return tuple(known for known in every if known.kind in PLACES)


def kinds_of(sentence: str) -> Kinds:
    """Return the words of a sentence in small letters, in the language that has most of them."""
    unspaced = bool(HAS_UNSPACED.search(sentence))
    tokens = list(sentence) if unspaced else TOKEN.findall(sentence)
    spans = _of_letters(sentence) if unspaced else _of_tokens(tokens)
    if not spans:
        return Kinds()
    language = max(spans, key=lambda each: sum(b - a for (a, b), _ in spans[each]))
    kinds = Kinds(language=language, size=len(tokens), per_word=2 if unspaced else 1)
    kinds.breaks = [n for n, sign in enumerate(tokens) if sign in BREAKS]
    if language == "th":
        kinds.breaks += [match.start() + 1 for match in THAI_CLAUSES.finditer(sentence)]
    kinds.bars = [n for n, sign in enumerate(tokens) if sign == "|"]
    kinds.needs_in = language in _with("in")
    kinds.has_verbs = language in _with("based")
    kinds.spots["some"] += _percentages(tokens)
    kinds.spots["number"] += [(n, n + 1) for n, sign in enumerate(tokens) if sign in DIGITS]
    taken: set[int] = set()
    for span, known in spans[language]:
        kinds.spots[known.kind].append(span)
        kinds.source = kinds.source or known.source
        taken.update(range(*span))
    kinds.others = {n: t for n, t in enumerate(tokens) if n not in taken and t.isalpha()}
    _not_all(kinds)
    return kinds


def _not_all(kinds: Kinds) -> None:
    """Read `not fully` as `some`."""
    for denial in kinds["not"]:
        for all_ in [each for each in kinds["all"] if each[0] == denial[1]]:
            kinds.spots["all"].remove(all_)
            kinds.spots["not"] = [each for each in kinds["not"] if each != denial]
            kinds.spots["some"].append((denial[0], all_[1]))


def _percentages(tokens: Sequence[str]) -> Iterator[Span]:
    """Yield where a share of less than all stands: `40 %`."""
    for n, sign in enumerate(tokens[1:]):
        if PERCENT.fullmatch(sign) and tokens[n].isdecimal() and tokens[n] not in {"0", "100"}:
            yield (n, n + 2)


def _of_letters(sentence: str) -> Spans:
    """Return the known words inside the letters of a sentence, for each language."""
    spans: Spans = defaultdict(list)
    for span, known in _inside(sentence):
        spans[known.language].append((span, known))
    return spans


def _of_tokens(tokens: Sequence[str]) -> Spans:
    """Return the known words of a sentence, for the languages that may have most of them."""
    counted = Counter(chain.from_iterable(map(_beginning, tokens)))
    return {each: list(_at_tokens(tokens, each)) for each, _ in counted.most_common(LANGUAGES)}


def _at_tokens(tokens: Sequence[str], language: str) -> Iterator[tuple[Span, Known]]:
    """Yield the longest known words of a language at each token."""
    end = 0
    for at, token in enumerate(tokens):
        if at < end or not (known := _beginning(token).get(language)):
            continue
        size = 0
        for each in known:
            if len(each.tokens) < size:
                break
            if _follow(each, tokens, at):
                size = len(each.tokens)
                yield (at, at + size), each
        end = at + size


def _follow(known: Known, tokens: Sequence[str], at: int) -> bool:
    """Return whether the tokens behind one are the others of known words."""
    size = len(known.tokens)
    return size == 1 or (
        len(tokens) >= at + size and all(map(_is, known.tokens[1:], tokens[at + 1 : at + size]))
    )


def _is(spelled: str, token: str) -> bool:
    if spelled.endswith("*"):
        return token.startswith(spelled[:-1])
    return token == spelled


@cached_reader(65_536)
def _beginning(token: str) -> dict[str, tuple[Known, ...]]:
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
    """Yield a token and what it may begin with, as rules spell it: `telework`, `te*`, `tel*`."""
    yield token
    yield from (f"{token[:n]}*" for n in range(SHORTEST, len(token) + 1))


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


def _inside(sentence: str) -> Iterator[tuple[Span, Known]]:
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


def _known() -> Iterator[Known]:
    for row in read_rules(WorkplaceWords):
        for words in row.words.split("; "):
            if row.language in UNSPACED:
                spelled = {words, traditional(words)} if row.language == "zh" else {words}
                for each in sorted(spelled):
                    yield Known(row.language, row.kind, (each,), row.source)
            else:
                tokens = tuple(re.findall(r"\*?[^\W_]+\*?|%", words))
                yield Known(row.language, row.kind, tokens, row.source)


@cached_reader(16)
def _with(kind: str) -> frozenset[str]:
    """Return the languages that have words of a kind."""
    return frozenset(row.language for row in read_rules(WorkplaceWords) if row.kind == kind)


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
    places = (k.tokens for k in known if k.kind in PLACES)
    return frozenset(max(tokens, key=lambda t: (t not in common, len(t))) for tokens in places)


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
