"""Stage: the countries or regions from which a remote job may be done."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.value_text import JOINER
from models.vocab import Workplace
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.place.areas import region_code
from pipeline.clean.place.choose import Chosen, choose
from pipeline.clean.place.elements import elements
from pipeline.clean.place.join import places
from pipeline.clean.place.sources import sources
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.clean.workplace.words import phrases
from pipeline.rules.rows.place import CueRule, CueSide
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import Phrase, has_cjk, plain
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
    yield field, areas_of(field), _named(field, f"the source's {FIELD}")
    place, title = job.texts.location, job.texts.title
    limit = place if areas_of(place) else after_remote(place)
    yield place, areas_of(limit), _named(limit, "the place of a remote job")
    limit = after_remote(title)
    yield title, areas_of(limit), _named(limit, "the title")
    text, found, rule = read_cues(job.texts.description)
    yield text, found, f"{rule}: the description"


def _names(value: Any) -> Iterator[str]:
    """Yield the names in a schema.org value: a text, a node or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _names(value.get("name") or value.get("address") or value.get("addressCountry"))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)


@cached_reader(16_384)
def areas_of(text: str) -> tuple[str, ...]:
    """Return the codes and scopes of a text that names only areas; empty if it names a city."""
    chosen = choose(places(elements(text[:LONGEST])), "") if text else []
    if any(place.city for place in chosen):
        return ()
    world = ("Worldwide",) if not chosen and WORLD.search(text) else ()
    return _codes(chosen) or world


@cached_reader(16_384)
def _named(text: str, where: str) -> str:
    """Return the rows that know the areas of a text, `file:row` each, and where it stands."""
    if not areas_of(text):
        return where
    found = elements(text[:LONGEST])
    chosen = choose(places(found), "")
    rows = [sources(field, found, chosen) for field in ("country", "region")]
    rows = list(dict.fromkeys(row for each in rows if each for row in each.split(", ")))
    return f"{', '.join(rows)}: {where}" if rows else where


@cached_reader(16_384)
def after_remote(text: str) -> str:
    """Return the text right after the word remote, also in brackets, where it names areas."""
    for match in phrases("place").finditer(text):
        rest = re.split(r"[;|]", text[match.end() :], maxsplit=1)[0].strip(" -,:()[]/\u2013\u2014")
        if rest and areas_of(rest):
            return rest
    return ""


def read_cues(text: str) -> tuple[str, tuple[str, ...], str]:
    """Return (the words that state where one must be, codes and scopes, the row of the words)."""
    low = plain(text[:LONGEST])
    for start, end, rules in _CUES.sentences(text, low):
        for opens, closes, number in _cues_in(low[start:end], rules):
            rule, first, last = _rules()[number], start + opens, start + closes
            before = rule.side is CueSide.BEFORE
            listed = "" if before else _list(text[last:])
            if found := _last_area(text[start:first]) if before else _limits(listed):
                return text[first : last + len(listed)].rstrip(" .;!"), found, rule.source
    return "", (), ""


@cached_reader(16_384)
def _cues_in(sentence: str, rules: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """Return start, end and rule of the cues in a sentence, in the order of their rows."""
    cjk = has_cjk(sentence)
    matches = ((_cues()[number].of(cjk=cjk).search(sentence), number) for number in rules)
    return tuple((*match.span(), number) for match, number in matches if match)


def _list(text: str) -> str:
    """Return the text that may name areas: the next words, and a list of areas to its end."""
    sentence = re.split(r"[.!?;](?=\s)|\n", text[:LONGEST_LIST], maxsplit=1)[0]
    end = min(REACH, len(sentence))
    for item in re.finditer(r"[^,]+(?:,|$)", sentence):
        if item.end() > REACH:
            if not areas_of(item[0].strip(" ,")):
                break
            end = item.end()
    return sentence[:end]


def _last_area(text: str) -> tuple[str, ...]:
    """Return the area that the last words of a text name."""
    parts = text.rstrip(" -").split()
    names = (" ".join(parts[-width:]) for width in range(min(WIDEST, len(parts)), 0, -1))
    return next((found for name in names if (found := areas_of(name))), ())


@cached_reader(16_384)
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


@cached_file
def _cues() -> tuple[Phrase, ...]:
    return tuple(Phrase(row.phrase) for row in _rules())


_CUES = SentenceFinder(_rules)
