"""Say which rows the city, region and country of a place were read by."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.clean.place.areas import Area
from pipeline.clean.place.choose import Chosen
from pipeline.clean.place.gazetteer import TABLE
from pipeline.clean.place.names import Element
from pipeline.clean.place.words import word_rows
from pipeline.text.fold import fold


def sources(field: str, found: Iterable[Element], chosen: Sequence[Chosen]) -> str:
    """Return the rows that gave a field (city, region, country), `file:row` each.

    A city of the gazetteer has no row: it is `place/cities.tsv.gz: key`. A country that only a
    city states has the source of the city.
    """
    elements = tuple(found)
    areas = [area for e in elements for area in _areas(field, e.areas, chosen)]
    stated = {area.country for area in areas}
    left = chosen if field == "city" else [c for c in chosen if c.country not in stated]
    named = [] if field == "region" else list(_of_cities(elements, left))
    own = () if field == "city" and named else (area.source for area in areas)
    return ", ".join(dict.fromkeys((*own, *named)))


def _areas(field: str, areas: Iterable[Area], chosen: Sequence[Chosen]) -> Iterator[Area]:
    for area in areas:
        for place in chosen:
            same = area.country == place.country and area.region in ("", place.region)
            if same and (area.region or field == "country"):
                yield area


def _of_cities(elements: Iterable[Element], chosen: Sequence[Chosen]) -> Iterator[str]:
    """Yield the sources of the names that may be one of the cities."""
    countries = {place.country for place in chosen if place.city}
    for element in elements:
        meant = {city.country for city in element.cities}
        if countries & meant or ("" in countries and meant):
            row = word_rows("city").get(fold(element.text))
            yield row.source if row else f"{TABLE}: {fold(element.text)}"
