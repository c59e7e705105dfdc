"""Stage: on site, hybrid or remote, by the source's word, place, title and text."""

import re
from functools import lru_cache

from models.vocab import Workplace
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.workplace.description import read_prose, without_others
from pipeline.clean.workplace.words import of_field, of_text, phrases

LONGEST = 1_000
"""Characters that are read of a place or a title."""

SEGMENTS = re.compile(r"[()\[\]|,;/\u2013\u2014·•:]|\s-+\s|\s-(?=\S)|(?<=\S)-\s")
LEADING = frozenset({"remote", "fully remote", "100% remote", "full remote", "hybrid"})
CONNECTED = frozenset({"", "in", "from", "within", "only", "ok", "first", "possible", "optional"})


def workplace(job: Job) -> Reading:
    """Return where the work is done. Not said is None; a word no rule knows is a doubt, too.

    The source's own field comes first, then the place, the title, and the description's own
    sentences about it. A source's bare `remote: true` is no word of its own: spiders leave it
    out where a better field exists.
    """
    word = job.raw.workplace.strip()
    doubts: tuple[IssueDraft, ...] = ()
    if word and word.casefold() not in {"unspecified", "unknown", "none", "null", "n/a"}:
        if found := of_field(word) or of_text(word[:LONGEST], "text"):
            return _reading(found, word, "workplace.csv: the source's own word")
        doubts = (IssueDraft("workplace_unknown", "workplace", word),)
    if found := read_workplace(job.texts.location):
        return _reading(found, job.texts.location, "workplace.csv: in the place", doubts)
    if found := read_title(job.texts.title):
        return _reading(found, job.texts.title, "workplace.csv: in the title", doubts)
    if (said := read_prose(job.texts.description)).workplace:
        return _reading(said.workplace, said.text, "workplace_prose.csv: the description", doubts)
    return Reading({"workplace": None}, doubts)


@lru_cache(maxsize=65_536)
def read_workplace(place: str) -> Workplace | None:
    """Return the way of working a place's text names, if any."""
    return of_text(place[:LONGEST], "place")


@lru_cache(maxsize=65_536)
def read_title(title: str) -> Workplace | None:
    """Return the way of working a title names beside the job.

    The words count only where they begin a part of their own, `Engineer (Remote US)`, and are not
    about something else: a Remote Sensing Scientist may well work on site.
    """
    if not phrases("text").search(title[:LONGEST]):
        return None
    first, *rest = SEGMENTS.split(without_others(title[:LONGEST]))
    for part in [*rest, first]:
        match = phrases("text").match(part.strip())
        if match and (part is not first or _may_lead(part.strip(), match)):
            found = of_text(match[0], "text")
            after = part.strip()[match.end() :].split()
            if found and (not after or after[0][0].isupper() or after[0].casefold() in CONNECTED):
                return found
    return None


def _may_lead(part: str, match: re.Match[str]) -> bool:
    """Tell a Remote Data Analyst from an On-Site Support Engineer."""
    return match.end() == len(part) or match[0].casefold() in LEADING


def _reading(
    found: Workplace, text: str, rule: str, doubts: tuple[IssueDraft, ...] = ()
) -> Reading:
    return Reading({"workplace": found}, doubts, (Evidence("workplace", text, rule),))
