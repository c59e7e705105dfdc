"""Read the examples of rules/tables."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.rule_examples.heard import Heard
from pipeline.rules.rows.tables import ColumnRule, Meaning, MissingRule, WordRule, WordUse
from pipeline.tables.recognition.by_name import Candidate, by_name
from pipeline.tables.recognition.column_names import phrase_of
from pipeline.tables.recognition.meanings import PAY
from pipeline.tables.recognition.present import is_missing, present, yes_or_no


def _column(row: ColumnRule) -> Heard:
    found = by_name(row.example)
    own = phrase_of(row.example) == row.phrase
    return Heard({row.source} if own else (), found and found.use.meaning, row.use)


def _word(row: WordRule) -> Heard:
    if row.use in (WordUse.TRUE, WordUse.FALSE):
        same = row.example.strip().casefold() == row.phrase.casefold()
        fired = {row.source} if same else ()
        return Heard(fired, yes_or_no(row.example), row.use is WordUse.TRUE)
    own = row.phrase in phrase_of(row.example).split()
    said = (None, None) if row.use is WordUse.OTHER else _stated(row, by_name(row.example))
    return Heard({row.source} if own else (), *said)


def _stated(row: WordRule, found: Candidate | None) -> tuple[Any, Any]:
    """Return what the name of a pay column states by a word of this use, and what it must."""
    if found is None or found.use.meaning not in PAY:
        return found and found.use.meaning, "pay"
    if row.use is WordUse.SCALE:
        return found.use.scale, int(row.value)
    if row.use is WordUse.PERIOD:
        return found.use.period, row.value
    return row.use is WordUse.FILLER or found.original, True


def _missing(row: MissingRule) -> Heard:
    fired = {row.source} if is_missing(row.phrase) and row.phrase in row.example.casefold() else ()
    return Heard(fired, present(row.example, Meaning.LOCATION), row.expect)


COLUMNS: Mapping[type[Any], Callable[[Any], Heard]] = {
    ColumnRule: _column,
    WordRule: _word,
    MissingRule: _missing,
}
