"""Find the line of a key in a TOML file, for the message about a fault."""

import re

_TABLE = re.compile(r"(\w+) (\d+), (\w+)")
"""A key of one of several tables: `expectations 2, minimum`."""
_ERROR = re.compile(r"at line (\d+)")


def line_of(text: str, key: str) -> int:
    """Return the line of a key, that of its table where the key is missing; 0 if unknown."""
    lines = text.splitlines()
    tables = [n for n, line in enumerate(lines) if line.lstrip().startswith("[")]
    if match := _TABLE.fullmatch(key):
        own = [n for n in tables if lines[n].strip() == f"[[{match[1]}]]"]
        if len(own) < int(match[2]):
            return 0
        start = own[int(match[2]) - 1]
        end = next((n for n in tables if n > start), len(lines))
        return _in_part(lines, start, end, match[3]) or start + 1
    return _in_part(lines, 0, min(tables, default=len(lines)), key) or _header(lines, key)


def line_of_error(message: str) -> int:
    """Return the line that a message of the TOML parser names; 0 if it names none."""
    match = _ERROR.search(message)
    return int(match[1]) if match else 0


def _in_part(lines: list[str], start: int, end: int, key: str) -> int:
    stated = re.compile(rf"\s*{re.escape(key)}\s*=")
    return next((n + 1 for n in range(start, end) if stated.match(lines[n])), 0)


def _header(lines: list[str], key: str) -> int:
    headers = {f"[[{key}]]", f"[{key}]"}
    return next((n for n, line in enumerate(lines, 1) if line.strip() in headers), 0)
