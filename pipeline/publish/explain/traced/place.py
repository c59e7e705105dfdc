"""Trace the text of a place: what each name may mean, and what is left out."""

import re
from collections.abc import Iterator

from models.value_text import JOINER
from pipeline.clean.place.elements import elements
from pipeline.clean.place.gazetteer import TABLE, City
from pipeline.clean.place.names import Element
from pipeline.clean.place.place import LONGEST, read_place
from pipeline.clean.place.words import word_rows
from pipeline.clean.workplace.words import of_text
from pipeline.clean.workplace.words import phrases as workplace_phrases
from pipeline.publish.explain.traced.word import (
    NOT_COUNTED,
    UNKNOWN,
    Meaning,
    Spot,
    TracedWords,
    with_unknown,
)
from pipeline.rules.rows.place import PlaceUse
from pipeline.text.fold import fold

MOST_CITIES = 3
"""Cities of a name that are shown, the likeliest first."""
LEFT_OUT = {
    PlaceUse.NOISE: "words beside a name",
    PlaceUse.ALONE: "names no place by itself",
    PlaceUse.NOWHERE: "names no place",
    PlaceUse.BUILDING: "a building or street",
}


def trace_place(place: str) -> tuple[TracedWords, ...]:
    """Return what the rules say of the words of a place, in their order."""
    text = place[:LONGEST]
    spots = [*_workplaces(text), *_names(text)]
    return tuple(_explained(with_unknown(text, spots)))


def _workplaces(text: str) -> Iterator[Spot]:
    for match in workplace_phrases("place").finditer(text):
        if row := of_text(match[0], "place"):
            yield Spot(*match.span(), Meaning("workplace", row.workplace or "", row.source))


def _names(text: str) -> Iterator[Spot]:
    """Yield the names of a text where they stand, each with all that it may mean."""
    at = 0
    countries = (str(read_place(text).values["country"] or "")).split(JOINER)
    for element in elements(text):
        spelled = r"[\W_]+".join(map(re.escape, element.text.split()))
        match = re.compile(spelled, re.IGNORECASE).search(text, at)
        start, end = match.span() if match else (at, at)
        at = end
        for meaning, country in _meanings(element):
            counted = not country or countries == [""] or country in countries
            value = meaning.value if counted else meaning.value + NOT_COUNTED
            yield Spot(start, end, meaning._replace(value=value))


def _meanings(element: Element) -> Iterator[tuple[Meaning, str]]:
    """Yield each meaning of a name, and its country; "" where it has none."""
    for area in element.areas:
        means = "country" if area.is_country else "region" if area.country else "several countries"
        value = f"{area.region}, {area.country}".strip(", ")
        yield Meaning(means, value, area.source), area.country
    row = word_rows(PlaceUse.CITY).get(fold(element.text))
    rule = row.source if row else f"{TABLE}: {fold(element.text)}"
    for city in element.cities[:MOST_CITIES]:
        yield Meaning("city", _city(city), rule), city.country
    if element.unknown:
        yield Meaning("", "no rule and no gazetteer knows it"), ""


def _city(city: City) -> str:
    return f"{city.name}, {city.country} ({city.population:,} people)"


def _explained(found: Iterator[TracedWords]) -> Iterator[TracedWords]:
    """Yield the traced words; of unknown ones say which row leaves them out."""
    for words in found:
        yield _left_out(words) if words.value == UNKNOWN else words


def _left_out(words: TracedWords) -> TracedWords:
    for use, why in LEFT_OUT.items():
        if row := word_rows(use).get(fold(words.text)):
            return TracedWords(words.text, "left out", why, row.source)
    return words
