"""Tell whether a figure stands in quotation marks: what people said, or the text of something."""

import re

_REACH = 400  # characters of a line before and after a figure
_SIGNS = '"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f'
_MARKS = re.compile(f"[{_SIGNS}]")
_OPENING = frozenset("\u201e\u300c\u300e")
_CLOSING = frozenset("\u201d\u300d\u300f")


def has_quotes(text: str) -> bool:
    """Return whether a text has a quotation mark."""
    signs = _SIGNS[:1] if text.isascii() else _SIGNS
    return any(sign in text for sign in signs)


def is_quoted(text: str, at: int) -> bool:
    """Return whether the offset `at` is inside a quotation of its line.

    `24" screen` opens none: a blank or a bracket stands before a mark that opens one.
    """
    line = text.rfind("\n", max(at - _REACH, 0), at) + 1
    start = line or max(at - _REACH, 0)
    opened = -1
    for mark in _MARKS.finditer(text, start, at):
        if opened < 0:
            opened = mark.start() if _opens(text, mark.start()) else -1
        elif mark.group() not in _OPENING:
            opened = -1
    if opened < 0 or opened == start:
        return False
    end = text.find("\n", at, at + _REACH)
    return _MARKS.search(text, at, end if end >= 0 else at + _REACH) is not None


def _opens(text: str, at: int) -> bool:
    """Return whether the mark at `at` opens a quotation."""
    if text[at] in _CLOSING:
        return False
    if text[at] in _OPENING:
        return True
    return (not at or not text[at - 1].isalnum()) and not text[at + 1 : at + 2].isspace()
