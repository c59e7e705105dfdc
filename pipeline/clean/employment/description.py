"""Read the employment type from the sentences of a description.

Three kinds of text count: a sentence about the job, a label with its value (`Job type: Full-time`),
and a short line of words of employment.csv (`Full-time | Berlin`). Rules: employment_prose.csv.
"""

import re
from collections.abc import Iterator

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.employment.words import TELLING, EmploymentReading, read_employment
from pipeline.rules.rows.requirements import EmploymentProse, EmploymentProseUse
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import plain
from pipeline.text.prose import LONGEST as LONGEST_TEXT
from pipeline.text.prose import Prose, Stated
from pipeline.text.scripts import CJK
from pipeline.text.sentences import ENDS

LABEL = re.compile(
    rf"[^\w\n]*(?P<label>\w[^:\uff1a=\n]{{1,40}}?)\s*(?:[:\uff1a=]|\s-\s|(?<=[{CJK}])\s)\s*"
    r"(?P<value>[^\n]{1,60})"
)
WIDEST = 44
"""Characters of a line that may hold a label and its sign."""
LONGEST = 60
"""Characters of a line that may state the type alone."""
PARTS = re.compile(r"[|\u2022\u00b7\u2013\u2014]|\s-\s|\s/\s")
NOTHING = EmploymentReading(None)


def read_description(text: str) -> EmploymentReading:
    """Return the employment type that a description states of the job; the most telling one."""
    found: dict[str, EmploymentReading] = {}
    for read in (*_labelled(text[:LONGEST_TEXT]), *_sentences(text)):
        if read.value:
            found.setdefault(read.value, read)
    return next((found[kind] for kind in TELLING if kind in found), NOTHING)


def stated(text: str) -> Iterator[Stated[EmploymentProse]]:
    """Yield each row that matches in a description, with its sentence."""
    return _PROSE.read(text)


def _labelled(text: str) -> Iterator[EmploymentReading]:
    """Yield what the values of labels state, as the board's own field does."""
    at = 0
    for line in text.split("\n"):
        head = line[:WIDEST]
        if ":" in head or "=" in head or " - " in head or not head.isascii():
            match = LABEL.match(text, at)
            if match and plain(match["label"]) in _labels():
                yield read_employment(ENDS.split(match["value"], maxsplit=1)[0], "field")
        at += len(line) + 1


def _sentences(text: str) -> Iterator[EmploymentReading]:
    for start, end, row, _words in stated(text):
        sentence = text[start:end].strip()
        if row.use is EmploymentProseUse.LINE:
            yield _line(sentence)
        else:
            yield EmploymentReading(row.employment, sentence, known=True, rule=row.source)


@cached_reader(4_096)
def _line(sentence: str) -> EmploymentReading:
    """Return the type of a short line if the first clause of one of its parts states a type."""
    if len(sentence) > LONGEST or any(True for _ in _labelled(sentence)):
        return NOTHING
    parts = (re.split("[,(]", part)[0].strip(" .*-") for part in PARTS.split(sentence))
    firsts = [part for part in parts if ":" not in part]
    if any(read_employment(first, "line").value for first in firsts):
        return read_employment(sentence, "line")
    return NOTHING


def _rules() -> tuple[EmploymentProse, ...]:
    rows = read_rules(EmploymentProse)
    return tuple(row for row in rows if row.use is not EmploymentProseUse.LABEL)


_PROSE = Prose(_rules)


@cached_file
def _labels() -> frozenset[str]:
    rows = read_rules(EmploymentProse)
    return frozenset(plain(row.phrase) for row in rows if row.use is EmploymentProseUse.LABEL)
