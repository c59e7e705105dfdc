"""Find the cities of a posting, with the larger city around a part of it, and its countries."""

import re
from collections.abc import Iterator, Mapping

from models.posting import JobPosting
from models.value_text import JOINER
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.place.areas import areas
from pipeline.clean.place.choose import shown
from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.names import named_cities, names_within
from pipeline.dedupe.sketches.text_words import WORD
from pipeline.rules.rows.place import Scope, WideArea
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name

PIECE = re.compile(r"[,;/|()\[\]]+")
DASH = re.compile(r"\s+[-\u2013\u2014]\s+")
AROUND = 15
"""Kilometres from a part of a city to its centre, at most."""


def cities_of(posting: JobPosting) -> frozenset[str]:
    """Return a posting's cities, and cities its place names around them: Berlin for Berlin Mitte.

    One board writes the part of a city, another the city alone.
    """
    found = _towns(posting.city or "", posting.location or "")
    around = (city for part in found for city in _around(part, posting.location or ""))
    return frozenset([*found, *around]) if found else frozenset()


@cached_reader(65_536)
def _towns(cities: str, location: str) -> tuple[str, ...]:
    """Return the cities but for those that name a wider area: Brown County, Zurich Area."""
    found = tuple(city for city in cities.split(JOINER) if city)
    pieces = [same_name(piece) for piece in PIECE.split(location)]
    wide = [piece for piece in pieces if _wide().intersection(WORD.findall(piece))]
    plain = [piece for piece in pieces if piece not in wide]
    return tuple(c for c in found if not wide or not _only_in(same_name(c), wide, plain))


def _only_in(city: str, wide: list[str], plain: list[str]) -> bool:
    return any(city in piece for piece in wide) and not any(city in piece for piece in plain)


@cached_file
def _wide() -> frozenset[str]:
    return frozenset(same_name(row.phrase) for row in read_rules(WideArea))


def countries_of(posting: JobPosting) -> frozenset[str]:
    """Return a posting's countries; without one, those of the scopes that its place names."""
    found = [code for code in (posting.country or "").split(JOINER) if code]
    return frozenset(found) or _in_scopes(posting.location or "")


@cached_reader(65_536)
def _in_scopes(location: str) -> frozenset[str]:
    """Return the countries of the scopes in the text of a place: those of Europe."""
    pieces = (piece for part in PIECE.split(location) for piece in DASH.split(part))
    named = (area.region for piece in pieces for area in areas(piece) if area.is_scope)
    return frozenset(code for name in named for code in _scopes().get(name, ()))


@cached_file
def _scopes() -> Mapping[str, tuple[str, ...]]:
    return {row.scope: tuple(row.countries.split()) for row in read_rules(Scope)}


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
