"""A text with the words marked that a value was read from."""

import re
from dataclasses import dataclass

AROUND = 120
"""Characters that are shown before and after the marked words."""
GAP = 60
MOST_APART = 4
"""Words that may stand apart; more would be slow to look for."""
LONGEST = 600
"""Characters of marked words that are shown."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A piece of a text: what stands before the marked words, the words, and what follows."""

    before: str
    words: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}[[{self.words}]]{self.after}"


def marked_text(text: str, words: str) -> MarkedText | None:
    """Return a text with these words marked, cut around them; None where it has them not.

    Spaces and letter case count for nothing. Words that stand apart, such as the two of a title
    that make a role, are marked from the first to the last.
    """
    found = _spot(text, words.split())
    if found is None:
        return None
    start, end = max(found.start() - AROUND, 0), found.end() + AROUND
    before, after = text[start : found.start()], text[found.end() : end]
    return MarkedText(
        f"\u2026{before}" if start else before,
        found[0] if len(found[0]) <= LONGEST else f"{found[0][:LONGEST]}\u2026",
        f"{after}\u2026" if end < len(text) else after,
    )


def _spot(text: str, words: list[str]) -> re.Match[str] | None:
    """Return where these words stand: one after the other, else at most GAP characters apart."""
    spelled = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in words]
    beside = r"\s+".join(map(re.escape, words))
    if beside and (found := re.search(beside, text, re.IGNORECASE)):
        return found
    apart = rf".{{0,{GAP}}}?".join(spelled)
    few = 1 < len(words) <= MOST_APART
    return re.search(apart, text, re.IGNORECASE | re.DOTALL) if few else None
