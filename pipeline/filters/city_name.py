"""The one name of a city that a user writes in any spelling."""

from collections.abc import Iterable

from pipeline.caches import cached_reader
from pipeline.clean.place.choose import shown
from pipeline.clean.place.names import named_cities
from pipeline.text.fold import fold


@cached_reader(16_384)
def city_name(word: str) -> str:
    """Return the gazetteer's name of the city that a word names: `Munich` for `Munchen`, `München`.

    Of several cities it is the likeliest of that very name, or else of other names. A name that
    the gazetteer lacks stays, with capitals where it has none.
    """
    known = named_cities(word)
    city = next((each for each in known if each.how == "n"), next(iter(known), None))
    return shown(city, " ".join(word.split()) if city is None else city.name)


def city_names(words: Iterable[str]) -> tuple[str, ...]:
    """Return the names of cities, each once."""
    return tuple(dict.fromkeys(map(city_name, words)))


def city_key(text: str) -> str:
    """Return the key by which spellings of a name are compared."""
    return fold(text, digraphs=True)
