"""Stage: workplace (on site, hybrid, remote) from the source's field, place, title and text."""

import re

from pipeline.caches import cached_reader
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.workplace.description import Said, read_prose, without_others
from pipeline.clean.workplace.words import of_field, of_text, phrases
from pipeline.rules.rows.place import WorkplaceRule

LONGEST = 1_000
"""Characters of a place or a title that are read."""

SEGMENTS = re.compile(
    r"[()\[\]|,;/\u2013\u2014·•:\uff08\uff09\u3010\u3011]|\s-+\s|\s-(?=\S)|(?<=\S)-\s"
)
LEADING = frozenset({"remote", "fully remote", "100% remote", "full remote", "hybrid"})
CONNECTED = frozenset(
    {"", "in", "from", "within", "only", "ok", "first", "possible", "optional"}
) | {"可", "可能"}


def workplace(job: Job) -> Reading:
    """Return workplace; None if not stated. Issue `workplace_unknown` for an unknown word.

    The source's own field comes first, then the place, the title, and the sentences of the
    description. Spiders leave out a plain `remote: true` if the source has a better field. Issue
    `workplace_conflict` if the description states another workplace than the first of these.
    """
    word = job.raw.workplace.strip()
    stated = read_prose(job.texts.description)
    issues: tuple[IssueDraft, ...] = ()
    if word and word.casefold() not in {"unspecified", "unknown", "none", "null", "n/a"}:
        if (field := read_field(word[:LONGEST])).workplace:
            return _first(field, stated, "the source's own word")
        issues = (IssueDraft("workplace_unknown", "workplace", word),)
    for text, found, where in (
        (job.texts.location, read_workplace(job.texts.location), "in the place"),
        (job.texts.title, read_title(job.texts.title), "in the title"),
    ):
        if found:
            return _first(Said(found.workplace, text, found.source), stated, where, issues)
    if stated.workplace:
        return _reading(stated, "the description", issues)
    return Reading({"workplace": None}, issues)


def _first(found: Said, stated: Said, where: str, issues: tuple[IssueDraft, ...] = ()) -> Reading:
    """Return the reading of a field, with an issue if the description states another workplace."""
    if stated.workplace and stated.workplace is not found.workplace:
        detail = f"{found.workplace} {where}, {stated.workplace} in the description"
        conflict = IssueDraft("workplace_conflict", "workplace", stated.text, detail=detail)
        issues = (*issues, conflict)
    return _reading(found, where, issues)


@cached_reader(4_096)
def read_field(word: str) -> Said:
    """Return the workplace of the source's own field.

    A field of several words is read like a sentence first: `Remote, 2 days a week` is hybrid.
    """
    if rule := of_field(word):
        return Said(rule.workplace, word, rule.source)
    if (stated := read_prose(word)).workplace:
        return stated
    rule = of_text(word, "text")
    return Said(rule.workplace, word, rule.source) if rule else Said()


@cached_reader(65_536)
def read_workplace(place: str) -> WorkplaceRule | None:
    """Return the rule for the workplace that the text of a place names; None if it names none."""
    return of_text(place[:LONGEST], "place")


@cached_reader(65_536)
def read_title(title: str) -> WorkplaceRule | None:
    """Return the rule for the workplace that a title names beside the job, or None.

    The words count only if they begin a separate part (`Engineer (Remote US)`) and are not about
    something else: a Remote Sensing Scientist may work on site.
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
    """Return whether the words may begin a title: Remote Data Analyst, not On-Site Support."""
    return match.end() == len(part) or match[0].casefold() in LEADING


def _reading(found: Said, where: str, issues: tuple[IssueDraft, ...] = ()) -> Reading:
    evidence = (Evidence("workplace", found.text, f"{found.rule}: {where}"),)
    return Reading({"workplace": found.workplace}, issues, evidence)
