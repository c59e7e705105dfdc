"""Compare the places of two postings, in the words that same_job.csv uses."""

from models.same import Fingerprint
from pipeline.dedupe.names import common_town, names_town, says_town, towns_apart
from pipeline.dedupe.sketches.text_words import WORD

SAME, UNKNOWN, OTHER = "same", "unknown", "other"
ABROAD, NAMED = "abroad", "named"
SCOPE = 6
"""Countries of a place that is a scope: a country in it may be the place or not."""


def place(a: Fingerprint, b: Fingerprint) -> str:
    """Return `same`, `named`, `other`, `abroad` (no common country) or `unknown`.

    The same is a common city, or a common country and no city. A city and a part of it with its
    name (Amsterdam, Amsterdam-Zuid) are one city. A scope (Europe) is no common country. It is
    `named` where one posting's text names the other's town: an agency says the nearest larger one.
    Two towns that no list has are other towns where each text names its own only.
    """
    if any(_one_city(x, y) for x in a.cities for y in b.cities):
        return SAME
    one, two = set(a.countries), set(b.countries)
    if one and two and one.isdisjoint(two):
        return ABROAD
    if a.cities and b.cities:
        return NAMED if _is_named(a, b) else OTHER
    if _both_wide(a, b, one, two) or (a.sketch and b.sketch and common_town(a.sketch, b.sketch)):
        return SAME
    return OTHER if a.sketch and b.sketch and towns_apart(a.sketch, b.sketch) else UNKNOWN


def _both_wide(a: Fingerprint, b: Fingerprint, one: set[str], two: set[str]) -> bool:
    """Return whether both places are the same country, and no city."""
    wide = max(len(one), len(two)) >= SCOPE and one != two
    return not wide and bool(one and two) and not a.cities and not b.cities


def _is_named(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether one text names the other posting's town, and none the town of the first."""
    if not a.sketch or not b.sketch:
        return False
    return _names_only(a.sketch, b.sketch) or _names_only(b.sketch, a.sketch)


def _names_only(one: bytes, other: bytes) -> bool:
    """Return whether the first text names the other's town, and neither text the first one's."""
    return names_town(one, other) and not says_town(one, one) and not says_town(other, one)


def _one_city(one: str, two: str) -> bool:
    if one == two:
        return True
    short, long = sorted((WORD.findall(one), WORD.findall(two)), key=len)
    return bool(short) and long[: len(short)] == short
