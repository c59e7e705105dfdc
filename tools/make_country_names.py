"""Make rules/place/country_names.csv from Babel: python -m tools.make_country_names.

The names are those of Unicode's CLDR (Unicode License v3), read with Babel 2.19, which is not
part of the development packages: `pip install Babel`. Left out are names that are shorter than
four letters in Latin script, that our own files know, or that are also a town's or a word's.
"""

import csv
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.clean.place.gazetteer import cities
from pipeline.rules.rows.codes import CountryRule
from pipeline.rules.rows.place import RegionRule, WordRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

TARGET = Path(__file__).parents[1] / "pipeline/rules/place/country_names.csv"
LANGUAGES = [
    "sv",
    "da",
    "nb",
    "fi",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "bg",
    "el",
    "tr",
    "ru",
    "uk",
    "ar",
    "he",
    "fa",
    "hi",
    "th",
    "vi",
    "id",
    "ja",
    "ko",
    "zh",
    "zh_Hant",
]
SHORTEST = 4  # letters of a name in Latin script
TOWN = 15_000  # people: a name of such a town abroad is left out
WORDS = frozenset({"island", "brasilia"})  # Iceland in Danish, Brazil in Finnish
JOINED = re.compile(r"[()&,:.\u2014]|\s[-\u2013]\s|\s(?:und|och|et)\s")
"""Signs and words that a place's text is split at."""


def main() -> None:
    """Write the file."""
    rows = sorted(_rows(), key=lambda row: (row[1], row[2]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "country", "language"))
        writer.writerows(rows)


def _rows() -> Iterator[tuple[str, str, str]]:
    known = set(map(fold, _other_names()))
    codes = {row.code for row in read_rules(CountryRule)}
    locale = importlib.import_module("babel").Locale
    for language in LANGUAGES:
        for code, name in sorted(locale.parse(language).territories.items()):
            key = fold(name)
            plain = not JOINED.search(name) and _is_plain(key, code)
            if code in codes and key not in known and plain:
                known.add(key)
                yield name, code, language


def _other_names() -> Iterator[str]:
    """Yield the names of countries, regions and scopes that our own files know."""
    for country in read_rules(CountryRule):
        yield from (country.name, *country.aliases.split(";"))
    for region in read_rules(RegionRule):
        yield from (region.name, *region.aliases.split(";"))
    yield from (row.phrase for row in read_rules(WordRule))


def _is_plain(key: str, code: str) -> bool:
    """Return whether a folded name is long enough, and no town's in another country."""
    if (key.isascii() and len(key) < SHORTEST) or key in WORDS:
        return False
    return not any(c.country != code and c.population >= TOWN for c in cities(key))


if __name__ == "__main__":
    main()
