"""Trace a description: the words of each stage that reads it, also those that did not decide."""

from collections.abc import Iterator

from pipeline.clean.employment.description import stated as employment_stated
from pipeline.clean.language import common_words
from pipeline.clean.place.remote_from import read_cues
from pipeline.clean.requirements.education import study_places
from pipeline.clean.requirements.experience import read_experience
from pipeline.clean.requirements.rules import RequirementWord
from pipeline.clean.requirements.sections import RequirementText, requirement_text
from pipeline.clean.requirements.skill_finder import find_skills
from pipeline.clean.workplace.description import stated as workplace_stated
from pipeline.clean.workplace.names import without_names
from pipeline.clean.workplace.word_sentences import read_words
from pipeline.publish.explain.traced.word import TracedWords
from pipeline.text.matcher import Hit

ASIDE = "only words about something else"
OF_A_DEGREE = {"hides": "these words are no degree", "near": "a degree beside others"}


def trace_description(text: str, company: str = "") -> tuple[TracedWords, ...]:
    """Return the words of a description that rules know, stage by stage.

    Of names of employers, also that of `company`, no word says where the work is done.
    """
    workplace = _workplace(without_names(text, company))
    return (
        *workplace,
        *_remote_from(text),
        *_employment(text),
        *_requirements(text),
        *_others(text),
    )


def _workplace(text: str) -> Iterator[TracedWords]:
    for _start, _end, row, words in workplace_stated(text):
        yield TracedWords(words.strip(), "workplace", row.workplace or ASIDE, row.source)
    for found, known in dict.fromkeys(read_words(text)):
        yield TracedWords(found, "workplace", f"a word of kind {known.kind}", known.source)


def _remote_from(text: str) -> Iterator[TracedWords]:
    words, areas, rule = read_cues(text)
    if areas:
        yield TracedWords(words, "remote from", ", ".join(areas), rule)


def _employment(text: str) -> Iterator[TracedWords]:
    for _start, _end, row, words in employment_stated(text):
        yield TracedWords(words.strip(), "employment", row.employment or ASIDE, row.source)


def _requirements(text: str) -> Iterator[TracedWords]:
    """Yield degrees and fields of study, the words that say how they are required, and years."""
    found = requirement_text(text)
    for kind in ("degree", "field"):
        for hit in found.signs[kind]:
            yield _requirement(found, kind, hit)
    for start, end in sorted({found.sentence(hit.start) for hit in found.signs["degree"]}):
        for hit in found.within("asking", start, end):
            yield _requirement(found, "how required", hit)
    if years := read_experience(text):
        least, most = years.low or 0, "" if years.high is None else f" to {years.high}"
        yield TracedWords(years.text, "years", f"{least}{most or ' or more'}", years.rule)


def _requirement(found: RequirementText, kind: str, hit: Hit[RequirementWord]) -> TracedWords:
    text = found.raw[hit.start : hit.end].decode(errors="replace")
    value = hit.value.value or hit.value.kind
    if kind == "degree":
        value = hit.value.value or OF_A_DEGREE.get(hit.value.kind, hit.value.kind)
    return TracedWords(text, kind, value, hit.value.source)


def _others(text: str) -> Iterator[TracedWords]:
    for named in find_skills(text, study_places(text)):
        yield TracedWords(named.text, "skill", named.skill, named.source)
    language, words, rule = common_words(text)
    if language:
        yield TracedWords(", ".join(words), "language", language, rule)
