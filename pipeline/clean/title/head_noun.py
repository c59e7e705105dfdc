"""Choose the head noun of a title: the head that names the job."""

from collections.abc import Sequence
from itertools import groupby

from pipeline.clean.title.concepts import ConceptWord
from pipeline.text.phrases import Word

VAGUE = 7  # the rank of fields that say nothing beside a head: research, engineering
FIRST = frozenset({"teacher", "annotator"})
"""Heads that decide wherever they stand: `AI Developer - AI Trainer`."""
LAST = frozenset({"leader", "teacher", "occupation", "project_manager", "product_manager"})
AND = frozenset({"and", "und", "et", "y", "e", "i", "en", "va"})


def head_noun(found: Sequence[ConceptWord], title: Sequence[Word]) -> ConceptWord | None:
    """Return the head that names the job, or None if the title has only fields.

    A teacher or annotator comes before all other heads. Next comes the first head of a part that
    is firm or has a field beside it (a weak head only if there is no other). Then comes the first
    head that is not weak, then the first head.
    """
    led = {s.part for s in found if s.concept.kind == "final" and s.concept.concept not in FIRST}
    led |= {s.part for s in found if s.concept.concept in LAST - FIRST}
    deciding = [
        s
        for s in found
        if s.concept.concept in FIRST
        and not _joined(s, found, title)
        and (s.concept.concept == "teacher" or s.part not in led)
    ]
    if deciding:
        return deciding[0]
    named = [h for h in map(_part_head, _by_part(found), [title] * len(found)) if h]
    if any(s.part == found[0].part and s.concept.concept == "trainee" for s in found):
        # Graduate Trainee - Head of Data Division
        named = [h for h in named if h.part == found[0].part or h.concept.kind != "final"]
    heads = [h for h in named if h.concept.concept != "lead"] or named
    telling = [h for h in heads if h.concept.kind == "firm" or _tells(h, found)]
    if telling:
        return next((h for h in telling if h.concept.kind != "weak"), telling[0])
    return next((h for h in heads if h.concept.kind != "weak"), heads[0] if heads else None)


def _by_part(found: Sequence[ConceptWord]) -> list[list[ConceptWord]]:
    return [list(part) for _, part in groupby(found, key=lambda sign: sign.part)]


def _part_head(part: Sequence[ConceptWord], title: Sequence[Word]) -> ConceptWord | None:
    heads = [s for s in part if s.is_head]
    strong = [s for s in heads if s.concept.kind != "weak"]
    if not strong:  # "Associate Consultant" is a consultant, "Consultant Intern" too
        named = [s for s in heads if s.concept.concept != "trainee"] or heads
        return named[-1] if named else None
    first, last = strong[0], strong[-1]
    if first.concept.kind == "final":  # "Chief Scientist" is a scientist
        return next((s for s in strong if s.concept.kind != "final"), first)
    if last.concept.concept in LAST and not _joined(last, part, title):
        return last  # "Data Engineer Manager", "Software Engineer Recruiter"
    return first


def _tells(head: ConceptWord, found: Sequence[ConceptWord]) -> bool:
    return any(
        s.part == head.part and s.concept.kind == "field" and (s.concept.rank or 0) < VAGUE
        for s in found
    )


def _joined(sign: ConceptWord, found: Sequence[ConceptWord], title: Sequence[Word]) -> bool:
    """Return whether `and` or a slash joins the concept to a head before it."""
    word, before = title[sign.first], title[sign.first - 1] if sign.first else None
    earlier = [
        s
        for s in found
        if s.is_head and s.first < sign.first and title[s.first].clause == word.clause
    ]
    if not earlier or before is None:
        return False
    return before.text in AND or title[earlier[-1].first].alternative != word.alternative
