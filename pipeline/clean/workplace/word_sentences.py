"""Read the sentences of a text that tell a workplace by their words.

Rules: workplace_words.csv. `Come in two days a week and work wherever you like` names no
arrangement; its words do: some days, being there, any place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from models.vocab import Workplace
from pipeline.caches import cached_reader
from pipeline.clean.workplace.grammar import about_product, decided, refuses
from pipeline.clean.workplace.known_words import TOKEN, Known, joining, names_place, naming_places
from pipeline.clean.workplace.label import (
    answered,
    is_head,
    is_label,
    label_decided,
    only_offered,
    title_decided,
)
from pipeline.clean.workplace.sentence_parts import parts_of
from pipeline.clean.workplace.word_kinds import kinds_of, words_in
from pipeline.text.patterns import plain
from pipeline.text.sentences import words

REACH = 200
"""The most characters of a sentence before and after the word that names a place."""
OPENING = 20
"""The most characters from the beginning of a sentence to a word such as `second`."""
ENDS = re.compile(r"[.!?\n。！？](?:(?<=[\n。！？])|(?=\s))")  # noqa: RUF001  # CJK signs

Told = tuple[int, int, Workplace, str]
"""A sentence at text[start:end], its workplace, and the row of its first word."""


def read_told(text: str) -> Iterator[Told]:
    """Yield the sentences of a text that tell a workplace. Questions tell none."""
    low = plain(text)
    for start, end in _naming(text, low):
        asks = low[start : end + 1].rstrip().endswith("?")
        if not asks and (told := tell(low[start:end])) and not _goes_on(low, start, end):
            yield start, end, *told


def read_words(text: str) -> Iterator[tuple[str, Known]]:
    """Yield the known words of the sentences that name a place, also of those that tell nothing."""
    low = plain(text)
    for start, end in _naming(text, low):
        yield from words_in(low[start:end])


def _naming(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences with words for a place."""
    named = naming_places(low, words(text, low))
    for start, end in _sentences(low, named) if named else ():
        if names_place(low[start:end]):
            yield start, end


def _goes_on(low: str, start: int, end: int) -> bool:
    """Return whether a sentence goes on about interviews: `The second is held at our office`."""
    kinds = kinds_of(low[start:end])
    opening = joining("turn", kinds.language).search(low, start, min(end, start + OPENING))
    if not opening or kinds["you"] or kinds["we"]:
        return False
    before = ENDS.split(low[max(0, start - REACH) : start].rstrip().rstrip(".!?"))[-1]
    return bool(kinds_of(before)["other"])


@cached_reader(16_384)
def tell(sentence: str) -> tuple[Workplace, str] | None:
    """Return the workplace that a sentence in small letters tells, and a row; None if unsure."""
    head, colon, label = sentence.partition(":")
    if colon and is_head(before := kinds_of(head)) and is_label(kinds := kinds_of(label)):
        found = answered(before, kinds) or label_decided(kinds)
        if found:
            return found, kinds.source or before.source
    kinds = kinds_of(sentence)
    if found := decided(kinds):
        return found, kinds.source
    return _of_parts(sentence)


def _of_parts(sentence: str) -> tuple[Workplace, str] | None:
    """Return what the parts of a sentence tell that speak of the job or to the reader.

    Of interviews, the next part may name the place: `Interviews are online; the last is here`.
    """
    told: dict[Workplace, str] = {}
    aside = False
    for part in parts_of(sentence):
        kinds = kinds_of(part)
        aside = bool(kinds["other"] or (aside and joining("turn", kinds.language).search(part)))
        if aside:
            continue
        if (kinds["job"] or kinds["you"] or kinds["we"]) and (found := decided(kinds)):
            told[found] = kinds.source
    return next(iter(told.items())) if len(told) == 1 else None


@cached_reader(16_384)
def leads_to_product(words_before: str) -> bool:
    """Return whether words of a sentence lead to a product: `Our app helps companies manage …`."""
    return about_product(kinds_of(words_before))


@cached_reader(16_384)
def denies(sentence: str, kind: str) -> bool:
    """Return whether a sentence in small letters says that work is not `hybrid` or at `home`."""
    return refuses(kinds_of(sentence), kind)


@cached_reader(65_536)
def label_tells(label: str, *, in_title: bool) -> tuple[Workplace, str] | None:
    """Return the workplace that a field or a part of a title names, and a row, or None."""
    low = plain(label)
    if not naming_places(low, TOKEN.findall(low)):
        return None
    kinds = kinds_of(low)
    if not is_label(kinds, label if in_title else ""):
        return None
    found = label_decided(kinds, bare_office=not in_title)
    return (found, kinds.source) if found else None


@cached_reader(65_536)
def label_offers(label: str) -> str | None:
    """Return a row of the words of a label that only offers work at home; None for another."""
    low = plain(label)
    if not naming_places(low, TOKEN.findall(low)):
        return None
    kinds = kinds_of(low)
    return kinds.source if only_offered(kinds) and is_label(kinds) else None


@cached_reader(65_536)
def title_tells(title: str) -> tuple[Workplace, str] | None:
    """Return on site or hybrid if the words of a title in small letters tell it, and a row.

    A title names what is so always. In English such words may belong to the job: `In-person
    Support`.
    """
    if not naming_places(title, TOKEN.findall(title)):
        return None
    kinds = kinds_of(title)
    found = title_decided(kinds) if kinds.language != "en" else None
    return (found, kinds.source) if found else None


def _sentences(low: str, named: Iterable[str]) -> list[tuple[int, int]]:
    """Return start and end of the sentences that have one of some words."""
    ends = [match.start() for match in ENDS.finditer(low)]
    spots = sorted({at for word in named for at in _where(word, low)})
    found: list[tuple[int, int]] = []
    for at in spots:
        if not found or at >= found[-1][1]:
            found.append(_around(low, at, ends))
    return found


def _where(word: str, low: str) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def _around(low: str, at: int, ends: list[int]) -> tuple[int, int]:
    """Return the sentence around an offset, or the part of it that is in reach."""
    n = bisect_left(ends, at)
    start = max(0, at - REACH, ends[n - 1] + 1 if n else 0)
    return start, min(len(low), at + REACH, ends[n] if n < len(ends) else len(low))
