"""Begin a place: decide whether an element names a city, or an area before its city."""

from dataclasses import dataclass

from pipeline.clean.place.areas import SPELLED_CODES, Area, code_alone
from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.names import Element

OUTSHONE = 30
"""In a list of names, a city this many times smaller than its namesake is not meant."""
NO_PLACE = "-"
"""A code that mostly means something else (AI, ET): an area only before its town."""
TOWN = 5_000
"""A country's name is not the village of that name in it."""
CITY_FIRST = 100_000
"""From this size on, a name alone means the city, not a region elsewhere with that name."""


@dataclass(slots=True)
class Place:
    """A place while it is read. `cities` are the possible meanings of its name, likeliest first."""

    text: str = ""
    cities: tuple[City, ...] = ()
    region: Area | None = None
    country: str | None = None
    readings: tuple[Area, ...] = ()
    down: bool = False  # it began with an area, so the city follows
    inside: bool = False
    first: bool = False
    run_on: bool = False

    @property
    def has_city(self) -> bool:
        """Whether a city is named, known or not."""
        return bool(self.text)

    @property
    def anchored(self) -> bool:
        """Whether a region or a country is stated with it."""
        return bool(self.region or self.country)


def start(element: Element, after: Element | None, before: Place | None) -> Place:
    """Begin a place: with its city, or with the area its city lies in."""
    first = element.break_before
    place = Place(inside=element.inside, first=first, run_on=element.run_on)
    if _reads_as_city(element, after):
        place.text, place.cities = element.text, element.cities
        _inherit(place, before)
        return place
    if element.unknown or _is_town_abroad(element, after):
        place.text = element.text
        return place
    place.down, place.readings = True, _readings(element, after, before)
    if len(place.readings) == 1:
        _settle_area(place, place.readings[0])
    return place


def _is_town_abroad(element: Element, after: Element | None) -> bool:
    """Return whether the name of a region is a town in the region after it, in another country.

    `Flanders, New Jersey` is a town that the gazetteer lacks.
    """
    around = {a.country for a in after.areas if a.region and not a.code} if after else set()
    own = {a.country for a in element.areas if a.region and not a.code}
    return (
        len(around) == 1 and bool(own) and own.isdisjoint(around) and len(own) == len(element.areas)
    )


def _settle_area(place: Place, area: Area) -> None:
    place.country = area.country or None
    place.region = area if area.region else None


def _inherit(place: Place, before: Place | None) -> None:
    """Apply the country of the place before: a second city after `Spain, Madrid` is in Spain."""
    if before and before.down and before.has_city and before.country:
        held = tuple(c for c in place.cities if c.country == before.country)
        if held and held[0].population * OUTSHONE >= place.cities[0].population:
            place.cities, place.country = held, before.country


def _reads_as_city(element: Element, after: Element | None) -> bool:
    """Return whether a name means a city and not an area, by what follows and by size."""
    if not (element.cities and element.areas) or element.nickname:
        return bool(element.cities)
    if after and any(a.holds(c) for a in after.areas if a.region for c in element.cities):
        return True
    best = element.cities[0]
    others = [c for c in after.cities if c.name != best.name] if after else []
    if any(a.holds(c) for a in element.areas for c in others) or _only_area(element, after):
        return False
    if any(a.holds(best) and (a.region or best.population >= TOWN) for a in element.areas):
        return True  # Singapore; Zug, in Zug
    if any(a.is_country for a in element.areas):
        return False
    spelled = any(a.country in SPELLED_CODES for a in element.areas)
    return best.population >= CITY_FIRST * (2 if spelled else 1)


def _only_area(element: Element, after: Element | None) -> bool:
    """Return whether the country after a name has only an area of that name: `Delta, Nigeria`."""
    around = {a.country for a in after.areas if a.is_country} if after else set()
    area = any(a.country in around for a in element.areas)
    return area and not any(c.country in around for c in element.cities)


def _readings(element: Element, after: Element | None, before: Place | None) -> tuple[Area, ...]:
    """Return the possible areas, limited by the city after, the place before, or a code rule."""
    meant = tuple(
        a for a in element.areas if not a.code or not a.region or a.country in SPELLED_CODES
    )
    if not meant and (before or _lies_in(after, element.areas)):
        meant = element.areas  # TS is Telangana beside a town of it only
    if len(meant) > 1 and after and after.cities:
        held = [(c.population, a) for a in meant for c in after.cities if a.holds(c)]
        if held:
            return (max(held, key=lambda pair: pair[0])[1],)
    if len(meant) > 1 and after:  # `CA, ON, Toronto` begins with Canada
        around = {a.country for a in after.areas if a.region}
        meant = tuple(a for a in meant if a.is_country and a.country in around) or meant
    if len(meant) > 1 and before and before.country:
        same = tuple(a for a in meant if a.region and a.country == before.country)
        meant = same or meant
    rule = code_alone().get(element.text.strip("."), "")
    alone = before is None and (after is None or after.unknown)
    lone = rule == NO_PLACE and not (_lies_in(after, meant) or _lies_beside(before, meant))
    if (rule and (len(meant) > 1 or alone)) or lone:
        country, _, code = rule.partition("-")
        meant = tuple(a for a in meant if a.country == country and bool(a.region) == bool(code))
    return meant


def _lies_beside(before: Place | None, meant: tuple[Area, ...]) -> bool:
    """Return whether a code stands in a list of regions: `NY, NJ, CT`."""
    region = before.region if before else None
    return region is not None and any(a.region and a.country == region.country for a in meant)


def _lies_in(after: Element | None, meant: tuple[Area, ...]) -> bool:
    """Return whether the town or region after a code lies in one of its areas."""
    cities = after.cities if after else ()
    regions = [a for a in after.areas if a.region] if after else []
    same = any(a.country == b.country for a in regions for b in meant)
    return same or any(a.holds(c) for a in meant for c in cities)
