"""The parts of a sketch: where its MinHash, vocabulary, names, marks and course stand.

The names begin with two bytes: how many words are of the employer, and how many of the place. The
upper halves of these bytes say how many numbers the course has.
"""

from typing import NamedTuple

import numpy as np

from pipeline.caches import cached_reader
from pipeline.dedupe.sketches.vocabulary import BITS

SIZE = 128
"""Numbers of a MinHash: the error of a share is 0.035 (one sigma at 0.8)."""
DTYPE = "<u4"
BYTES = SIZE * np.dtype(DTYPE).itemsize
"""Bytes of the MinHash in a sketch."""
NAMED = BYTES + BITS // 8
"""Bytes of a sketch before its names."""
HEAD = 2
NAME_BYTES = 5
"""Bytes of a word of a name."""
HALF = 0x0F
MOST_OF_COURSE = 255
COURSE_BYTES = 2
"""Bytes of a number of the course."""


class Counts(NamedTuple):
    """How many words of names and numbers of the course a sketch has."""

    employer: int
    place: int
    course: int


def joined(sketch: bytes, names: bytes, marks: bytes, course: bytes) -> bytes:
    """Return a sketch with its names, marks and course; the names begin with their two counts."""
    count = len(course) // COURSE_BYTES
    head = bytes((names[0] | (count >> 4) << 4, names[1] | (count & HALF) << 4))
    return sketch + head + names[HEAD:] + marks + course


def words_in(sketch: bytes) -> bytes:
    """Return the vocabulary of a sketch; none for those of earlier versions."""
    return sketch[BYTES:NAMED]


def names_in(sketch: bytes) -> bytes:
    """Return the names of a sketch; none for those of earlier versions."""
    return sketch[NAMED : _ends(sketch)[0]]


def marks_in(sketch: bytes) -> bytes:
    """Return the marks of a sketch; none for those of earlier versions."""
    names, marks = _ends(sketch)
    return sketch[names:marks]


def course_in(sketch: bytes) -> bytes:
    """Return the course of a sketch; none for those of earlier versions."""
    return sketch[_ends(sketch)[1] :]


def counts(names: bytes) -> Counts:
    """Return the counts at the beginning of the names of a sketch."""
    if len(names) < HEAD:
        return Counts(0, 0, 0)
    one, two = names[0], names[1]
    return Counts(one & HALF, two & HALF, (one & ~HALF) | two >> 4)


@cached_reader(4_096)
def _ends(sketch: bytes) -> tuple[int, int]:
    """Return where the names of a sketch end, and where its marks do."""
    found = counts(sketch[NAMED : NAMED + HEAD])
    names = NAMED + HEAD + NAME_BYTES * (found.employer + found.place)
    return names, len(sketch) - COURSE_BYTES * found.course
