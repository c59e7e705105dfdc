"""Recognise the sign or number before an item of a list."""

import re

_SIGNS = (
    r"[\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]+\ufe0f?"
    r"|[-\u2013\u2014*\u2022\u00b7\u2023\u2043\u2219\u30fb\u00bb\u203a>]+|[=-]+>"
)
"""Arrows, shapes, pictures, dashes and points."""
BULLET = re.compile(
    rf"(?:{_SIGNS}|#{{1,4}}(?=\s)|\+(?=\s)|o(?=\s)|[\[(]?\d{{1,2}}[.)\]]+|\(?[a-h]\))\s*(.+)"
)


def unmarked(line: str) -> str:
    """Return a line without the sign or number of a list."""
    bullet = BULLET.fullmatch(line)
    return bullet[1] if bullet else line
