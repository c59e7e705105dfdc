"""Trace the fields in which a board names the level, the type of employment and the workplace."""

from collections.abc import Iterator

from models.raw import RawPosting
from pipeline.clean.employment.words import read_employment
from pipeline.clean.title.level import read_board_level
from pipeline.clean.workplace.workplace import read_field
from pipeline.publish.explain.traced.word import UNKNOWN, TracedWords


def trace_fields(raw: RawPosting) -> tuple[TracedWords, ...]:
    """Return what the rules say of the board's own words for level, employment and workplace."""
    return tuple(_known(raw))


def _known(raw: RawPosting) -> Iterator[TracedWords]:
    if text := raw.level.strip():
        level = read_board_level(text)
        yield _traced(text, "level", level.level, level.rule)
    if text := raw.employment.strip():
        employment = read_employment(text, "field")
        yield _traced(text, "employment", employment.value, employment.rule)
    if text := raw.workplace.strip():
        workplace = read_field(text)
        yield _traced(text, "workplace", workplace.workplace, workplace.rule)


def _traced(text: str, means: str, value: str | None, rule: str) -> TracedWords:
    return TracedWords(text, means, value or UNKNOWN, rule)
