"""Give fields of work in a list the noun behind them: `Frontend and Backend Engineers`."""

import re

FEWEST = 2
"""Parts of a list at least."""
_LEVEL = re.compile(r"(?:Senior|Sr\.?|Staff|Principal|Lead|Junior|Jr\.?|Mid-level) ", re.IGNORECASE)
_FIELD = re.compile(
    rf"(?:{_LEVEL.pattern})?(?:front-?end|back-?end|full[- ]?stack|mobile|web|software|hardware"
    r"|firmware|embedded|data|machine learning|ml|ai|platform|infrastructure|infra|security|cloud"
    r"|devops|qa|test|ios|android|graphics|gameplay|engine|tools|network|systems?|product|sales"
    r"|marketing|support|research|analytics|electrical|mechanical|software|ux|ui|rf|fpga|dsp"
    r"|controls|power|electronics|optical|robotics|growth|quant|linux)",
    re.IGNORECASE,
)
"""A field of work that shares the noun of the job behind it."""
_PLURAL = re.compile(
    r"(?:engineer|developer|designer|manager|scientist|analyst|programmer|administrator"
    r"|researcher|technician|architect|dev|eng|specialist|consultant|lead)s$",
    re.IGNORECASE,
)


def with_shared_noun(text: str, parts: list[str]) -> list[str]:
    """Return the parts; fields before a plural with its noun: `Frontend and Backend Engineers`."""
    if len(parts) < FEWEST:
        return parts
    *fields, last = [part.strip() for part in parts]
    words = last.split(" (")[0].split()
    plural = len(words) > 1 and words[-1].endswith("s") and _PLURAL.search(words[-1])
    if "/" in text or not plural or not all(map(_FIELD.fullmatch, fields)):
        return parts
    level = _LEVEL.match(fields[0])
    rest = [*fields[1:], last]
    ahead = level[0] if level and not any(map(_LEVEL.match, rest)) else ""
    return [
        f"{fields[0]} {words[-1]}",
        *(f"{ahead}{f} {words[-1]}" for f in fields[1:]),
        ahead + last,
    ]
