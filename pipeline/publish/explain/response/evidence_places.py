"""Say which value of the raw posting a piece of evidence was read from, and where that stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.raw import RawPosting
from pipeline.clean.stage import Evidence
from pipeline.pay.fields import as_found
from pipeline.publish.explain.response.leaf import plain_words
from pipeline.publish.explain.response.marked_text import MarkedText, marked_text
from pipeline.publish.explain.response.markup_leaves import innermost
from pipeline.publish.explain.response.match import Place
from pipeline.publish.explain.response.raw_places import CELLS, TEXTS, RawValue, raw_values

DESCRIPTION = "description_html"
EXTRA = "extra"
"""The values of a record that a spider keeps as they are."""
WORDS = {"place": "location", "description": DESCRIPTION, "pay text": "salary"}
"""Words of a rule that name the text it read, where that is not the field's own name."""


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """The value of the raw posting that was read, its paths in the response, and the words."""

    value: str
    paths: tuple[str, ...]
    text: MarkedText


def read_from(
    evidence: Evidence, raw: RawPosting, where: Mapping[str, Sequence[Place]]
) -> ReadFrom | None:
    """Return where a piece of evidence was read from; None for one that no value has in it.

    `where` is what `raw_places` says.
    """
    for n, pay in enumerate(raw.salary_fields):
        if evidence.text and evidence.text == (as_found(pay) or pay.text.strip()):
            names = [f"salary_fields[{n}].{cell}" for cell in CELLS if getattr(pay, cell)]
            paths = [each.leaf.path for name in names for each in where.get(name, ())]
            text = MarkedText("", evidence.text, "")
            return ReadFrom(f"salary_fields[{n}]", tuple(dict.fromkeys(paths)), text)
    for value in _likeliest(evidence, raw):
        if marked := marked_text(plain_words(value.value), evidence.text):
            found = _paths(evidence.text, where.get(value.name, ()))
            return ReadFrom(value.name, found, marked)
    return _in_extra(plain_words(evidence.text), where.get(EXTRA, ()))


def _in_extra(words: str, places: Sequence[Place]) -> ReadFrom | None:
    """Return where words stand that a stage read from another value of the record."""
    same = next((each for each in places if words and each.leaf.plain == words), None)
    text = MarkedText("", words, "")
    return ReadFrom(EXTRA, (same.leaf.path,), text) if same else None


def _likeliest(evidence: Evidence, raw: RawPosting) -> list[RawValue]:
    """Return the values that evidence may be from: one that its rule names comes first."""
    rule = evidence.rule.rpartition(": ")[2]
    words = {**{name: name for name in TEXTS}, **WORDS}
    named = {name for word, name in words.items() if re.search(rf"\b{word}\b", rule)}
    text = plain_words(evidence.text)

    def rank(value: RawValue) -> tuple[bool, bool, bool]:
        return value.name not in named, value.value.strip() != text, value.name == DESCRIPTION

    return sorted(raw_values(raw), key=rank)


def _paths(words: str, where: Sequence[Place]) -> tuple[str, ...]:
    """Return the paths of the places that have these words; of HTML in JSON the element, too."""
    spoken = plain_words(words)
    having = [each for each in where if spoken.casefold() in each.leaf.plain.casefold()]
    return tuple(_path(each, spoken) for each in having or where)


def _path(place: Place, words: str) -> str:
    path = place.leaf.path
    inside = "<" in place.leaf.text or "&lt;" in place.leaf.text
    part = innermost(place.leaf.text, words) if inside else ""
    return f"{path} {part}".strip()
