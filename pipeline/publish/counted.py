"""Counts in words."""


def many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun: `1 job`, `1,200 jobs`; `more` where the plural is no -s."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"
