"""Join the elements of a place's text into places of city, region and country.

Both orders are read, `Austin, Texas, USA` and `USA Texas Austin`, and any number of places.
"""

from collections.abc import Iterable

from pipeline.clean.place.areas import SPELLED_CODES, Area
from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.lists import in_list
from pipeline.clean.place.local_codes import without_local_codes
from pipeline.clean.place.names import Element
from pipeline.clean.place.start import OUTSHONE, Place, start
from pipeline.clean.place.words import is_building

BIG = 100_000
"""A city of this size may be read in longer text without further support."""
FAMOUS, FULL_NAME = 1_000_000, 6
"""From this size on, an alternative name of so many letters (Bangalore) may be in longer text."""
TOWN = 20_000
"""After its region, a town of this size is meant, not a district of the region's namesake."""
FAR_KM = 60
"""Two cities closer than this, with only a space between them, are a city and its part."""
TWO_LETTERS = 2
CODE = 3
"""Capitals that no rule knows are a code up to this length, and no town."""
NAMED_PART = 5_000
"""A city of this size may be read if its name has several words and begins the text."""


def places(found: tuple[Element, ...]) -> list[Place]:
    """Return the places that elements name, in order. Uncertain ones are left out."""
    read: list[Place] = []
    found = without_local_codes(in_list(found))
    for n, element in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) and not found[n + 1].break_before else None
        if read and not element.break_before and _attach(read[-1], element, after):
            continue
        read.append(start(element, after, read[-1] if read and not element.break_before else None))
    return [place for place in read if _sound(place)]


def _attach(place: Place, element: Element, after: Element | None) -> bool:
    """Add the element to the place if it belongs there; else return False."""
    if element.unknown:
        return _attach_unknown(place, element)
    if _is_site_code(place, element):
        return True
    if place.down and not place.has_city:
        return _attach_below(place, element, after)
    if _begins_anew(place, element, after):
        return False
    return _attach_above(place, element, after) or _repeats(place, element, after)


def _begins_anew(place: Place, element: Element, after: Element | None) -> bool:
    """Return whether the name of an area is a city here: `Main Campus - Lebanon, NH`."""
    spelled = element.nickname and not any(a.code for a in element.areas)
    if spelled and element.cities and place.cities:
        return element.cities[0].name != place.cities[0].name  # New Delhi, Delhi / NCR
    around = [a for a in after.areas if a.region] if after else []
    town = any(a.holds(c) for a in around for c in element.cities)
    return town and not any(a.holds(c) for a in element.areas for c in place.cities)


def _is_site_code(place: Place, element: Element) -> bool:
    """Return whether no area with a code after a city holds it: an office, or its own province.

    `Groningen, GR` is not in Greece. The codes of US states and of the US itself are in lists.
    """
    codes = element.areas and all(a.code for a in element.areas)
    listed = len(element.text) <= TWO_LETTERS and any(a.country == "US" for a in element.areas)
    held = any(a.holds(c) for a in element.areas for c in place.cities)
    return bool(codes and place.cities and not held and not listed and not place.country)


def _attach_unknown(place: Place, element: Element) -> bool:
    """Use an unknown name as the city of the region before it, or ignore it."""
    if place.region and not place.has_city and not element.inside and may_be_city(element.text):
        place.text = element.text
    return bool(place.anchored or place.cities)


def may_be_city(text: str) -> bool:
    """Return whether an unknown name looks like a town: a few words, the first capitalised."""
    parts = text.split()
    plain = all(p.replace("-", "").replace("'", "").replace("\u2019", "").isalpha() for p in parts)
    short = 1 <= len(parts) <= 4 and len(text) > 2
    coded = text.isupper() and len(text) <= CODE  # the SCI of `TS/SCI`
    return (
        plain and short and not coded and parts[0][0].isupper() and not is_building(text.casefold())
    )


def _attach_below(place: Place, element: Element, after: Element | None) -> bool:
    """Extend a place that began with an area: by its region, then by its city."""
    regions = [a for a in element.areas if a.region and a.country in _countries(place)]
    if regions and not place.region:
        place.region, place.country = regions[0], regions[0].country
        seat = tuple(c for c in element.cities if regions[0].holds(c) and c.population >= BIG)
        first = not element.inside and regions[0].country not in SPELLED_CODES  # Germany, Hamburg
        if seat and (element.inside or first) and not _names_town(after, place):
            place.text, place.cities = element.text, seat  # BRA Sao Paulo Faria Lima
            place.region = None if first else place.region
        return True
    held = _held(element.cities, place)
    if not held or any(a.country not in _countries(place) for a in element.areas if a.is_country):
        return _repeats(place, element, None)
    place.text, place.cities = element.text, held
    place.country = held[0].country
    return True


def _names_town(element: Element | None, place: Place) -> bool:
    """Return whether an element names a town of at least TOWN people in the place's region."""
    return any(c.population >= TOWN for c in _held(element.cities, place)) if element else False


