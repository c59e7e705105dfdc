"""Names of cities and employers in one spelling: that of some search words, or the plain one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.clean.employer.company_key import company_key
from pipeline.filters.city_name import city_name, city_names
from pipeline.filters.filters import Filters

Words = tuple[str, ...]


def spelled_as(words: Mapping[str, Words], given: Filters) -> dict[str, Words]:
    """Return words by filter with cities and employers spelled as `given` spells the same ones.

    Other cities have their one name, other employers stay as they are.
    """
    cities = {city_name(word): word for word in given.city}
    firms = {employer_key(word): word for word in given.company}
    found = dict(words)
    if "city" in found:
        found["city"] = tuple(cities.get(name, name) for name in city_names(found["city"]))
    if "company" in found:
        found["company"] = tuple(firms.get(employer_key(w), w) for w in found["company"])
    return found


def with_employers(filters: Filters, names: Mapping[str, str]) -> Filters:
    """Return filters with employers called as `names` has them by their key."""
    called = (names.get(employer_key(word), word) for word in filters.company)
    return replace(filters, company=tuple(dict.fromkeys(called)))


def same_words(one: Filters, other: Filters) -> bool:
    """Return whether two filters say the same, in whichever spelling."""
    spelled = spelled_as(one.words, other)
    return replace(one, **_sorted(spelled)) == replace(other, **_sorted(other.words))


def employer_key(name: str) -> str:
    """Return the key by which names of employers are compared, of any name."""
    return company_key(name) or name.casefold()


def _sorted(words: Mapping[str, Words]) -> dict[str, Any]:
    return {name: tuple(sorted(each)) for name, each in words.items()}
