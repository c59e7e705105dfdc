"""Recognise a column by its name."""

from dataclasses import dataclass

from pipeline.rules.codes import currency_list
from pipeline.rules.rows.tables import Meaning, WordUse
from pipeline.tables.raw_names import KNOWN
from pipeline.tables.recognition.column_map import ColumnUse
from pipeline.tables.recognition.column_names import phrase_of
from pipeline.tables.recognition.column_rules import column_rules, joined_rules, words
from pipeline.tables.recognition.meanings import PAY


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may have a meaning. Of several, the lowest `rank` wins.

    `original` marks an amount as stated, beside one that was converted. `check`: the name alone
    is not enough, the values must fit.
    """

    use: ColumnUse
    rank: int
    check: bool = False
    original: bool = False


def by_name(column: str) -> Candidate | None:
    """Return what the name of a column means; None if no rule knows it."""
    if column in KNOWN:
        return Candidate(ColumnUse(column, Meaning(column), strict=True), -1)
    phrase = phrase_of(column)
    ranked = column_rules().get(phrase) or joined_rules().get(phrase)
    if ranked is not None:
        rank, rule = ranked
        return Candidate(ColumnUse(column, rule.use, period=rule.period), rank, rule.check)
    return _with_stated(column, phrase)


def stated_in(column: str, meaning: Meaning) -> ColumnUse:
    """Return a column with a meaning that the user gave, and what its name states about pay."""
    if meaning not in PAY:
        return ColumnUse(column, meaning)
    _rest, currency, period, scale, _original = _taken_apart(phrase_of(column))
    return ColumnUse(column, meaning, currency, period, scale)


def _with_stated(column: str, phrase: str) -> Candidate | None:
    """Return the meaning of a pay column with a currency, period or scale in its name."""
    rest, currency, period, scale, original = _taken_apart(phrase)
    if rest == phrase or rest not in column_rules():
        return None
    rank, rule = column_rules()[rest]
    if rule.use not in PAY or rule.check:
        return None
    use = ColumnUse(column, rule.use, currency, period or rule.period, scale)
    return Candidate(use, rank, original=original)


def _taken_apart(phrase: str) -> tuple[str, str, str, int, bool]:
    """Return the rest of a name, and the currency, period, scale and originality it states."""
    rest: list[str] = []
    currency = period = ""
    scale, original = 1, False
    for word in phrase.split():
        if word.upper() in currency_list():
            currency = word.upper()
        elif word in words(WordUse.PERIOD):
            period = words(WordUse.PERIOD)[word]
        elif word in words(WordUse.SCALE):
            scale = int(words(WordUse.SCALE)[word])
        elif word in words(WordUse.ORIGINAL):
            original = True
        elif word not in words(WordUse.FILLER):
            rest.append(word)
    return " ".join(rest), currency, period, scale, original
