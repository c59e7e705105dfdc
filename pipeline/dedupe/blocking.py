"""What two postings of one job have in common: only those that share a key are compared."""

import hashlib
from collections.abc import Iterator

from models.same import Fingerprint
from pipeline.dedupe.minhash import bands

BYTES = 8
PLACES = 3
"""Towns of one posting by which it is found."""
NAME = 6
"""Letters that the names of one employer have in common: a brand and its legal name."""


def keys_of(print_: Fingerprint) -> tuple[int, ...]:
    """Return the keys of a posting: signed numbers of 64 bits, the same on any machine."""
    return tuple(sorted({_number(key) for key in _keys(print_)}))


def _keys(print_: Fingerprint) -> Iterator[bytes]:
    yield from (f"address {found}".encode() for found in print_.addresses)
    name = print_.company or ""
    yield from (f"{key} {name[:NAME]}".encode() for key in _openings(print_) if name)
    yield from (f"{key} of {name}".encode() for key in _employers(print_) if name)
    if print_.sketch is not None:
        yield from bands(print_.sketch)


def _openings(print_: Fingerprint) -> Iterator[str]:
    """Yield keys within employers whose names begin alike."""
    if print_.requisition:
        yield f"number {print_.requisition}"
    if print_.title:
        yield f"title {' '.join(print_.title)}"


def _employers(print_: Fingerprint) -> Iterator[str]:
    """Yield keys within one employer: its title again, lest many of like names crowd it out."""
    yield from _openings(print_)
    for end in (print_.pay_min, print_.pay_max):
        if end:
            yield f"pay {print_.role} {end.normalize()}"
    for place in (print_.cities or print_.countries)[:PLACES]:
        yield f"place {print_.role} {place}"


def _number(key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(key, digest_size=BYTES).digest(), "big", signed=True)
