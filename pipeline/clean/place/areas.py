"""Look up areas by name or code: countries, their regions, and scopes such as EMEA.

Rules: countries.csv (ISO 3166), regions.csv (first-level divisions and their other names),
place_words.csv (the rows of kind scope, country and code).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.place.gazetteer import City
from pipeline.clean.place.words import word_rows, words
from pipeline.rules.rows.codes import CountryRule
from pipeline.rules.rows.place import CountryName, RegionRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

SPELLED_CODES = {"US", "CA", "AU"}
"""Countries with region codes that count anywhere. Other codes count only after a city there."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country (region empty), a region of a country, or a scope (country empty).

    `code` means that it was written as a code. `source` is the row that gave it.
    """

    country: str
    region: str = ""
    admin1: str = ""
    code: bool = False
    source: str = field(default="", compare=False)

    @property
    def is_country(self) -> bool:
        """Whether the area is a whole country."""
        return bool(self.country) and not self.region

    @property
    def is_scope(self) -> bool:
        """Whether the area is a scope of several countries."""
        return not self.country

    def holds(self, city: City) -> bool:
        """Return whether a city lies in the area."""
        return city.country == self.country and (not self.admin1 or city.admin1 == self.admin1)


@cached_reader(65_536)
def areas(text: str) -> tuple[Area, ...]:
    """Return the areas that `text` may name. Codes count only in capitals: `IN`, not `in`."""
    named = _names().get(fold(text), ())
    letters = text.strip().strip(".,")
    coded = _codes().get(letters, ()) if letters.isupper() else ()
    spelled = {(area.country, area.region) for area in named}
    return (*named, *(area for area in coded if (area.country, area.region) not in spelled))


@cached_file
def _names() -> dict[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for name, area in _named():
        found[fold(name)].append(area)
    return {name: tuple(dict.fromkeys(several)) for name, several in found.items()}


def _named() -> Iterator[tuple[str, Area]]:
    for c in read_rules(CountryRule):
        yield from ((name, Area(c.code, source=c.source)) for name in _all(c.name, c.aliases))
    for row in read_rules(CountryName):
        yield row.name, Area(row.country, source=row.source)
    for r in read_rules(RegionRule):
        area = Area(r.country, r.name, r.admin1, source=r.source)
        yield from ((name, area) for name in _all(r.name, r.aliases))
    for word, w in word_rows("scope").items():
        yield word, Area("", w.means, source=w.source)
    for word, w in word_rows("country").items():
        yield word, Area(w.means, source=w.source)


def _all(name: str, aliases: str) -> Iterator[str]:
    yield from (text for text in (name, *aliases.split(";")) if text)


@cached_file
def _codes() -> dict[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for c in read_rules(CountryRule):
        found[c.code].append(Area(c.code, code=True, source=c.source))
        found[c.iso3].append(Area(c.code, code=True, source=c.source))
    for r in read_rules(RegionRule):
        if r.code:
            area = Area(r.country, r.name, r.admin1, code=True, source=r.source)
            found[r.code].append(area)
    return {code: tuple(dict.fromkeys(several)) for code, several in found.items()}


def region_code(country: str, region: str) -> str:
    """Return the code of a region as postings write it; empty if it has none."""
    return _region_codes().get((country, region), "")


@cached_file
def _region_codes() -> dict[tuple[str, str], str]:
    return {(r.country, r.name): r.code for r in read_rules(RegionRule) if r.code}


@cached_file
def code_alone() -> dict[str, str]:
    """Return the meaning of codes that stand alone: `country`, or `country-region code`."""
    return {word.upper(): means for word, means in words("code").items()}
