"""Find figures of money in which letters stand for digits: `1,6O0`, `£2Z,000`, `$6?,000`."""

import re

# letters that look like a digit, and signs for a digit left out
_ALIKE = "oilszbgqx?"
_GROUPED = rf"[\d{_ALIKE}]{{1,3}}(?:[.,'][\d{_ALIKE}]{{3}})+(?![\w?])"
_BEFORE = r"(?<![\w.,'?])"
_MONEY = r"(?<=[$€£¥₹] )|(?<=[$€£¥₹])|(?<= - )|(?<= to )|(?<=-)|(?<=\bbis )|(?<= à )"
_MIXED = rf"\d+[{_ALIKE}]+[\d{_ALIKE}]*(?:[.,']\d+)?(?: 000)?(?![\w?])"
_CENTS = rf"\d+[.,](?=\d?[{_ALIKE}])[\d{_ALIKE}]{{2}}(?![\w?])"
_MISREAD = re.compile(
    rf"{_BEFORE}(?=[.,'\d]*[{_ALIKE}])(?=[.,'{_ALIKE}]*\d){_GROUPED}"
    rf"|(?:{_MONEY})(?:{_CENTS}|(?=[\d{_ALIKE}]{{3}}|\d[{_ALIKE}] 000){_MIXED})"
    rf"|\?{{2,}}(?!\?)"
)
# what any of them has: a letter or sign beside a digit or a separator
_HINT = re.compile(rf"[\d.,'][{_ALIKE}][\d.,' ?{_ALIKE}]|\d[{_ALIKE}](?![\w'])|[{_ALIKE}]\d|\?\?")


def misread(folded: str) -> slice | None:
    """Return the slice of the first figure of a folded text that has letters in it, or None."""
    found = _MISREAD.search(folded) if _HINT.search(folded) else None
    return slice(*found.span()) if found else None
