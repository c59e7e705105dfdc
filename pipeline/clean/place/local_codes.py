"""Leave out codes of regions that only the country beside them knows."""

from pipeline.clean.place.names import Element

LOCAL_CODE = 3
"""Letters of a region's code at most."""


def without_local_codes(found: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return the elements without codes between a town and its country that name another area.

    `Murcia, MU, Spain`: MU is a province of Spain, not Mauritius.
    """
    left_out = {n for n in range(1, len(found) - 1) if _is_local_code(*found[n - 1 : n + 2])}
    return tuple(element for n, element in enumerate(found) if n not in left_out)


def _is_local_code(before: Element, code: Element, after: Element) -> bool:
    """Return whether the area after a code is the country of the town before, and not its own."""
    if code.break_before or after.break_before:
        return False
    around = {a.country for a in after.areas if a.is_country}
    town_there = code.nickname or any(city.country in around for city in code.cities)
    coded = len(code.text) <= LOCAL_CODE and code.text.isupper() and not town_there
    known = any(a.country in around for a in code.areas if a.region)
    town = before.unknown or any(c.country in around for c in before.cities)
    return coded and bool(around) and not known and town
