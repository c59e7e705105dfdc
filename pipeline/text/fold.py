"""Fold a place name to the key it is looked up by: the same key for all its spellings."""

import re
import unicodedata

from pipeline.caches import cached_reader

# straight, curly, modifier letters, grave and acute accents, Arabic half rings
APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bb\u02bc`\u00b4\u02be\u02bf"))
# letters that Unicode does not decompose into a base letter and an accent
LETTERS = str.maketrans("łøđð\u0131ħ", "loddih") | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
BETWEEN = re.compile(r"[\W_]+")
ASCII = 128


@cached_reader(65_536)
def fold(text: str) -> str:
    """Return `text` in small letters without accents, apostrophes and punctuation.

    One space separates the words: `Cluj-Napoca` and `cluj napoca` have the same key.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return BETWEEN.sub(" ", text.casefold().translate(APOSTROPHES)).strip()


def without_accented(text: str) -> str:
    """Return the key of `text` with its non-ASCII letters lost: `Montr al` for Montréal."""
    return fold("".join(c if ord(c) < ASCII else " " for c in text))
