"""Find the names in a piece of a place's text, with all their possible meanings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.caches import cached_file
from pipeline.clean.place.areas import SPELLED_CODES, Area, areas
from pipeline.clean.place.gazetteer import City, cities
from pipeline.clean.place.words import without_noise, words
from pipeline.text.fold import fold, without_digraphs

LONGEST_NAME = 5  # words
LONGEST_UNSPACED = 8  # characters
MOST_BEFORE = 3
"""Words before a region code that may be a town the gazetteer lacks: Norwest NSW."""
SHORT = 3
"""A name of so few letters counts only as a city's own name."""
MUCH_LARGER = 20
DISTRICT_KM, METROPOLIS = 25, 500_000
"""A district is so near its city, and the city has so many people."""
MAIN = 100_000
"""After its region, a city of this size is meant even if its name is a common word."""
SPELLED_AS_TWO = frozenset("äöüæøå")
SAINTS = {"st": "saint", "saint": "st", "ste": "sainte", "sainte": "ste"}


@dataclass(frozen=True, slots=True)
class Element:
    """A name in the text of a place, with all its possible meanings.

    `break_before`: the text before it cannot belong to it. `inside`: it was found in longer text,
    so an uncertain meaning does not count. `run_on`: only a space stands between it and the
    element before. `nickname`: a rule says which city it is.
    """

    text: str
    areas: tuple[Area, ...] = ()
    cities: tuple[City, ...] = ()
    break_before: bool = False
    inside: bool = False
    run_on: bool = False
    nickname: bool = False

    @property
    def unknown(self) -> bool:
        """Whether neither a rule nor the gazetteer knows the name."""
        return not self.areas and not self.cities


def named(text: str) -> Element:
    """Return the element for a text that may be one name."""
    return _element(text, areas(text), named_cities(text))


def _element(
    text: str, meant: tuple[Area, ...], known: tuple[City, ...], *, inside: bool = False
) -> Element:
    """Return an element, with only those cities that the name means as clearly as its areas."""
    if fold(text) in words("city"):
        return Element(text, meant, known, inside=inside, nickname=True)
    if meant and len(text) < 4 and text.isupper():
        known = ()  # a code: `WA` is not the city Wa
    elif meant:
        key = fold(text)
        known = tuple(c for c in known if c.how == "n" or _akin(c, key, meant))
    return Element(text, meant, known, inside=inside)


def _akin(city: City, key: str, meant: tuple[Area, ...]) -> bool:
    """Return whether an alternative name begins the city's own name, or is its region's name."""
    if any(area.is_country for area in meant):
        return False
    held = any(area.region and area.holds(city) for area in meant)
    return held or fold(city.name).startswith(f"{key} ")


def spaced(text: str) -> str:
    """Return text with spaces for the hyphens and underlines of codes: `US-CA-San Diego`."""
    return text.replace("-", " ").replace("_", " ")


def named_cities(text: str) -> tuple[City, ...]:
    """Return the cities that a text may name. A nickname rule comes before the gazetteer."""
    key = fold(text)
    if meant := words("city").get(key):
        return _meant(meant)
    found = spelled_either_way(key) if len(key) > 1 else ()
    if len(key) <= SHORT and key.isascii():  # other names so short are codes: CHI is not Jizhou
        return tuple(city for city in found if city.how == "n")
    return found or _spelled_with_digraphs(key)


def _spelled_with_digraphs(key: str) -> tuple[City, ...]:
    """Return the cities of a key that writes ä, ö, ü, æ, ø or å as two letters: `muenchen`."""
    found = (city for other in without_digraphs(key) for city in cities(other))
    spelled = (city for city in found if not SPELLED_AS_TWO.isdisjoint(city.name.casefold()))
    return tuple(dict.fromkeys(spelled))


def short_named(text: str) -> tuple[City, ...]:
    """Return the city of a short name in capitals that counts in a list of them: `NY`, `LA`."""
    meant = words("short").get(fold(text)) if text.isupper() else None
    return _meant(meant) if meant else ()


def _meant(rule: str) -> tuple[City, ...]:
    """Return the city that a rule names as `gazetteer key/country`."""
    name, _, country = rule.rpartition("/")
    return tuple(city for city in cities(name) if city.country == country)[:1]


