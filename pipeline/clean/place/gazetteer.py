"""The cities of the world by name, offline: GeoNames' data, as make_gazetteer.py wrote it.

The table is one block of sorted lines, searched by halving: nothing is parsed at the start,
so the first look-up costs a tenth of a second and the table its own size in memory.
"""

import gzip
import math
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.rules.rulebook import rule_file

TABLE = "cities.tsv.gz"
KM_PER_DEGREE = 111.2
PLAIN = {"n": 1, "s": 10, "a": 100, "x": 100}
"""By what the size is divided where a city is asked for so; see `City.how`."""


@dataclass(frozen=True, slots=True)
class City:
    """A city of the gazetteer.

    `how` is n where it was asked for by its own name, s by its own name with its saint in short
    (or in full), a for another of its names, x for a name damaged on the way.
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
        """How likely the name means this city: its size, less of it under another name."""
        return self.population / PLAIN[self.how]

    def km_to(self, other: "City") -> float:
        """Return the distance in km, good to some 10 km: coordinates have one decimal."""
        north = self.latitude - other.latitude
        east = (self.longitude - other.longitude) * math.cos(math.radians(self.latitude))
        return math.hypot(north, east) * KM_PER_DEGREE


@lru_cache(maxsize=65_536)
def cities(key: str) -> tuple[City, ...]:
    """Return the cities a key (place_key.fold) may mean, the likeliest first."""
    found = [_city(entry) for entry in _line(key)]
    return tuple(sorted(found, key=lambda city: -city.plainness))


def _city(entry: str) -> City:
    if not entry.startswith("="):
        name, country, admin1, size, latitude, longitude = entry.split("|")
        return City(name, country, admin1, int(size), float(latitude), float(longitude))
    key, country, admin1, how = entry[1:].split("|")
    own = next(e for e in _line(key) if e[0] != "=" and e.split("|")[1:3] == [country, admin1])
    return replace(_city(own), how=how)


@lru_cache(maxsize=65_536)
def _line(key: str) -> tuple[str, ...]:
    """Return the entries of the line whose key this is."""
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


@cache
def _table() -> bytes:
    return gzip.decompress(rule_file(TABLE).read_bytes())
