"""Stage: the countries or regions from which a remote job may be done."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from models.types import JOINER
from models.vocab import Workplace
from pipeline.clean.place.areas import region_code
from pipeline.clean.place.choose import Chosen, choose
from pipeline.clean.place.elements import elements
from pipeline.clean.place.join import places
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.clean.workplace.words import phrases
from pipeline.rules.rows.place import CueRule, CueSide
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import phrase, plain
from pipeline.text.sentences import SentenceFinder

LONGEST = 20_000
REACH = 80
"""Characters after a cue such as `must be based in` that may name the areas."""
LONGEST_LIST = 1_000
"""Characters of a list of areas that are read to its end."""
WIDEST = 3
"""Words before a cue that may name an area: `United States based only`."""
WORLD = re.compile(r"\b(?:anywhere|worldwide|world wide|global(?:ly)?)\b", re.IGNORECASE)
FIELD = "applicantLocationRequirements"
"""The schema.org property. Spiders keep its value unchanged in `extra`."""


def remote_from(job: Job) -> Reading:
    """Return remote_from for a remote job; None for other jobs, and if no limit is stated.

    The values are ISO 3166 codes of countries, codes of regions that boards write as codes
    (US-CA), and names of scopes (EMEA, Worldwide). The source's own field comes first, then the
    place, the title and the description.
    """
    if job.values.get("workplace") is not Workplace.REMOTE:
        return Reading({"remote_from": None})
    for text, found, rule in _stated(job):
        if found:
            evidence = (Evidence("remote_from", text, rule),)
            return Reading({"remote_from": JOINER.join(found)}, evidence=evidence)
    return Reading({"remote_from": None})


def _stated(job: Job) -> Iterator[tuple[str, tuple[str, ...], str]]:
    field = JOINER.join(dict.fromkeys(_names(job.raw.extra.get(FIELD))))
    yield field, areas_of(field), f"the source's {FIELD}"
    place = job.texts.location
    yield place, areas_of(place) or after_remote(place), "the place of a remote job"
    yield job.texts.title, after_remote(job.texts.title), "the title"
    text, found = read_cues(job.texts.description)
    yield text, found, "remote_from.csv: the description"


def _names(value: Any) -> Iterator[str]:
    """Yield the names in a schema.org value: a text, a node or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _names(value.get("name") or value.get("address") or value.get("addressCountry"))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)


@lru_cache(maxsize=16_384)
def areas_of(text: str) -> tuple[str, ...]:
    """Return the codes and scopes of a text that names only areas; empty if it names a city."""
    chosen = choose(places(elements(text[:LONGEST])), "") if text else []
    if any(place.city for place in chosen):
        return ()
    world = ("Worldwide",) if not chosen and WORLD.search(text) else ()
    return _codes(chosen) or world


@lru_cache(maxsize=16_384)
def after_remote(text: str) -> tuple[str, ...]:
    """Return the areas right after the word remote, also in brackets."""
    for match in phrases("place").finditer(text):
        rest = re.split(r"[;|]", text[match.end() :], maxsplit=1)[0].strip(" -,:()[]/\u2013\u2014")
        if rest and (found := areas_of(rest)):
            return found
    return ()


def read_cues(text: str) -> tuple[str, tuple[str, ...]]:
    """Return (the words that state where one must be, the codes and scopes) of a description."""
    low = plain(text[:LONGEST])
    for start, end, rules in _finder().sentences(low):
        for first, last, side in _cues_in(low[start:end], rules):
            beside = (
                text[start : start + first] if side == "before" else _list(text[start + last :])
            )
            if found := _last_area(beside) if side == "before" else _limits(beside):
                until = start + last if side == "before" else start + last + len(beside)
                return text[start + first : until].rstrip(" .;!"), found
    return "", ()


@lru_cache(maxsize=16_384)
def _cues_in(sentence: str, rules: tuple[int, ...]) -> tuple[tuple[int, int, CueSide], ...]:
    """Return start, end and side of the cues in a sentence, in the order of their rows."""
    found = ((_cues()[number], _rules()[number].side) for number in rules)
    matches = ((cue.search(sentence), side) for cue, side in found)
    return tuple((*match.span(), side) for match, side in matches if match)


def _list(text: str) -> str:
    """Return the text that may name areas: the next words, and a list of areas to its end."""
    sentence = re.split(r"[.!?;](?=\s)|\n", text[:LONGEST_LIST], maxsplit=1)[0]
    end = 0
    for item in re.finditer(r"[^,]+(?:,|$)", sentence):
        if item.start() >= REACH and not areas_of(item[0].strip(" ,")):
            break
        end = item.end() if item.end() <= REACH or item.start() >= REACH else end
        if item.start() < REACH < item.end():
            end = item.end() if areas_of(item[0].strip(" ,")) else REACH
    return sentence[:end]


def _last_area(text: str) -> tuple[str, ...]:
    """Return the area that the last words of a text name."""
    parts = text.rstrip(" -").split()
    names = (" ".join(parts[-width:]) for width in range(min(WIDEST, len(parts)), 0, -1))
    return next((found for name in names if (found := areas_of(name))), ())


@lru_cache(maxsize=16_384)
def _limits(text: str) -> tuple[str, ...]:
    return _codes(choose(places(elements(text)), ""))


def _codes(chosen: Iterable[Chosen]) -> tuple[str, ...]:
    codes = (_code(place) for place in chosen if place.country or place.region)
    return tuple(dict.fromkeys(codes))


def _code(place: Chosen) -> str:
    if not place.country:
        return place.region
    code = region_code(place.country, place.region) if not place.city else ""
    return f"{place.country}-{code}" if code else place.country


def _rules() -> tuple[CueRule, ...]:
    return read_rules(CueRule)


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    return tuple(phrase(row.phrase) for row in _rules())


@cache
def _finder() -> SentenceFinder:
    return SentenceFinder(row.about.split() for row in _rules())
