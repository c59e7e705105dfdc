"""Say which known word is meant by one that is not known."""

import difflib
from collections.abc import Callable, Iterable

MOST_LISTED = 60


def hint(word: str, known: Iterable[str], key: Callable[[str], str] = str.casefold) -> str:
    """Return "did you mean 'x'?" for the known word nearest to `word`; else list the known ones.

    They are listed in their order, and compared by their `key`. More than 60 known words are not
    listed: then it is "".
    """
    words = list(dict.fromkeys(known))
    if near := nearest(word, words, key):
        return f"did you mean {near!r}?"
    return f"there are {', '.join(words)}" if 0 < len(words) <= MOST_LISTED else ""


def nearest(word: str, known: Iterable[str], key: Callable[[str], str] = str.casefold) -> str:
    """Return the known word nearest to `word`; "" where none is near. Words are compared by key."""
    by_key = {key(each): each for each in known}
    near = difflib.get_close_matches(key(word), by_key, 1)
    return by_key[near[0]] if near else ""
