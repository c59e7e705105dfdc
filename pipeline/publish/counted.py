"""Counts in words."""


def many(count: int, one: str, more: str) -> str:
    """Return a count with its noun: `1 job`, `1,200 jobs`."""
    return f"{count:,} {one if count == 1 else more}"
