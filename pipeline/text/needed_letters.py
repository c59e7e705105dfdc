"""Find which letters a text must have, so that a pattern of a rule can match in it.

A search for letters is much faster than a search for a pattern, and most texts lack them.
"""

import re
from collections.abc import Iterator

Letters = frozenset[str]
"""A text needs one of these."""

QUANTIFIERS = "?*{"
"""What lets the part before it be absent."""
BREAKS = " ~#.^$+"
"""What stands for other letters than itself, or for several."""
DIGITS = re.compile(r"\[(?:(\d)-(\d)|(\d+))\]")
"""A class of digits: `[1-4]`, `[05]`."""
WITHIN = re.compile(r"[^\\\[()]*")
"""Signs of a group that neither end it nor begin a part."""
CHOICE = re.compile(r"[^\\\[(|]*")
"""Signs of a choice that neither end it nor begin a part."""


def needed_letters(words: str) -> tuple[Letters, ...]:
    """Return sets of letters: what `patterns.phrase(words)` matches has one of each set.

    `work (two|three days)( a)? week` needs `work`, one of `two` and `three`, and `week`.
    """
    choices = [tuple(_of_sequence(choice)) for choice in _split(words)]
    if len(choices) == 1:
        return choices[0]
    if not all(choices):
        return ()
    return (frozenset().union(*(min(sets, key=_rank) for sets in choices)),)


def _rank(letters: Letters) -> tuple[int, int]:
    """Return the order of sets: long letters first, as few texts have them."""
    return -min(map(len, letters)), len(letters)


def _of_sequence(words: str) -> Iterator[Letters]:
    """Yield what a sequence needs: its runs of plain letters, and its groups."""
    run = ""
    for atom, optional in _atoms(words):
        if len(atom) == 1 and atom not in BREAKS and not optional:
            run += atom
            continue
        if run:
            yield frozenset({run})
        run = ""
        if atom.startswith("(") and not optional:
            yield from _of_group(atom[1:-1])
        elif not optional and (digits := DIGITS.fullmatch(atom)):
            first, last, each = digits.groups()
            yield frozenset(each or map(str, range(int(first), int(last) + 1)))
    if run:
        yield frozenset({run})


def _of_group(inner: str) -> tuple[Letters, ...]:
    if inner.startswith("?"):  # a look around, which is not part of the match
        return needed_letters(inner[2:]) if inner.startswith("?:") else ()
    return needed_letters(inner)


def _atoms(words: str) -> Iterator[tuple[str, bool]]:
    """Yield each sign, class, escape or group of a sequence, and whether it may be absent."""
    at = 0
    while at < len(words):
        end = _end(words, at)
        optional = end < len(words) and words[end] in QUANTIFIERS
        yield words[at:end], optional
        at = end
        if optional:
            at = words.index("}", end) + 1 if words[end] == "{" else end + 1


def _end(words: str, at: int) -> int:
    """Return the end of the sign, class, escape or group that begins at an offset."""
    if words[at] == "\\":
        return at + 2
    if words[at] == "[":
        return words.index("]", at + 2) + 1
    if words[at] != "(":
        return at + 1
    end = _past(WITHIN, words, at + 1)
    while words[end] != ")":
        end = _past(WITHIN, words, _end(words, end))
    return end + 1


def _past(signs: re.Pattern[str], words: str, at: int) -> int:
    """Return the end of the signs at an offset."""
    found = signs.match(words, at)
    return found.end() if found else at


def _split(words: str) -> Iterator[str]:
    """Yield the choices that `|` separates, outside of groups."""
    if "|" not in words:
        yield words
        return
    begin, at = 0, _past(CHOICE, words, 0)
    while at < len(words):
        end = _end(words, at)
        if words[at] == "|":
            yield words[begin:at]
            begin = end
        at = _past(CHOICE, words, end)
    yield words[begin:]
