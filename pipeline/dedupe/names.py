"""Names that a posting's record states: the words of its employer, and of its place.

An agency that names its client has the client's name in its text. A town that no gazetteer has
is still the same town where two boards spell it alike.
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from models.posting import JobPosting
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.employer.name_key import name_words
from pipeline.clean.place.areas import areas
from pipeline.dedupe.places import PIECE
from pipeline.dedupe.sketches.layout import HEAD, counts, marks_in, names_in, words_in
from pipeline.dedupe.sketches.marks import mark_of
from pipeline.dedupe.sketches.marks import read as read_marks
from pipeline.dedupe.sketches.text_words import WORD
from pipeline.dedupe.sketches.vocabulary import SHORTEST as SHORTEST_SAID
from pipeline.dedupe.sketches.vocabulary import may_say
from pipeline.rules.rows.employer import BrandWord
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name

SHORTEST = 3
"""Letters of a word of a name."""
MOST = 12
"""Words of a name that are kept."""
TOWN = 4
"""Letters of a word of a place that may be its town."""
SURE = 0.05
"""Largest share of the bits of a vocabulary that are set where a word in it is in the text."""
SMALL = frozenset(("and", "aus", "der", "des", "die", "for", "les", "the", "und", "van", "von"))
INITIALS = 0x80
"""Set where a word is the initials of an employer's name."""
PACKED = struct.Struct("<BI")
"""How many letters a word has, and its checksum."""


class _Packed(NamedTuple):
    size: int
    packed: bytes


class Names(NamedTuple):
    """The words of an employer's name and of a place, as pairs of letters and checksum.

    `initials` are the checksums of those of the employer's name.
    """

    employer: frozenset[tuple[int, int]]
    place: frozenset[tuple[int, int]]
    initials: frozenset[int] = frozenset()


def names_of(posting: JobPosting) -> bytes:
    """Return the words of a posting's employer and place, as a part of its sketch."""
    employer, place = _employer(posting.company or ""), _place(posting.location or "")
    return bytes((employer.size, place.size)) + employer.packed + place.packed


def is_named(one: bytes, other: bytes) -> bool:
    """Return whether the whole name of one employer is in the text or the name of the other.

    `one` and `other` are sketches. A name of one word has to be written like a name. A name may
    have the other's initials for it: Department of the Treasury, IRS.
    """
    return _is_named(one, other) or _is_named(other, one)


def common_town(one: bytes, other: bytes) -> bool:
    """Return whether the places of two sketches have a word in common."""
    return not read(names_in(one)).place.isdisjoint(read(names_in(other)).place)


def says_town(one: bytes, other: bytes) -> bool:
    """Return whether the text of the first sketch names the place of the other one."""
    words = read(names_in(other)).place
    told = read_marks(marks_in(one))
    named = any(mark_of(number) in told for _, number in words)
    return named or (bool(words) and _are_said(words, words_in(one)))


def names_town(one: bytes, other: bytes) -> bool:
    """Return whether the text of the first sketch surely names the place of the other one.

    The vocabulary of a long text seems to have many words that the text lacks. There, only a name
    counts that is a mark.
    """
    words = read(names_in(other)).place
    told = read_marks(marks_in(one))
    if any(mark_of(number) in told for _, number in words):
        return True
    vocabulary = words_in(one)
    said = int.from_bytes(vocabulary).bit_count() <= SURE * 8 * len(vocabulary)
    return said and bool(words) and _are_said(words, vocabulary)


def towns_apart(one: bytes, other: bytes) -> bool:
    """Return whether two texts each name a word of their own place, and none of the other's."""
    own = says_town(one, one) and says_town(other, other)
    return own and not says_town(one, other) and not says_town(other, one)


def place_words(sketch: bytes) -> list[bytes]:
    """Return the words of a place as checksums."""
    return sorted(number.to_bytes(4) for _, number in read(names_in(sketch)).place)


def marks_of_names(sketch: bytes) -> frozenset[int]:
    """Return the names of a sketch as marks, which say nothing of the opening."""
    names = read(names_in(sketch))
    return frozenset(mark_of(number) for _, number in names.employer | names.place)


@cached_reader(4_096)
def read(packed: bytes) -> Names:
    """Return the names in the part of a sketch that `names_of` makes."""
    words = list(PACKED.iter_unpack(packed[HEAD:]))
    employer, place = words[: counts(packed).employer], words[counts(packed).employer :]
    initials = frozenset(number for size, number in employer if size & INITIALS)
    return Names(
        frozenset(word for word in employer if not word[0] & INITIALS), frozenset(place), initials
    )


def _is_named(one: bytes, other: bytes) -> bool:
    words = read(names_in(one)).employer
    if not words:
        return False
    written = {number for _, number in read(names_in(other)).employer}
    if not written.isdisjoint(read(names_in(one)).initials):
        return True
    told = read_marks(marks_in(other))
    left = [(size, n) for size, n in words if n not in written and mark_of(n) not in told]
    return not left or (len(words) > 1 and _are_said(left, words_in(other)))


def _are_said(words: Iterable[tuple[int, int]], vocabulary: bytes) -> bool:
    return all(size >= SHORTEST_SAID and may_say(number, vocabulary) for size, number in words)


@cached_reader(65_536)
def _employer(name: str) -> _Packed:
    """Return the words of a name, as written, without legal form and words such as Group."""
    kept = {word for word in name_words(name) if len(word) >= SHORTEST} - SMALL - _brand_words()
    words = WORD.findall(name.casefold())
    found = _pack(word for word in words if same_name(word) in kept)
    initials = "".join(word[0] for word in words if word not in SMALL and word != "of")
    if len(initials) < SHORTEST:
        return found
    packed = PACKED.pack(INITIALS | min(len(initials), INITIALS - 1), crc32(initials.encode()))
    return _Packed(found.size + 1, found.packed + packed)


@cached_reader(65_536)
def _place(location: str) -> _Packed:
    """Return the words of a place but for those of its countries, regions and scopes."""
    pieces = (piece for piece in PIECE.split(location) if not areas(piece))
    words = (word for piece in pieces for word in WORD.findall(piece.casefold()))
    return _pack(word for word in words if len(word) >= TOWN and not areas(word))


def _pack(words: Iterable[str]) -> _Packed:
    kept = tuple(dict.fromkeys(words))[:MOST]
    packed = (PACKED.pack(min(len(word), INITIALS - 1), crc32(word.encode())) for word in kept)
    return _Packed(len(kept), b"".join(packed))


@cached_file
def _brand_words() -> frozenset[str]:
    return frozenset(row.phrase for row in read_rules(BrandWord))
