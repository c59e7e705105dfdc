"""Turn the phrases of rule files into regular expressions, for any language."""

import re

from pipeline.caches import cached_reader
from pipeline.text.beyond_ascii import beyond_ascii

DAY_WORDS = (
    "[1-4]|one|two|three|four|einen?|ein|zwei|drei|vier|une?|deux|trois|quatre|una?|dos|tres|cuatro"
    "|um|dois|três|quatro|een|één|twee|drie|jeden|dwa|trzy|cztery"
)
DAYS = rf"(?:{DAY_WORDS})(?: ?(?:-|to|or|bis|à|a|tot|do|/|oder|ou|o|of) ?(?:[2-4]|{DAY_WORDS}))?"
NUMBER = re.compile(rf"(?<!\w)(?:{DAY_WORDS})(?!\w)")
SIGNS = dict(zip("\u2010\u2011\u2012\u2013\u2014\u2019\u00a0", "-----' ", strict=True))


@cached_reader(64)
def plain(text: str) -> str:
    """Return text in small letters, with one kind of dash, apostrophe and space.

    Each character keeps its offset. Returns "" if a letter has two small ones (İ).
    """
    low = text.lower()
    if len(low) != len(text):
        return ""
    for sign in SIGNS.keys() & set(beyond_ascii(text)):
        low = low.replace(sign, SIGNS[sign])  # much faster than one translate()
    return low


def phrase(words: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a rule's words.

    A space matches any gap, ` ?` a gap or nothing, `#` one to four days, `~` up to three words.
    `|()?[]` mean the same as in a regular expression.
    """
    spaced = words.replace("~", r"(?: [\w-]+){0,3}")
    spaced = spaced.replace(" ?", r"[\s-]?").replace(" ", r"[\s,:(/-]{1,3}")
    return re.compile(rf"(?<!\w){spaced.replace('#', DAYS)}(?!\w)", flags)


def starts(words: str) -> tuple[str, ...]:
    """Return the possible first words of a match; empty if they cannot be determined."""
    group = re.match(r"\(([^()?\[]+)\)(?!\?)", words)
    literal = re.match(r"[^\W_]+(?!\?|\w)", words)
    firsts = group[1].split("|") if group else [literal[0]] if literal else []
    return tuple(dict.fromkeys(first.split()[0] for first in firsts))
