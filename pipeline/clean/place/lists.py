"""Read names that mean a state or a city as what the rest of their list is."""

from dataclasses import replace

from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.names import Element, short_named

TOWN = 50_000
"""A state's name is no city if the largest of its namesakes has fewer people."""
TWO = 2
"""So many names of states make `New York` the state, in a list of them."""


def in_list(found: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return the elements with the meaning that the others of a list suggest.

    In `Oregon; Colorado; Washington` the last is the state. In `SF, NY, LA` all are cities.
    """
    return _as_cities(_as_countries(_as_states(found)))


def _as_countries(found: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return a list of countries without states of their names: `Georgia, Poland`."""
    known = [_countries(element) for element in found if not _is_both(element)]
    if not known or not all(known):
        return found
    others = frozenset().union(*known)
    return tuple(
        replace(e, cities=(), areas=tuple(a for a in e.areas if a.is_country))
        if _is_both(e) and not any(a.region and a.country in others for a in e.areas)
        else e
        for e in found
    )


def _countries(element: Element) -> frozenset[str]:
    """Return the country of a name that is written in full and names no state."""
    only = all(a.is_country and not a.code for a in element.areas)
    return frozenset(a.country for a in element.areas if only)


def _is_both(element: Element) -> bool:
    """Return whether a name is that of a country and of a state elsewhere."""
    return {a.is_country for a in element.areas if not a.code} == {True, False}


def _as_states(found: tuple[Element, ...]) -> tuple[Element, ...]:
    states = [e for e in found if _is_state(e) and not _has_town(e)]
    if not found or not all(e.areas for e in found):
        return found
    listed = all(e.break_before for e in found) or len(states) >= TWO
    if not listed:
        return found
    countries = {a.country for e in states for a in e.areas if a.region}
    return tuple(
        replace(element, cities=())
        if _may_be_state(element, countries, len(states)) and not _is_town_of(after, element)
        else element
        for element, after in zip(found, [*found[1:], None], strict=True)
    )


def _is_town_of(after: Element | None, element: Element) -> bool:
    """Return whether the state of a town follows: `Washington, D.C.`."""
    around = [a for a in after.areas if a.region] if after and not after.break_before else []
    return any(a.holds(c) for a in around for c in element.cities)


def _has_town(element: Element) -> bool:
    """Return whether a state's name is a town's as well, or that of a town in the state."""
    seat = any(a.holds(c) for a in element.areas for c in element.cities)
    return seat or any(c.population >= TOWN for c in element.cities)


def _is_state(element: Element) -> bool:
    return any(a.region and not a.code for a in element.areas) and not element.run_on


def _may_be_state(element: Element, countries: set[str], states: int) -> bool:
    """Return whether a name is a state beside `states` others in `countries`.

    A city that lies in the state of its name (New York) needs more of them.
    """
    own = [a for a in element.areas if a.region and not a.code and a.country in countries]
    seat = any(a.holds(c) for a in own for c in element.cities)
    return bool(own) and not element.run_on and states >= (TWO if seat else 1)


def _holds(element: Element, short: list[tuple[City, ...]]) -> bool:
    """Return whether an area written in full holds a city of a short name: `AKL, New Zealand`."""
    areas = [a for a in element.areas if not a.code]
    return any(a.holds(c) for a in areas for cities in short for c in cities)


def _as_cities(found: tuple[Element, ...]) -> tuple[Element, ...]:
    short = [short_named(element.text) for element in found]
    others = [e for e, cities in zip(found, short, strict=True) if not cities]
    nicknames = [e for e in others if e.nickname]
    countries = [e for e in others if e.areas and all(a.is_country for a in e.areas)]
    listed = len(nicknames) + len(list(filter(None, short))) >= TWO
    held = [e for e in others if _holds(e, short)]
    if not (listed or held) or len({*map(id, nicknames + countries + held)}) < len(others):
        return found
    named = {(c.name, c.country) for e in others for c in e.cities}
    return tuple(
        replace(element, areas=(), cities=cities, nickname=True)
        if cities and (cities[0].name, cities[0].country) not in named
        else element
        for element, cities in zip(found, short, strict=True)
    )
