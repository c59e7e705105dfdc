"""Blocking keys: only postings that share a key are compared."""

import hashlib
from collections.abc import Iterator

from models.same import Fingerprint
from pipeline.dedupe.minhash import bands

BYTES = 8
PLACES = 3
"""Places of one posting that become keys."""
NAME = 6
"""Letters that two names of one employer share, such as a brand and a legal name."""


def keys_of(print_: Fingerprint) -> tuple[int, ...]:
    """Return the keys of a fingerprint: signed numbers of 64 bits, the same on any machine."""
    return tuple(sorted({_number(key) for key in _keys(print_)}))


def _keys(print_: Fingerprint) -> Iterator[bytes]:
    yield from (f"address {found}".encode() for found in print_.addresses)
    name = print_.company or ""
    yield from (f"{key} {name[:NAME]}".encode() for key in _openings(print_) if name)
    yield from (f"{key} of {name}".encode() for key in _employers(print_) if name)
    if print_.sketch is not None:
        yield from bands(print_.sketch)


def _openings(print_: Fingerprint) -> Iterator[str]:
    """Yield the keys to share among employers with the same first letters."""
    if print_.requisition:
        yield f"number {print_.requisition}"
    if print_.title:
        yield f"title {' '.join(print_.title)}"


def _employers(print_: Fingerprint) -> Iterator[str]:
    """Yield the keys of one employer, again with titles, as similar names may fill the others."""
    yield from _openings(print_)
    for end in (print_.pay_min, print_.pay_max):
        if end:
            yield f"pay {print_.role} {end.normalize()}"
    for place in (print_.cities or print_.countries)[:PLACES]:
        yield f"place {print_.role} {place}"


def _number(key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(key, digest_size=BYTES).digest(), "big", signed=True)
