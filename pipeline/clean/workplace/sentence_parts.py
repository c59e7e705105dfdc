"""Split a sentence into the parts that stand alone.

`While our head office is in Oslo, you work from home` tells the workplace behind its comma. So
does `Interviews are online, but you work in our plant every day`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.clean.workplace.known_words import joining

COMMA = re.compile("[,\u060c\u3001\uff0c]")
SEMICOLON = re.compile("[;\uff1b]")


def parts_of(sentence: str) -> tuple[str, ...]:
    """Return the parts of a sentence in small letters; empty if it has only one.

    A part ends at a semicolon, and at a comma before a word such as `but`. A sentence that begins
    with a word such as `although` loses what stands before its first comma.
    """
    parts = [part for half in SEMICOLON.split(_without_opening(sentence)) for part in _ends(half)]
    return () if parts == [sentence] else tuple(parts)


def _without_opening(sentence: str) -> str:
    """Return a sentence without the clause that it opens with, if that only makes a concession."""
    comma = COMMA.search(sentence)
    return sentence[comma.end() :] if comma and joining("though").match(sentence) else sentence


def _ends(text: str) -> Iterator[str]:
    """Yield the parts of a text, each from a comma and a word such as `but` on."""
    starts = [m.end() for m in COMMA.finditer(text) if joining("but").match(text, m.end())]
    for start, end in pairwise([0, *starts, len(text)]):
        yield text[start:end]
