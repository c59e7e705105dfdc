"""Stage: workplace (on site, hybrid, remote) from the source's field, place, title and text."""

import re

from models.vocab import Workplace
from pipeline.caches import cached_reader
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.workplace.description import read_prose, without_others
from pipeline.clean.workplace.words import of_field, of_text, phrases
from pipeline.rules.rows.place import WorkplaceRule

LONGEST = 1_000
"""Characters of a place or a title that are read."""

SEGMENTS = re.compile(r"[()\[\]|,;/\u2013\u2014·•:]|\s-+\s|\s-(?=\S)|(?<=\S)-\s")
LEADING = frozenset({"remote", "fully remote", "100% remote", "full remote", "hybrid"})
CONNECTED = frozenset({"", "in", "from", "within", "only", "ok", "first", "possible", "optional"})


def workplace(job: Job) -> Reading:
    """Return workplace; None if not stated. Issue `workplace_unknown` for an unknown word.

    The source's own field comes first, then the place, the title, and the sentences of the
    description. Spiders leave out a plain `remote: true` if the source has a better field.
    """
    word = job.raw.workplace.strip()
    issues: tuple[IssueDraft, ...] = ()
    if word and word.casefold() not in {"unspecified", "unknown", "none", "null", "n/a"}:
        if found := of_field(word) or of_text(word[:LONGEST], "text"):
            return _reading(found.workplace, word, f"{found.source}: the source's own word")
        issues = (IssueDraft("workplace_unknown", "workplace", word),)
    if found := read_workplace(job.texts.location):
        return _of_rule(found, job.texts.location, "in the place", issues)
    if found := read_title(job.texts.title):
        return _of_rule(found, job.texts.title, "in the title", issues)
    if (stated := read_prose(job.texts.description)).workplace:
        rule = f"{stated.rule}: the description"
        return _reading(stated.workplace, stated.text, rule, issues)
    return Reading({"workplace": None}, issues)


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


def _of_rule(rule: WorkplaceRule, text: str, where: str, issues: tuple[IssueDraft, ...]) -> Reading:
    return _reading(rule.workplace, text, f"{rule.source}: {where}", issues)


def _reading(
    found: Workplace, text: str, rule: str, issues: tuple[IssueDraft, ...] = ()
) -> Reading:
    return Reading({"workplace": found}, issues, (Evidence("workplace", text, rule),))
