"""Compare the keys of two employers' names: a brand, a group and its legal names are alike."""

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.employer import BrandWord
from pipeline.rules.rulebook import read_rules
from pipeline.text.scripts import HAS_CJK

SAME, LIKE, OTHER, UNKNOWN = "same", "like", "other", "unknown"
LETTERS = 6
"""Letters that two names of one employer share, such as a brand and a legal name."""
SHORTEST = 3
"""Letters of a brand."""
FEW_LETTERS = 3
"""Letters of a name in Chinese, Japanese or Korean that a longer name has."""


def employers(one: str | None, two: str | None) -> str:
    """Return `same`, `like`, `other` or `unknown` for two keys of employers' names.

    Two are `like` if one begins with the other, or if they differ by words such as Group. In
    Chinese, Japanese and Korean one may have the other behind a word for its province.
    """
    if not one or not two:
        return UNKNOWN
    if one == two:
        return SAME
    short, long = (one, two) if len(one) < len(two) else (two, one)
    begins = len(short) >= LETTERS and long.startswith(short)
    return LIKE if begins or brand(one) == brand(two) or _is_in(short, long) else OTHER


def _is_in(short: str, long: str) -> bool:
    """Return whether a name in a script of few letters is in a longer one: after its province."""
    return len(short) >= FEW_LETTERS and short in long and bool(HAS_CJK.search(short[:1]))


@cached_reader(65_536)
def brand(key: str) -> str:
    """Return the key of a name without words such as Group and Technologies: `zebix`."""
    while end := next((word for word in _words() if _ends(key, word)), ""):
        key = key.removesuffix(end)
    return key


def _ends(key: str, word: str) -> bool:
    return key.endswith(word) and len(key) - len(word) >= SHORTEST


@cached_file
def _words() -> tuple[str, ...]:
    return tuple(sorted((row.phrase for row in read_rules(BrandWord)), key=len, reverse=True))
