"""Read and write a length of time such as `36h`, `2d` or `daily`."""

import re
from datetime import timedelta

_AGE = re.compile(r"(\d{1,5})\s*([mhdw])")
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
WORDS = {"hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(weeks=1)}


def read_duration(text: str) -> timedelta:
    """Return a length of time such as `90m`, `36h`, `2d`, `1w`, `daily` or `weekly`.

    Raises ValueError for any other text, and for no time at all.
    """
    plain = text.strip().casefold()
    match = _AGE.fullmatch(plain)
    if plain in WORDS:
        return WORDS[plain]
    if match is None or not int(match[1]):
        raise ValueError(f"{text!r} is not a length of time such as 12h, 2d, daily or weekly")
    return int(match[1]) * _UNITS[match[2]]


def duration_text(length: timedelta) -> str:
    """Return a length of whole minutes as `read_duration` reads it: `1d`, `36h`, `90m`."""
    unit = next(unit for unit in ("w", "d", "h", "m") if unit == "m" or not length % _UNITS[unit])
    return f"{length // _UNITS[unit]}{unit}"
