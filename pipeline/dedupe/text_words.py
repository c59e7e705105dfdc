"""Split a text into words, for its sketch and its vocabulary."""

import re

WORD = re.compile(r"[^\W_]+")
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts without spaces between words: Thai to Khmer, Japanese, Chinese."""
SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def text_words(text: str) -> list[str]:
    """Return the words of a text in small letters.

    In a script without spaces each letter is one: there, five in a row are about two words.
    """
    folded = text.casefold()
    if folded.isascii():
        return folded.translate(SPACES).split()  # the same words, four times as fast
    return TOKEN.findall(folded)
