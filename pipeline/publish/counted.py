"""Counts and sentences in words."""


def many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun: `1 job`, `1,200 jobs`; `more` where the plural is no -s."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: `B2B` and `IR35` keep their capitals."""
    return words if words[1:2].isupper() or words[1:2].isdigit() else words[:1].lower() + words[1:]
