"""Read the examples of rules/place."""

from collections.abc import Callable, Mapping
from typing import Any

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.clean.place.place import read_place
from pipeline.clean.place.remote_from import read_cues
from pipeline.clean.workplace.description import read_prose, stated
from pipeline.clean.workplace.words import of_field, of_text
from pipeline.dedupe.places import cities_of
from pipeline.publish.explain.traced.place import trace_place
from pipeline.rule_examples.heard import Heard, holds
from pipeline.rules.rows.codes import CountryRule
from pipeline.rules.rows.place import (
    CityNameRule,
    CueRule,
    MetroRule,
    PlaceUse,
    ProseRule,
    RegionRule,
    Scope,
    WideArea,
    WordRule,
    WorkplaceRule,
    WorkplaceUse,
    WorkplaceWords,
)
from pipeline.text.fold import fold

TRACED = (PlaceUse.SCOPE, PlaceUse.COUNTRY, PlaceUse.CITY)
"""The uses of words that the trace of a place names by their row; it shows others as words."""


def _words(row: WordRule) -> Heard:
    city, region, country = (*row.expect.split("|"), "", "")[:3]
    fired = _traced(row.example) if row.use in TRACED else holds(row, row.phrase)
    return Heard(fired, _place(row.example), (city, region, country))


def _country(row: CountryRule) -> Heard:
    return Heard(None, _place(row.example)[2], row.code)


def _region(row: RegionRule) -> Heard:
    return Heard(_traced(row.example), _place(row.example)[1:], (row.name, row.country))


def _metro(row: MetroRule) -> Heard:
    return Heard(None, fold(_place(row.example)[0]), fold(row.city))


def _city_name(row: CityNameRule) -> Heard:
    return Heard(None, _place(row.example)[::2], (row.shown, row.country))


def _cue(row: CueRule) -> Heard:
    _text, found, rule = read_cues(row.example)
    return Heard({rule}, "; ".join(found), row.expect)


def _workplace(row: WorkplaceRule) -> Heard:
    field = row.use is WorkplaceUse.FIELD
    found = of_field(row.example) if field else of_text(row.example, "place")
    if found is None:
        return Heard((), None, row.workplace)
    return Heard({found.source}, found.workplace, row.workplace)


def _prose(row: ProseRule) -> Heard:
    fired = {found.source for _start, _end, found, _words in stated(row.example)}
    meant = row.workplace if row.workplace not in ("", "any") else None
    return Heard(fired, read_prose(row.example).workplace, meant)


def _part(row: WorkplaceWords) -> Heard:
    own = {word.strip("*") for word in row.words.split("; ")}
    return Heard({row.source} if row.example in own else ())


def _scope(row: Scope) -> Heard:
    return Heard(None, _place(row.example)[1], row.scope)


def _wide(row: WideArea) -> Heard:
    raw = RawPosting(source="example", source_key="1", url="", title="", location=row.example)
    return Heard(holds(row, row.phrase), cities_of(clean(raw).posting), frozenset())


def _place(text: str) -> tuple[str, ...]:
    values = read_place(text).values
    return tuple(str(values[field] or "") for field in ("city", "region", "country"))


def _traced(text: str) -> set[str]:
    return {found.rule for found in trace_place(text)}


PLACES: Mapping[type[Any], Callable[[Any], Heard]] = {
    WordRule: _words,
    CountryRule: _country,
    RegionRule: _region,
    MetroRule: _metro,
    CityNameRule: _city_name,
    CueRule: _cue,
    WorkplaceRule: _workplace,
    ProseRule: _prose,
    WorkplaceWords: _part,
    Scope: _scope,
    WideArea: _wide,
}
