"""What a word for a city is if it is no city: a region, or a country."""

from collections.abc import Sequence

from pipeline.clean.place.areas import Area, areas
from pipeline.clean.place.names import named_cities
from pipeline.rules.codes import country_names


def what_else(word: str) -> str:
    """Return which region or country a word is; "" if it is none, or a city in it, too.

    New York and Berlin are cities in the regions of that name. A town of another place that is
    called so, such as California in Maryland, is not meant.
    """
    there = [area for area in areas(word) if area.country]
    if any(area.holds(city) for area in there for city in named_cities(word)):
        return ""
    if regions := [area for area in there if not area.is_country]:
        of = " and of ".join(dict.fromkeys(country_names()[area.country] for area in regions))
        return f"it is a region of {of}; there is no search word for regions: {_options(regions)}"
    return f"it is a country: {_options(there)}" if there else ""


def _options(there: Sequence[Area]) -> str:
    return " ".join(dict.fromkeys(f"--country {area.country}" for area in there))
