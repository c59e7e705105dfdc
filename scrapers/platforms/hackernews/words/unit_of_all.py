"""Write the currency beside each pay of a list, where a line states it once for all of them."""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.words.money import CURRENCIES, PAY

_SAID = re.compile(
    r"\b(?:pay|salar(?:y|ies)|ranges?|figures|numbers|amounts|all|base|compensation|bands?)\b"
    rf"[^.;:]{{0,30}}? in (?P<many>thousands(?: of)? |k )?(?P<unit>{CURRENCIES}\b)"
    r"|(?:pay|salar(?:y|ies)|range|base|compensation)\s?\((?P<short>[A-Z]{3})(?:/[a-z]+)?\)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?<![\d.,$\u20ac\u00a3\u00a5])(\d{2,3}(?:[,. ]\d{3})?)\s?(?:-|\u2013|\u2014|to)\s?"
    r"(\d{2,3}(?:[,. ]\d{3})?)(?![\d%])(?!\s?(?:hours?|h\b|people|years?|days?|weeks?|months?))"
)
SHORT = 1000
"""A figure below is in thousands."""


def with_unit(lines: Sequence[str]) -> list[str]:
    """Return the lines; a range without a currency with the one that a line states for all."""
    said = next(filter(None, map(_SAID.search, lines)), None)
    if said is None:
        return list(lines)
    unit = said["unit"] or said["short"]
    return [
        line if PAY.search(line) else _in(line, unit, many=bool(said["many"])) for line in lines
    ]


def _in(line: str, unit: str, *, many: bool) -> str:
    def marked(found: re.Match[str]) -> str:
        short = all(
            len(re.sub(r"\D", "", figure)) <= len(str(SHORT)) - 1 for figure in found.groups()
        )
        if short != many:
            return found[0]
        k = "k" if many else ""
        return f"{unit} {found[1]}{k} - {found[2]}{k}"

    return _RANGE.sub(marked, line)
