"""Tell which words of a sentence stand near each other, in one clause, and which are denied."""

from collections.abc import Sequence

from pipeline.clean.workplace.known_words import Span
from pipeline.clean.workplace.word_kinds import Kinds

NEAR = 9
"""The most words between a place and the word that tells how often, or that somebody works."""
BESIDE = 3
"""The most words between the parts of a phrase: `in`, `our`, `bakery`."""
CLAUSE = 7
"""The most words between a denial and the place that it denies."""


def denied(kinds: Kinds, home: list[Span], there: list[Span]) -> tuple[bool, bool]:
    """Return whether home is denied, and whether the employer's place is.

    A denial denies the nearest of the places in its clause, of two as near the one behind it.
    """
    found = [False, False]
    walls = [*kinds.breaks, *(start for start, _ in kinds["and"])]
    for denial in kinds["not"]:
        apart = [
            (distance([place], [denial]) + (place < denial), which)
            for which, places in enumerate((home, there))
            for place in places
            if joined([place], [denial], CLAUSE * kinds.per_word, walls)
        ]
        if apart:
            found[min(apart)[1]] = True
    return found[0], found[1]


def in_clause(kinds: Kinds, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Return whether one of the spots is near one of the others, in one clause."""
    return joined(places, others, CLAUSE * kinds.per_word, kinds.breaks)


def near(kinds: Kinds, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Return whether one of the spots is near one of the others, without a bar between them."""
    return joined(places, others, NEAR * kinds.per_word, kinds.bars)


def joined(
    places: Sequence[Span], others: Sequence[Span], reach: int, walls: Sequence[int]
) -> bool:
    """Return whether two spots are at most `reach` tokens apart, without a wall between."""
    for place in places:
        for other in others:
            first, second = sorted((place, other))
            begin, end = first[1], second[0]
            if end - begin <= reach and not any(begin <= wall <= end for wall in walls):
                return True
    return False


def distance(places: Sequence[Span], others: Sequence[Span]) -> int:
    """Return the fewest tokens between one of the spots and one of the others."""
    apart = (max(a[0], b[0]) - min(a[1], b[1]) for a in places for b in others)
    return min(apart, default=1_000)
