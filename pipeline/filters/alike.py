"""Which values of a column a filter's words mean, in any spelling."""

from collections.abc import Callable, Collection, Iterable

from models.value_text import JOINER
from pipeline.clean.employer.company_key import company_key
from pipeline.clean.place.choose import shown
from pipeline.clean.place.names import named_cities
from pipeline.errors import UsageError
from pipeline.filters.city_name import city_key, city_name
from pipeline.filters.region_name import what_else
from pipeline.nearest import hint
from pipeline.text.fold import fold

SEVERAL = ("city", "country")
"""Columns that may hold several values, joined."""


class UnknownNameError(UsageError):
    """A filter names a city or an employer that no posting has."""


def meant(column: str, words: Iterable[str], values: Collection[str]) -> frozenset[str]:
    """Return those of a column's distinct `values` that one of the words means.

    Words of `city` and `company` are the user's. Raises UnknownNameError where none of the
    values is alike and no city is known by that name; it says the nearest value, or which region
    or country the word for a city is.
    """
    keys_of, keys_of_word = _keys_of(column), _keys_of_word(column)
    found: set[str] = set()
    for word in words:
        keys = keys_of_word(word)
        fitting = {value for value in values if not keys.isdisjoint(keys_of(value))}
        if not fitting and column in NAMES:
            _check_known(column, word, values)
        found |= fitting
    return frozenset(found)


def _exact(value: str) -> frozenset[str]:
    return frozenset({value})


def _parts(value: str) -> frozenset[str]:
    return frozenset(value.split(JOINER))


def _company(value: str) -> frozenset[str]:
    return frozenset({company_key(value) or value.casefold()})


def _cities(value: str) -> frozenset[str]:
    """Return the keys of the cities in a cell: as they are written, and as they are called."""
    parts = value.split(JOINER)
    return frozenset(city_key(name) for part in parts for name in (part, city_name(part)))


def _city(word: str) -> frozenset[str]:
    """Return the keys of a city: its own, and that of the name that the likeliest city has."""
    names = (word, city_name(word), *(shown(city, word) for city in named_cities(word)[:1]))
    return frozenset(map(city_key, names))


NAMES = ("city", "company")

Keys = Callable[[str], frozenset[str]]


def _keys_of(column: str) -> Keys:
    return {"city": _cities, "country": _parts, "company": _company}.get(column, _exact)


def _keys_of_word(column: str) -> Keys:
    return {"city": _city, "company": _company}.get(column, _exact)


def _check_known(column: str, word: str, values: Collection[str]) -> None:
    if column == "city" and (told := what_else(word)):
        raise UnknownNameError(f"no posting is in a city called {word!r}; {told}")
    if not values or (column == "city" and named_cities(word)):
        return
    known = {part for value in values for part in _singly(column, value)}
    near = hint(word, sorted(known), fold)
    what = "is in a city" if column == "city" else "is of an employer"
    raise UnknownNameError(f"no posting {what} called {word!r}" + (f"; {near}" if near else ""))


def _singly(column: str, value: str) -> list[str]:
    return value.split(JOINER) if column in SEVERAL else [value]
