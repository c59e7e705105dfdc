"""Choose the city, region and country that a place name means, and the name to show."""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.caches import cached_file
from pipeline.clean.place.areas import Area
from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.start import Place
from pipeline.clean.place.words import words
from pipeline.rules.rows.place import CityNameRule, MetroRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

CLEARLY = 3
"""A city is chosen if it is this many times larger than its namesake in any other country."""
SUPPORTED = 30
"""How many times smaller a city may be if the country of the board or of a neighbour fits."""
SMALL = 100_000
OBSCURE = 5_000
"""A town of fewer people is not read from its name alone: `Rust` may be a language."""
NEAR_KM = 60
ROMANISED = frozenset("āīūḩşţẕẖḑ\u02bb\u02bc\u2018")
"""Signs of scholarly romanisation (Kafr az Zayyāt): the posting's own spelling is kept."""
MACRONS = frozenset("āīūō")
ARABIC = frozenset({"EG", "SA", "JO", "IQ", "LY", "SD", "YE", "OM", "KW", "BH", "QA"})
ARTICLE = re.compile(r"(?:Al|Ad|An|Ar|As|Ash|At|Az) [A-Z]")
"""An Arabic article, also a sign of romanisation: Al Fayyum, in postings Fayoum."""
LINKED = re.compile(r"\S.* (?:bei|an der|in der|am|im|sur|upon|de la|del) \S", re.IGNORECASE)
"""A town name with its river, lake or region: Esslingen am Neckar."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen place. `issue` is the code of an issue if the choice is uncertain."""

    city: str = ""
    region: str = ""
    country: str = ""
    issue: str = ""
    text: str = ""


def choose(read: list[Place], hint: str) -> list[Chosen]:
    """Return the chosen places. `hint` (the board's country) only decides between namesakes."""
    kept = _without_provinces(_without_districts(_sharing_country(read)))
    stated = {place.country for place in kept if place.country}
    clear = (city for place in kept if (city := _clear(place.cities, place.text)))
    sure = stated | {city.country for city in clear if city.population >= OBSCURE}
    return [_chosen(place, sure, hint) for place in kept]


def _sharing_country(read: list[Place]) -> list[Place]:
    """Apply a country to the cities before it, if they may lie there: `..., Pakistan`."""
    for before, place in reversed(list(pairwise(read))):
        if place.first or place.region or not place.country or before.anchored:
            continue
        held = tuple(c for c in before.cities if c.country == place.country)
        if held and held[0].population * SUPPORTED >= before.cities[0].population:
            before.cities, before.country = held, place.country
    return read


def _without_districts(read: list[Place]) -> list[Place]:
    """Return the places without districts that stand beside their city."""
    kept: list[Place] = []
    for place in read:
        while kept and _is_district(kept[-1], place):
            place.first = kept.pop().first
        if not (kept and _is_district(place, kept[-1])):
            kept.append(place)
    return kept


def _without_provinces(read: list[Place]) -> list[Place]:
    """Return the places without provinces that have the name of their capital."""
    kept: list[Place] = []
    for place in read:
        if kept and not place.first and _is_province_of(kept[-1], place):
            name = shown(place.cities[0], place.text)
            kept[-1].region = Area(place.country or "", name)
        else:
            kept.append(place)
    return kept


def _is_district(part: Place, whole: Place) -> bool:
    """Return whether `part` is a district of the metropolis `whole`."""
    if not whole.cities or part.region or not (part.cities or part.has_city):
        return False
    metro = whole.cities[0]
    reach = _reach().get((metro.name, metro.country))
    near = [c for c in part.cities if c.country == metro.country]
    if reach is None or metro in near:
        return False
    if part.cities and not near:  # has the name of a small town abroad: Heliopolis, Cairo, Egypt
        return bool(whole.country) and all(c.population < SMALL for c in part.cities)
    same_division = [c for c in near if c.admin1 == metro.admin1 and c.km_to(metro) <= reach]
    small = all(c.population < SMALL for c in near)
    return bool(same_division) or (small and whole.country is not None and not part.down)


def _is_province_of(part: Place, whole: Place) -> bool:
    """Return whether `whole` is the province of the town `part`: `Sant Cugat, Barcelona, Spain`."""
    if not (part.cities and whole.cities and whole.country and not part.region):
        return False
    town, seat = part.cities[0], whole.cities[0]
    key = (seat.name, seat.country)
    smaller = town.population < seat.population
    near = town.country == seat.country and town.km_to(seat) <= NEAR_KM
    return key not in _reach() and smaller and near and town.admin1 == seat.admin1