def spelled_either_way(key: str) -> tuple[City, ...]:
    """Return the cities of a key, with `St` and `Saint` as the same name."""
    first, _, rest = key.partition(" ")
    if not rest or first not in SAINTS:
        return cities(key)
    found = {(c.name, c.country, c.admin1): c for c in cities(f"{SAINTS[first]} {rest}")}
    found |= {place: replace(c, how="s") for place, c in found.items()}
    own = {(c.name, c.country, c.admin1): c for c in cities(key)}
    both = [c for place, c in own.items() if c.how == "n" or place not in found]
    both += [c for place, c in found.items() if place not in own or own[place].how != "n"]
    return tuple(sorted(both, key=lambda city: -city.plainness))


def names_within(text: str) -> Iterator[Element]:
    """Yield the names in a piece, longest first from the left, and the unknown words between."""
    parts = spaced(text).split()
    unknown: list[str] = []
    at, around = 0, None
    while at < len(parts):
        found = _longest(parts, at, around)
        if found is None:
            unknown.append(parts[at])
            at, around = at + 1, None
            continue
        if unknown:
            yield Element(" ".join(unknown), inside=True)
            unknown = []
        element, width = found
        yield element
        at, around = at + width, element
    if unknown:
        yield Element(" ".join(unknown) if len(unknown) < len(parts) else text, inside=False)


def names_unspaced(text: str) -> Iterator[Element]:
    """Yield the names in a text that writes no spaces (大阪府大阪市), longest first."""
    at = 0
    while at < len(text) - 1:
        names = (named(text[at : at + width]) for width in range(LONGEST_UNSPACED, 1, -1))
        known = (name for name in names if not name.unknown)
        found = None if text[at].isascii() else next(known, None)
        if found:
            yield replace(found, inside=at > 0)
        at += len(found.text) if found else 1


def _longest(parts: list[str], at: int, around: Element | None) -> tuple[Element, int] | None:
    """Return (longest name at a word, its length in words); `around` is the name right before."""
    codes = at == 0 or around is not None
    last = 0 < at <= MOST_BEFORE and at == len(parts) - 1
    for width in range(min(LONGEST_NAME, len(parts) - at), 0, -1):
        text = " ".join(parts[at : at + width])
        meant = tuple(
            a
            for a in areas(text)
            if codes or not a.code or (last and a.region and a.country in SPELLED_CODES)
        )
        known = named_cities(text)
        if known and not (_may_be_name(text, width, first=at == 0) or _lies_in(known, around)):
            known = ()
        if meant or known:
            whole = _element(text, meant, known, inside=True)
            bare = named(without_noise(text)) if width > 1 else whole
            return (replace(bare, inside=True) if is_part(whole, bare) else whole), width
    return None


def _lies_in(known: tuple[City, ...], around: Element | None) -> bool:
    """Return whether a common word is a big city in the area right before: `AZ PHOENIX`."""
    areas_before = [a for a in around.areas if a.region or a.code] if around else []
    return any(a.holds(c) and c.population >= MAIN for a in areas_before for c in known)


def _may_be_name(text: str, width: int, *, first: bool) -> bool:
    """Return whether words in a text may name a city: capitalised, and not a common word."""
    if not text[0].isupper() and text.isascii():
        return False
    long_enough = (
        width > 1
        or len(text) > 3
        or not text.isascii()
        or (len(text) > 2 and (first or text.istitle()))
    )
    return long_enough and fold(text) not in _common()


def city_of_district(element: Element) -> Element:
    """Return the city that a name of several words begins with, if it is a district there.

    `Berlin-Mitte` is in Berlin. A town of a like name far from the city is another town.
    """
    parts = spaced(element.text).split()
    if len(parts) == 1 or not element.cities or element.areas or element.nickname:
        return element
    town = element.cities[0]
    for width in range(len(parts) - 1, 0, -1):
        named = named_cities(" ".join(parts[:width]))
        held = [c for c in named if c.country == town.country and c.km_to(town) <= DISTRICT_KM]
        if held and held[0].population >= max(METROPOLIS, town.population + 1):
            return Element(" ".join(parts[:width]), (), tuple(held))
    return element


@cached_file
def _common() -> frozenset[str]:
    return frozenset(words("word")) | frozenset(words("noise"))


def is_part(whole: Element, bare: Element) -> bool:
    """Return whether a city is only the centre of a much larger one: `Sydney CBD` of Sydney."""
    if whole.areas or not bare.cities or whole.text == bare.text:
        return False
    return whole.cities[0].population * MUCH_LARGER < bare.cities[0].population
