"""Trace a title: what each word says of role, level, employment and workplace."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.caches import cached_file
from pipeline.clean.employment.words import EMPLOYMENT_WORDS
from pipeline.clean.title.concepts import ROLE_WORDS
from pipeline.clean.title.title_level import LEVELS, counted_rows
from pipeline.clean.title.title_words import NOISE, PAY, REQUISITION, TOOLS, tidy_title, title_words
from pipeline.clean.workplace.words import of_text
from pipeline.clean.workplace.words import phrases as workplace_phrases
from pipeline.publish.explain.traced.word import (
    NOT_COUNTED,
    Meaning,
    Spot,
    TracedWords,
    with_unknown,
)
from pipeline.rules.row import Row
from pipeline.rules.rows.title import Noise, RoleWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import Found, Title, squeeze, tidy, words_of

LEFT_OUT = "left out"
DROPPED = {
    "phrase": "no name of a job",
    "clause": "its whole clause is no name of a job",
    "rest": "all after it is no name of a job",
    "nothing": "kept: these words protect each other",
}
"""What `use` of title_noise.csv means for a reader."""


def trace_title(title: str) -> tuple[TracedWords, ...]:
    """Return what the rules say of the words of a title, in their order."""
    text = tidy_title(title)
    spots = [*_known(text), *_workplaces(text)]
    removed = _removed(tidy(title))
    return (*with_unknown(text, spots), *removed)


def _known(text: str) -> Iterator[Spot]:
    everything, kept = words_of(text), title_words(text)
    for hit in NOISE.find(everything):
        rule = _source(_noise_rows(), everything, hit)
        yield _spot(everything, hit, Meaning(LEFT_OUT, DROPPED[hit.value], rule))
    for level in LEVELS.find(kept):
        value = level.value.level or "no level"
        if level.value.level and level.value.source not in counted_rows(kept):
            value += NOT_COUNTED
        yield _spot(kept, level, Meaning("level", value, level.value.source))
    for concept in ROLE_WORDS.find(kept):
        value = ", ".join(f"{c.concept} ({c.kind})" for c in concept.value)
        rule = _source(_role_rows(), kept, concept)
        yield _spot(kept, concept, Meaning("role", value, rule))
    for work in EMPLOYMENT_WORDS["title"].find(everything):
        value = work.value.employment or "no type"
        yield _spot(everything, work, Meaning("employment", value, work.value.source))


def _spot(title: Title, hit: Found[Any], meaning: Meaning) -> Spot:
    return Spot(title[hit.first].start, title[hit.last].end, meaning)


def _workplaces(text: str) -> Iterator[Spot]:
    for match in workplace_phrases("text").finditer(text):
        if row := of_text(match[0], "text"):
            yield Spot(*match.span(), Meaning("workplace", row.workplace or "", row.source))


def _removed(text: str) -> Iterator[TracedWords]:
    """Yield what is taken out of a title before its words are read."""
    for pattern, what in ((REQUISITION, "a number"), (PAY, "pay"), (TOOLS, "a list of tools")):
        for match in pattern.finditer(text):
            yield TracedWords(match[0].strip(), LEFT_OUT, f"{what}, no name of a job")


def _source(rows: Mapping[str, Row], title: Title, hit: Found[Any]) -> str:
    """Return the row of a phrase, also of its plural."""
    key = "".join(word.key for word in title[hit.first : hit.last + 1])
    row = rows.get(key) or rows.get(key.removesuffix("s"))
    return row.source if row else ""


@cached_file
def _noise_rows() -> dict[str, Noise]:
    return {squeeze(row.phrase): row for row in read_rules(Noise)}


@cached_file
def _role_rows() -> dict[str, RoleWords]:
    return {squeeze(row.phrase): row for row in read_rules(RoleWords)}
