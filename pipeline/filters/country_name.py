"""Find the country that a name or a code means."""

from collections.abc import Iterator

from pipeline.caches import cached_file
from pipeline.clean.place.words import words
from pipeline.errors import UsageError
from pipeline.nearest import nearest
from pipeline.rules.codes import country_names
from pipeline.rules.rows.codes import CountryRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold


def known_country(name: str) -> str:
    """Return the ISO 3166 alpha-2 code of a country, named in any case by code or name.

    Raises UsageError for any other name.
    """
    if code := _codes().get(fold(name)):
        return code
    near = nearest(name, _codes(), fold)
    meant = near and country_names()[_codes()[near]]
    said = f"did you mean {meant!r}?" if meant else "write a name, or a code: DE"
    raise UsageError(f"there is no country {name!r}; {said}")


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
