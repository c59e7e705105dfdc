"""Say which known word is meant by one that is not known."""

import difflib
from collections.abc import Callable, Iterable

FEW = 12
"""So many known words are all listed; of more, the nearest."""
NEAREST = 5
MANY = 60
"""Of more known words none is listed: the nearest of names of employers says nothing."""


def hint(word: str, known: Iterable[str], key: Callable[[str], str] = str.casefold) -> str:
    """Return "did you mean 'x'?" for the known word nearest to `word`; else list known ones.

    Words are compared by their `key`. Up to 12 are all listed in their order; of up to 60 the
    five nearest; of more only how many there are. "" where none is known.
    """
    words = list(dict.fromkeys(known))
    if near := nearest(word, words, key):
        return f"did you mean {near!r}?"
    if len(words) <= FEW:
        return f"there are {', '.join(words)}" if words else ""
    if len(words) > MANY:
        return f"{len(words)} are known, and none is near"
    by_key = {key(each): each for each in words}
    likest = difflib.get_close_matches(key(word), by_key, NEAREST, cutoff=0)
    return f"of {len(words)}, the nearest are {', '.join(by_key[each] for each in likest)}"


def nearest(
    word: str,
    known: Iterable[str],
    key: Callable[[str], str] = str.casefold,
    cutoff: float = 0.6,
) -> str:
    """Return the known word nearest to `word`; "" where none is near. Words are compared by key.

    `cutoff` is how alike they must be, 0 to 1.
    """
    by_key = {key(each): each for each in known}
    near = difflib.get_close_matches(key(word), by_key, 1, cutoff)
    return by_key[near[0]] if near else ""
