"""Read the examples of the files in rules/ itself."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.clean.language import common_words, read_language
from pipeline.clean.personal import mask
from pipeline.dedupe.compare import Relation
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.dedupe.rules import decide
from pipeline.dedupe.sketches.text_words import text_words
from pipeline.dedupe.sketches.vocabulary import vocabulary_of
from pipeline.dedupe.texts.swapped_words import notices
from pipeline.dedupe.weighing import Evidence, facts_in
from pipeline.rule_examples.heard import Heard, holds
from pipeline.rules.rows.general import (
    CommonWords,
    Letter,
    NoticeWords,
    Personal,
    SameJob,
    SamePoints,
    ShortWord,
    TownCode,
)
from pipeline.text.fold import fold

ALIKE: Mapping[str, str] = {
    "employer": "same",
    "title": "equal",
    "words": "few",
    "level": "same",
    "pay": "equal",
    "place": "same",
    "text": "same",
    "middle": "unknown",
    "days": "0",
    "boards": "one",
}
"""The relation of two postings where an example says nothing else."""


def relation(example: str, **changes: Any) -> Relation:
    """Return the relation of an example of same_job.csv, `title=role level=same`, with changes."""
    said: dict[str, Any] = {**ALIKE, **dict(word.split("=") for word in example.split())}
    return Relation(**said | {"days": int(said["days"])} | changes)


def _same_job(row: SameJob) -> Heard:
    found = decide(relation(row.example))
    return Heard(None, (found.rule, found.same), (row.rule, row.same))


NOTHING = Evidence("", "", band=False, employer="", facts=0, words=0.0, apart=0)
READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("title", "pay", "employer"), str),
    **dict.fromkeys(("facts", "apart"), int),
    "words": float,
    "band": bool,
}
"""How a value of an example of same_job_points.csv is read."""


def _points(row: SamePoints) -> Heard:
    said = (word.split("=") for word in row.example.split())
    found = NOTHING._replace(**{field: READ[field](value) for field, value in said})
    return Heard(None, row.fact in set(facts_in(found)), True)


def _language(row: CommonWords) -> Heard:
    read = read_language(row.example)
    return Heard({common_words(row.example)[2]}, read, row.language)


def _letter(row: Letter) -> Heard:
    stands = row.phrase in row.example.casefold()
    return Heard({row.source} if stands else (), fold(row.example), row.expect)


def _personal(row: Personal) -> Heard:
    own = re.sub(row.pattern, f"[{row.kind}]", row.example) == row.expect
    return Heard({row.source} if own else (), mask(row.example), row.expect)


def _town(row: TownCode) -> Heard:
    return Heard(holds(row, row.phrase), _compared(row.example), {"data", "engineer"})


def _short(row: ShortWord) -> Heard:
    found, meant = _compared(row.example), set(row.stands_for.split())
    return Heard(holds(row, row.phrase), (found & meant, row.phrase in found), (meant, False))


def _compared(title: str) -> set[str]:
    """Return the words of a title by which it is compared with others."""
    raw = RawPosting(source="example", source_key="1", url="", title=title)
    return set(fingerprint_of(raw, clean(raw).posting, "").title)


def _notice(row: NoticeWords) -> Heard:
    own = int.from_bytes(vocabulary_of(text_words(row.example)))
    return Heard(None, own & ~notices().get(row.language, 0), 0)


GENERAL: Mapping[type[Any], Callable[[Any], Heard]] = {
    SameJob: _same_job,
    SamePoints: _points,
    CommonWords: _language,
    Letter: _letter,
    NoticeWords: _notice,
    Personal: _personal,
    TownCode: _town,
    ShortWord: _short,
}
