"""Blocking keys: only postings that share a key are compared."""

import struct
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

from models.same import Fingerprint
from pipeline.dedupe.employers import LETTERS, brand
from pipeline.dedupe.names import place_words
from pipeline.dedupe.sketches.layout import marks_in
from pipeline.dedupe.sketches.marks import BYTES as MARK_BYTES
from pipeline.dedupe.sketches.marks import least_marks
from pipeline.dedupe.sketches.minhash import bands, titled_bands
from pipeline.dedupe.sketches.text_words import WORD

BYTES = 8
PLACES = 3
"""Places of one posting that become keys."""
PLACES_NAMED = 2
"""Words of a place that no gazetteer has that become keys."""
FEWEST_MARKS = 3
"""Marks of a text that are enough for keys."""
PLACED = 1
"""Short bands of a sketch that become keys beside a place and role."""
NAMED = 5
"""Short bands of a sketch that become keys beside an employer."""
OF_NAME = 5
"""Marks that become a key beside an employer."""
SINGLE = 3
"""Marks that become a key alone, beside a place and role or pay."""


def keys_of(print_: Fingerprint) -> tuple[int, ...]:
    """Return the keys of a fingerprint: signed numbers of 64 bits, the same on any machine."""
    return _numbers(set(_keys(print_)))


def exact_keys_of(print_: Fingerprint) -> frozenset[int]:
    """Return those keys of a fingerprint that may join postings of any age."""
    return frozenset(_numbers(set(_exact_keys(print_))))


def _exact_keys(print_: Fingerprint) -> Iterator[bytes]:
    yield from (f"address {found}".encode() for found in print_.addresses)
    name = print_.company
    if name and print_.requisition:
        yield f"number {print_.requisition} {_begin(name)}".encode()
        yield f"number {print_.requisition} of {name}".encode()


def _begin(name: str) -> str:
    """Return the letters that names of one employer begin with."""
    return brand(name)[:LETTERS]


def _keys(print_: Fingerprint) -> Iterator[bytes]:
    yield from _exact_keys(print_)
    name, title = print_.company or "", _title(print_)
    begin = _begin(name)
    if name and title:
        yield f"title {title} {begin}".encode()
    yield from (f"{key} of {name}".encode() for key in _employers(print_, title) if name)
    if print_.sketch is not None:
        yield from bands(print_.sketch)
        runs = titled_bands(print_.sketch)
        yield from (title.encode() + band for band in runs if title)
        yield from (b"%b of %b" % (band, begin.encode()) for band in runs[:NAMED] if begin)
        yield from _placed(print_)
        yield from map(str.encode, _paid(print_, print_.role or title, name))
        yield from _told(print_, _begin(name).encode())


def _title(print_: Fingerprint) -> str:
    """Return the title without the posting's own cities, as `titles.title` compares it."""
    towns = {word for city in print_.cities for word in WORD.findall(city)}
    return " ".join(word for word in print_.title if word not in towns)


def _employers(print_: Fingerprint, title: str) -> Iterator[str]:
    """Yield the keys of one employer, again with titles, as similar names may fill the others."""
    if title:
        yield f"title {title}"
    for end in (print_.pay_min, print_.pay_max):
        if end:
            yield f"pay {print_.role} {end.normalize()}"
    for place in (print_.cities or print_.countries)[:PLACES]:
        yield f"place {print_.role} {place}"


def _paid(print_: Fingerprint, role: str, name: str) -> Iterator[str]:
    """Yield the keys of an opening whose text, name and title another board may write anew."""
    ends = [end.normalize() for end in (print_.pay_min, print_.pay_max) if end]
    for place in print_.cities[:PLACES] if ends else ():
        paid = f"paid {ends[0]} {ends[-1]} {place}"
        yield from (f"{paid} {key}" for key in (role, f"of {name}") if key != "of ")


def _placed(print_: Fingerprint) -> Iterator[bytes]:
    """Yield the keys of a copy under another title and name: its place and parts of its text."""
    sketch = print_.sketch or b""
    role = (print_.role or "").encode()
    towns = [city.encode() for city in print_.cities[:1]] or place_words(sketch)[:1]
    for town in towns:
        yield from (b"%b %b at %b" % (band, role, town) for band in titled_bands(sketch)[:PLACED])


def _told(print_: Fingerprint, name: bytes) -> Iterator[bytes]:
    """Yield the keys of an opening of which another board tells the facts in its own words."""
    marks = marks_in(print_.sketch or b"")
    if len(marks) < FEWEST_MARKS * MARK_BYTES:
        return
    least = least_marks(marks)
    role = (print_.role or "").encode()
    towns = list(map(str.encode, print_.cities[:1]))
    for place in towns or place_words(print_.sketch or b"")[:PLACES_NAMED]:
        yield from (b"fact %b %b at %b" % (one, role, place) for one in least[:SINGLE])
        yield from (b"facts %b at %b" % (two, place) for two in map(b"".join, pairwise(least)))
    if name:
        yield from (b"fact %b of %b" % (one, name) for one in least[:OF_NAME])
    if print_.pay_min != print_.pay_max:
        band = f"{print_.pay_min} {print_.pay_max}".encode()
        yield from (b"fact %b paid %b" % (one, band) for one in least[:SINGLE])


def _numbers(keys: set[bytes]) -> tuple[int, ...]:
    """Return the numbers of some keys in their order, all read at once."""
    digests = b"".join([blake2b(key, digest_size=BYTES).digest() for key in keys])
    return tuple(sorted(set(struct.unpack(f">{len(keys)}q", digests))))
