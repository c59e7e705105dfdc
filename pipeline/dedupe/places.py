"""Find the cities of a posting, with the larger city around a part of it."""

import re
from collections.abc import Iterator

from models.posting import JobPosting
from models.value_text import JOINER
from pipeline.caches import cached_reader
from pipeline.clean.place.choose import shown
from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.names import named_cities, names_within

PIECE = re.compile(r"[,;/|()\[\]]+")
AROUND = 15
"""Kilometres from a part of a city to its centre, at most."""


def cities_of(posting: JobPosting) -> frozenset[str]:
    """Return a posting's cities, and cities its place names around them: Berlin for Berlin Mitte.

    One board writes the part of a city, another the city alone.
    """
    found = [city for city in (posting.city or "").split(JOINER) if city]
    around = (city for part in found for city in _around(part, posting.location or ""))
    return frozenset([*found, *around]) if found else frozenset()


@cached_reader(65_536)
def _around(part: str, location: str) -> frozenset[str]:
    """Return the names of larger cities in the text of a place, near to a city that was read."""
    if len(location) <= len(part):
        return frozenset()
    small, larger = named_cities(part), _named(location)
    return frozenset(
        shown(city, city.name) for city in larger if any(_holds(city, s) for s in small)
    )


def _named(location: str) -> list[City]:
    pieces = (piece for piece in PIECE.split(location) if piece.strip())
    names = {name for piece in pieces for name in _names(piece)}
    return [city for name in names for city in named_cities(name)[:1]]


def _names(piece: str) -> Iterator[str]:
    """Yield the names in a piece of a place, and what each begins with: Berlin of Berlin Mitte."""
    for element in names_within(piece):
        words = element.text.split()
        yield from (" ".join(words[:end]) for end in range(1, len(words) + 1))


def _holds(city: City, part: City) -> bool:
    near = city.country == part.country and city.km_to(part) <= AROUND
    return near and city.name != part.name and city.population > part.population
