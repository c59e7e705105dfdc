"""Split a text into words, for its sketch and its vocabulary."""

import re

from pipeline.text.scripts import THAI_TO_KHMER, UNSPACED

WORD = re.compile(r"[^\W_]+")
LETTERS = f"{THAI_TO_KHMER}{UNSPACED}"
"""Letters of scripts without spaces between words: Thai to Khmer, Japanese, Chinese."""
NO_LETTERS = {ord("\u318d"): " "}
"""The dot that Korean texts have before an item is a letter for Unicode."""
SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
TOKEN = re.compile(rf"[{LETTERS}]|[^\W_{LETTERS}]+")


def text_words(text: str) -> list[str]:
    """Return the words of a text in small letters.

    In a script without spaces each letter is one: there, five in a row are about two words.
    """
    folded = text.casefold()
    if folded.isascii():
        return folded.translate(SPACES).split()  # the same words, four times as fast
    return TOKEN.findall(folded.translate(NO_LETTERS))