@cached_file
def _reach() -> dict[tuple[str, str], int]:
    return {(row.city, row.country): row.km for row in read_rules(MetroRule)}


@cached_file
def _city_states() -> dict[str, str]:
    rows = read_rules(MetroRule)
    return {row.country: row.city for row in rows if row.whole_country}


def _clear(found: tuple[City, ...], text: str) -> City | None:
    """Return the city that a name alone clearly means, or None."""
    if not found:
        return None
    if home := words("home").get(fold(text)):
        return next((c for c in found if c.country == home), None)
    best, *others = found
    rival = max((c.plainness for c in others if c.country != best.country), default=0)
    return best if best.plainness >= CLEARLY * rival else None


def _supported(place: Place, countries: set[str]) -> City | None:
    """Return the city in one of the countries, unless it is too small; else None."""
    held = [c for c in place.cities if c.country in countries]
    if held and held[0].population * SUPPORTED >= place.cities[0].population:
        return held[0]
    return None


def _chosen(place: Place, sure: set[str], hint: str) -> Chosen:
    if not place.has_city:
        return _area(place, sure, hint)
    region = place.region.region if place.region else ""
    if place.anchored or not place.cities:
        city = place.cities[0] if place.cities else None
        country = place.country or (place.region.country if place.region else "")
        name = _city_states().get(country) or shown(city, place.text, country)
        return Chosen(name, region, country, text=place.text)
    city = _supported(place, {hint}) or _clear(place.cities, place.text) or _supported(place, sure)
    if (city or place.cities[0]).population < OBSCURE and not _supported(place, {hint} | sure):
        return Chosen(issue="place_obscure", text=place.text)
    if city is None:
        name = shown(place.cities[0], place.text)
        return Chosen(name, issue="place_ambiguous", text=place.text)
    name = _city_states().get(city.country) or shown(city, place.text)
    return Chosen(name, region, city.country, text=place.text)


def _area(place: Place, sure: set[str], hint: str) -> Chosen:
    readings = place.readings
    if place.region or place.country:
        readings = (place.region or Area(place.country or ""),)
    for speaks in ({hint}, sure):
        if len(readings) > 1 and (held := [a for a in readings if a.country in speaks]):
            readings = tuple(held)
    if len(readings) != 1:
        return Chosen(issue="place_ambiguous")
    return Chosen(region=readings[0].region, country=readings[0].country)


def shown(city: City | None, text: str, country: str = "") -> str:
    """Return the name to show for a city: English or its own, else as in the posting."""
    if city is None:
        return _as_posted(text, country)
    if name := _own_name(city):
        return name
    if _is_better_posted(city, text):
        return _as_posted(text, city.country)
    if fold(city.name) == f"{fold(text)} city":
        return city.name[: -len(" City")]
    if city.how == "n" and fold(city.name).startswith(f"{fold(text)} "):
        return city.name[: len(text)]  # Klagenfurt am Wörthersee, written without its lake
    return city.name


def _own_name(city: City) -> str:
    """Return the name that a rule gives a city; a Korean city without the suffix for cities."""
    if city.country == "KR" and city.name.endswith("-si"):
        return city.name.removesuffix("-si")  # Seongnam-si
    return _city_names().get((city.name, city.country), "")


def _is_better_posted(city: City, text: str) -> bool:
    """Return whether to show the posting's own spelling."""
    if city.how == "n":  # Rajkot, for Rājkot
        return bool(MACRONS & set(city.name.casefold())) and fold(city.name) == fold(text)
    if city.how != "a":
        return False
    scholars = bool(ROMANISED & set(city.name.casefold()) or ARTICLE.match(city.name))
    arabic = city.country in ARABIC and text.isascii()  # Qena, for Qina
    in_full = bool(LINKED.match(text)) and fold(text).startswith(f"{fold(city.name)} ")
    return scholars or arabic or in_full


def _as_posted(text: str, country: str) -> str:
    name = text.title() if text.isupper() or text.islower() else text
    return name.removesuffix(" City") if country == "EG" else name  # New Heliopolis City


@cached_file
def _city_names() -> dict[tuple[str, str], str]:
    rows = read_rules(CityNameRule)
    return {(row.name, row.country): row.shown for row in rows}
