"""Look up cities of the world by name, offline, in GeoNames data written by make_gazetteer.py.

The table is one block of sorted lines with a binary search. Nothing is parsed at the start: the
first look-up takes a tenth of a second, and the table takes its own size in memory.
"""

import gzip
import math
from dataclasses import dataclass, replace

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rulebook import rule_file

TABLE = "place/cities.tsv.gz"
KM_PER_DEGREE = 111.2
PLAIN = {"n": 1, "s": 10, "a": 100, "x": 100}
"""The divisor of the population by the kind of name; see `City.how`."""


@dataclass(frozen=True, slots=True)
class City:
    """A city of the gazetteer.

    `how` is the kind of name in the look-up: n for its own name, s for its own name with the
    saint abbreviated (or in full), a for an alternative name, x for a damaged name.
    """

    name: str
    country: str
    admin1: str
    population: int
    latitude: float
    longitude: float
    how: str = "n"

    @property
    def plainness(self) -> float:
        """How likely the name means this city: its population, reduced for other names."""
        return self.population / PLAIN[self.how]

    def km_to(self, other: "City") -> float:
        """Return the distance in km, accurate to about 10 km: coordinates have one decimal."""
        north = self.latitude - other.latitude
        east = (self.longitude - other.longitude) * math.cos(math.radians(self.latitude))
        return math.hypot(north, east) * KM_PER_DEGREE


@cached_reader(65_536)
def cities(key: str) -> tuple[City, ...]:
    """Return the cities that a key (`text.fold.fold`) may mean, the likeliest first."""
    found = [_city(entry) for entry in _line(key)]
    return tuple(sorted(found, key=lambda city: -city.plainness))


def _city(entry: str) -> City:
    if not entry.startswith("="):
        name, country, admin1, size, latitude, longitude = entry.split("|")
        return City(name, country, admin1, int(size), float(latitude), float(longitude))
    key, country, admin1, how = entry[1:].split("|")
    own = next(e for e in _line(key) if e[0] != "=" and e.split("|")[1:3] == [country, admin1])
    return replace(_city(own), how=how)


@cached_reader(65_536)
def _line(key: str) -> tuple[str, ...]:
    """Return the entries of the line with this key."""
    table, wanted = _table(), key.encode()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        line = table[start:end]
        found = line[: line.find(b"\t")]
        if found == wanted:
            return tuple(line.decode().split("\t")[1:])
        low, high = (end + 1, high) if found < wanted else (low, start)
    return ()


@cached_file
def _table() -> bytes:
    return gzip.decompress(rule_file(TABLE).read_bytes())