def _countries(place: Place) -> set[str]:
    known = place.country or (place.region and place.region.country)
    return {known} if known else {a.country for a in place.readings if a.is_country}


def _held(cities: Iterable[City], place: Place) -> tuple[City, ...]:
    """Return the cities that lie in the known areas of a place."""
    spots = [place.region] if place.region else list(place.readings)
    if place.country and not place.region:
        spots = [Area(place.country)]
    return tuple(c for c in cities if any(a.holds(c) for a in spots if a.country))


def _attach_above(place: Place, element: Element, after: Element | None) -> bool:
    """Extend a city (or a region) by the region and the country around it."""
    fitting = [area for area in element.areas if _fits(area, place, element)]
    if not fitting:
        return False
    area = max(fitting, key=lambda a: _weight(a, place))
    held = tuple(c for c in place.cities if area.holds(c))
    held = held or tuple(c for c in place.cities if c.country == area.country and not area.code)
    stated = area.region and after and Area(area.country) in after.areas
    if place.cities and not held and place.cities[0].population >= BIG and not stated:
        return False  # `London, Germany` is a list; `Kingston, England, UK` is not
    if area.code and area.region and place.first and not place.cities:
        place.inside = False  # Norwest NSW: a town and a code are the whole text
    place.region, place.country = (area if area.region else place.region), area.country
    place.cities = held
    return True


def _fits(area: Area, place: Place, element: Element) -> bool:
    if area.is_scope or (place.country and area.country != place.country):
        return False
    if area.region:
        return place.has_city and not place.region and _region_fits(area, place, element)
    if place.region or not place.readings:
        return not place.region or place.region.country == area.country
    return any(a.country == area.country for a in place.readings)


def _region_fits(area: Area, place: Place, element: Element) -> bool:
    held = [c for c in place.cities if area.holds(c)]
    if area.code and area.country not in SPELLED_CODES:
        return bool(held)
    if element.cities and element.cities[0].population >= BIG:  # `Boston, New York` are two
        return bool(held) and held[0].population * OUTSHONE >= place.cities[0].population
    return bool(held) or not place.inside or (area.code and place.first and not place.cities)


def _weight(area: Area, place: Place) -> tuple[int, bool]:
    """Rank the meanings of a code: by the larger city of the name there, else a US state first."""
    held = [c.population for c in place.cities if area.holds(c)]
    return (max(held, default=0), bool(area.region) and area.country == "US")


def _repeats(place: Place, element: Element, after: Element | None) -> bool:
    """Return whether an element repeats a part of the place, or is a site in its city."""
    if {(a.country, a.region) for a in element.areas} & _stated_areas(place):
        return True
    same = {(c.name, c.country) for c in element.cities} & {
        (c.name, c.country) for c in place.cities
    }
    if same:
        place.cities = tuple(c for c in place.cities if (c.name, c.country) in same)
        return True
    if not (place.cities and element.run_on):
        return False
    if _is_site(place, element):
        return True
    return not _stands_alone(element, place, after)


def _is_site(place: Place, element: Element) -> bool:
    """Return whether a name after country and city is a street: `US IL CHICAGO W Madison St`."""
    if not place.down or any(a.is_country or a.is_scope for a in element.areas):
        return False
    abroad = not any(c.country == place.country for c in element.cities)
    ours = any(a.country == place.country for a in element.areas)
    return (abroad and not ours) or (bool(place.region) and not element.areas)


def _stated_areas(place: Place) -> set[tuple[str, str]]:
    region = {(place.region.country, place.region.region)} if place.region else set()
    return region | ({(place.country, "")} if place.country else set())


def _stands_alone(element: Element, place: Place, after: Element | None) -> bool:
    """Return whether a name in longer text is a separate place.

    It is separate if it is an area, a big city far away, or lies in the next area while the city
    of the place does not.
    """
    if element.areas:
        return True
    around = after.areas if after else ()
    held = any(a.holds(c) for a in around for c in element.cities)
    if held and not any(a.holds(c) for a in around for c in place.cities):
        return True
    best = element.cities[0]
    far = all(city.km_to(best) > FAR_KM for city in place.cities[:1])
    return far and (_is_famous(element, best) or (best.how == "n" and best.population >= BIG))


def _is_famous(name: Element | Place, city: City) -> bool:
    return city.population >= FAMOUS and len(name.text) >= FULL_NAME and " " not in name.text


def _sound(place: Place) -> bool:
    """Return whether a place is certain enough: names in longer text need size or an anchor."""
    if place.has_city and not place.cities and not (may_be_city(place.text) and not place.inside):
        place.text = ""
        return place.anchored
    if not place.has_city:
        return bool(place.readings or place.anchored)
    if place.anchored or not place.inside:
        return place.anchored or bool(place.cities)
    best = place.cities[0]
    if _is_famous(place, best):
        return True
    named_first = place.first and " " in place.text and best.population >= NAMED_PART
    return named_first or (best.population >= BIG and (best.how == "n" or place.first))
