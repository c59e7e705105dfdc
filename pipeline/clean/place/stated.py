"""The country that a table states in a column of its own, beside the text of the place."""

from collections.abc import Sequence
from dataclasses import replace

from models.value_text import JOINER
from pipeline.caches import cached_reader
from pipeline.clean.place.areas import areas
from pipeline.clean.place.choose import Chosen
from pipeline.clean.place.names import Element
from pipeline.clean.place.start import Place
from pipeline.rules.codes import country_list, country_names

FIELD = "stated_country"
"""The key of `extra` that has the codes, ISO 3166 alpha-2, joined by `; `."""
LONGEST_CODE = 3
UNSURE = "NA"
"""Namibia, and what R and others write for a missing value: a hint, no statement."""


@cached_reader(4_096)
def country_codes(cell: str) -> tuple[str, ...]:
    """Return the alpha-2 codes of a cell that holds only codes of countries; empty for others.

    Codes are of two or three letters, in small letters or capitals, also `UK` and `UAE`; several
    stand between semicolons.
    """
    found = [_alpha2(code.strip().upper()) for code in cell.split(";")]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _alpha2(code: str) -> str:
    if code in country_list():
        return code
    meant = {a.country for a in areas(code) if a.is_country} if len(code) <= LONGEST_CODE else set()
    return meant.pop() if len(meant) == 1 else ""


def of_country(found: Sequence[Element], countries: Sequence[str]) -> tuple[Element, ...]:
    """Return elements that mean only a stated country, where their name or code may mean it.

    `CA` is Canada beside a column that says so, and California beside one that says US.
    """
    return tuple(_held(element, countries) for element in found)


def _held(element: Element, countries: Sequence[str]) -> Element:
    held = tuple(area for area in element.areas if area.country in countries)
    if not held or element.cities:
        return replace(element, areas=held or element.areas)
    whole = next((area for area in held if area.is_country), None)
    text = country_names()[whole.country] if whole and len(held) == 1 else element.text
    return replace(element, text=text, areas=held)


def settle(read: Sequence[Place], countries: Sequence[str]) -> None:
    """Put the only place into the only country, if a city of its name lies there."""
    if len(read) != 1 or len(countries) != 1 or read[0].anchored:
        return
    place = read[0]
    held = tuple(city for city in place.cities if city.country == countries[0])
    if held:
        place.cities, place.country = held, countries[0]


def with_countries(chosen: Sequence[Chosen], countries: Sequence[str]) -> list[Chosen]:
    """Return places with the countries that are stated.

    A place without a country is in the only one. Where the text names another country, all of
    them stand, as where a text names two.
    """
    abroad = {c.country for c in chosen if c.country} - set(countries)
    if len(countries) == 1 and not abroad:
        chosen = [_placed(c, countries[0]) for c in chosen]
    named = {c.country for c in chosen}
    return [*chosen, *(Chosen(country=code) for code in countries if code not in named)]


def _placed(chosen: Chosen, country: str) -> Chosen:
    """Return a place in a country; a city that nobody could tell from its namesakes is told."""
    if chosen.country:
        return chosen
    issue = "" if chosen.issue == "place_ambiguous" else chosen.issue
    return replace(chosen, country=country, issue=issue)


def codes_of(stated: str) -> tuple[str, ...]:
    """Return the codes that a posting's `extra` has under FIELD."""
    return tuple(filter(None, stated.split(JOINER)))
