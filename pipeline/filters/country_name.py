"""Find the country that a name or a code means."""

from collections.abc import Iterator

from pipeline.caches import cached_file
from pipeline.clean.place.areas import Area, areas
from pipeline.clean.place.stated import LONGEST_CODE
from pipeline.clean.place.words import words
from pipeline.errors import UsageError
from pipeline.filters.tell import Tell, silent
from pipeline.nearest import nearest
from pipeline.rules.codes import country_names
from pipeline.rules.rows.codes import CountryRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

UK = "GB"
"""The country with regions that people call countries: England."""
UNOFFICIAL = {"america": "US"}
"""Names of countries for a search word alone: a place may be a town called América."""


def known_country(name: str, tell: Tell = silent) -> str:
    """Return the ISO 3166 alpha-2 code of a country, named in any case by code or name.

    A country of the United Kingdom is GB; `tell` gets a sentence that says so. Raises UsageError
    for any other name; of a region, or of several countries, it says what that is.
    """
    if code := _codes().get(fold(name)) or UNOFFICIAL.get(fold(name)):
        return code
    if area := _area(name):
        return _country_of(area, name, tell)
    near = nearest(name, filter(_is_name, _codes()), fold) if _is_name(name) else ""
    meant = near and country_names()[_codes()[near]]
    said = f"did you mean {meant!r}?" if meant else "write a name, or a code: DE"
    raise UsageError(f"there is no country {name!r}; {said}")


def _is_name(word: str) -> bool:
    """Return whether a word is longer than a code: one letter of a code is no slip, but another."""
    return len(word) > LONGEST_CODE


def _area(name: str) -> Area | None:
    """Return the region or scope with that name; None where several countries have such a one."""
    found = areas(name) or areas(name.upper())
    return found[0] if len({area.country for area in found}) == 1 else None


def _country_of(area: Area, name: str, tell: Tell) -> str:
    if area.is_scope:
        raise UsageError(f"{name!r} is not a country, but several: give each, --country DE")
    if area.country == UK and area.admin1:
        tell(
            f"country: {name!r} is read as {UK}, {country_names()[UK]}; --city finds one city of it"
        )
        return UK
    country = country_names()[area.country]
    raise UsageError(f"{name!r} is a region of {country}: --country {area.country}")


@cached_file
def _codes() -> dict[str, str]:
    """Return the codes by name; where a name is several countries', by the plainest use of it."""
    found: dict[str, str] = {}
    for name, code in _named():
        found.setdefault(fold(name), code)
    return found


def _named() -> Iterator[tuple[str, str]]:
    rows = read_rules(CountryRule)
    for own in ("code", "iso3", "name"):
        yield from ((getattr(row, own), row.code) for row in rows)
    for row in rows:
        yield from ((alias, row.code) for alias in row.aliases.split(";") if alias)
    yield from words("country").items()
