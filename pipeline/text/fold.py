"""The key a place is looked up by: the same for every spelling of one name."""

import re
import unicodedata
from functools import lru_cache

# straight, curly, modifier letters, grave and acute accents, Arabic half rings
APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bb\u02bc`\u00b4\u02be\u02bf"))
# letters that are no base letter with an accent
LETTERS = str.maketrans("łøđð\u0131ħ", "loddih") | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
BETWEEN = re.compile(r"[\W_]+")
ASCII = 128


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return `text` in small letters without accents, apostrophes and punctuation.

    Words stand one space apart: `Cluj-Napoca` and `cluj napoca` have the same key.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return BETWEEN.sub(" ", text.casefold().translate(APOSTROPHES)).strip()


def without_accented(text: str) -> str:
    """Return the key of `text` whose non-ASCII letters were lost: `Montr al` for Montréal."""
    return fold("".join(c if ord(c) < ASCII else " " for c in text))
