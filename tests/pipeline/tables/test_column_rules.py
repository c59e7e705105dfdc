"""Each row of the rules of columns does what its example says."""

import pytest

from pipeline.rules.rows.tables import (
    ColumnRule,
    Meaning,
    MissingRule,
    ShapeRule,
    WordRule,
)
from pipeline.rules.rulebook import read_rules
from pipeline.tables.recognition.by_name import by_name
from pipeline.tables.recognition.column_names import phrase_of
from pipeline.tables.recognition.column_rules import SURVEY, shape_of
from pipeline.tables.recognition.meanings import PAY
from pipeline.tables.recognition.present import is_missing, present, yes_or_no
from tests.support.rows import every_row

COLUMNS = read_rules(ColumnRule)
PHRASES = read_rules(WordRule)
MISSING = read_rules(MissingRule)
SHAPES = read_rules(ShapeRule)


@every_row("row", COLUMNS, ids=lambda row: row.phrase)
def test_a_column_of_this_name_has_this_meaning(row):
    assert phrase_of(row.example) == row.phrase
    assert row.use.meaning
    assert not row.period or row.use in PAY
    found = by_name(row.example)
    assert found is not None
    assert found.use.meaning == row.use


@every_row("row", PHRASES, ids=lambda row: f"{row.use} {row.phrase}")
def test_a_word_does_what_its_example_shows(row):
    if row.use in ("true", "false"):
        assert yes_or_no(row.example) is (row.use == "true")
        return
    if row.use == "other":
        assert row.phrase in phrase_of(row.example).split()
        return
    found = by_name(row.example)
    assert found is not None
    assert found.use.meaning in PAY
    if row.use == "scale":
        assert found.use.scale == int(row.value)
    if row.use == "period":
        assert found.use.period == row.value
    if row.use == "original":
        assert found.original


@every_row("row", MISSING, ids=lambda row: row.phrase)
def test_a_missing_value_is_missing(row):
    assert is_missing(row.phrase)
    assert present(row.example, Meaning.LOCATION) == row.expect


@every_row("row", SHAPES, ids=lambda row: row.shape)
def test_a_shape_is_known_by_its_columns(row):
    names = tuple(row.columns.split("; "))
    assert shape_of((*names, "more")) == row.shape
    assert shape_of(names[1:]) != row.shape


def test_the_survey_is_a_known_shape():
    assert SURVEY in {row.shape for row in SHAPES}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("salary_min_k", "lower end of pay, in thousands"),
        ("salary_max_usd", "upper end of pay, in USD"),
        ("Gehalt (€)", "pay, in EUR"),
        ("Annual Salary USD", "pay, in USD, for one year"),
        ("hourlyRate", "pay, for one hour"),
        ("Stundenlohn", "pay, for one hour"),
        ("currency_original", "currency of pay"),
        ("Max Salary (in thousands)", "upper end of pay, in thousands"),
    ],
)
def test_a_name_states_currency_period_and_thousands(name, words):
    found = by_name(name)
    assert found is not None
    assert found.use.words == words


@pytest.mark.parametrize(
    ("name", "meaning"),
    [("jobtitle", "title"), ("joblocation_address", "location"), ("payrate", "salary")],
)
def test_words_of_a_name_may_be_joined(name, meaning):
    found = by_name(name)
    assert found is not None
    assert found.use.meaning == meaning


@pytest.mark.parametrize("name", ["shoe_size", "usd", "min", "annual_min_usd", "lat", ""])
def test_other_names_have_no_meaning(name):
    assert by_name(name) is None


def test_namibia_is_a_country_and_nobody_is_called_na():
    assert present("NA", Meaning.COUNTRY) == "NA"
    assert present("NA", Meaning.COMPANY) == ""
    assert present("Nana", Meaning.COMPANY) == "Nana"
