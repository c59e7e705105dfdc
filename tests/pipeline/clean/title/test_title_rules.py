"""Every row of the title's rule files does what its own example says."""

import re

import pytest

from models.vocab import EmploymentType, Level, Relevance
from pipeline.clean.employment import EmploymentWords, read_employment
from pipeline.clean.title.concepts import Concept, RoleWords, concepts, signs
from pipeline.clean.title.level import (
    BoardLevel,
    ExperienceYears,
    read_board_level,
    read_experience,
)
from pipeline.clean.title.relevance import FieldWords
from pipeline.clean.title.role_fit import ANY, NONE, Form
from pipeline.clean.title.short_title import short_title
from pipeline.clean.title.title_level import LevelWords, read_level
from pipeline.clean.title.title_role import Role, read_role, roles
from pipeline.clean.title.title_words import Noise, title_words
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import Compound, Phrases, squeeze, words
from tests.rows import every_row


def rows(name, row):
    return every_row("row", read_rules(name, row), ids=lambda r: r.example)


@rows("compounds.csv", Compound)
def test_compound_is_cut(row):
    assert [w.text for w in words(row.example)][1:] == [row.ending]


@rows("role_concepts.csv", Concept)
def test_concept_is_found_and_well_declared(row):
    assert row.concept in {s.concept.concept for s in signs(title_words(row.example))}
    assert row.kind in {"field", "firm", "plain", "weak", "final", "ignored"}
    assert (row.rank is None) == (row.kind != "field")
    assert row.group in {"", "ai", "data", "quant", "tech"}


@rows("role_words.csv", RoleWords)
def test_words_stand_for_their_concepts(row):
    found = signs(title_words(row.example))
    meant = {s.concept.concept for s in found if squeeze(s.text) == squeeze(row.words)}
    assert set(row.concepts.split()) <= meant


@rows("role_forms.csv", Form)
def test_form_reads_its_example(row):
    assert read_role(row.example).form == row
    assert {*row.fields.split(), row.head} - {ANY, NONE} <= set(concepts())
    assert row.relevance in {"", *Relevance}


@rows("roles.csv", Role)
def test_role_reads_its_example(row):
    form = read_role(row.example).form
    assert form is not None
    assert form.role == row.role
    assert {row.relevance, row.with_data, row.with_ai} <= set(Relevance)


def test_every_role_has_a_form_and_every_form_a_role():
    assert {form.role for form in read_rules("role_forms.csv", Form)} == set(roles())
    assert len(roles()) == 45


@rows("levels.csv", LevelWords)
def test_level_words_say_their_level(row):
    assert (read_level(row.example).level or "") == row.level
    assert row.level in {"", *Level}


@rows("board_levels.csv", BoardLevel)
def test_board_word_says_its_level(row):
    assert (read_board_level(row.example).level or "") == row.level


@rows("experience_levels.csv", ExperienceYears)
def test_years_say_their_level(row):
    stated = int(re.findall(r"\d+", row.example)[0])
    assert stated == row.years
    assert read_experience(stated, None).level == row.level


@rows("employment.csv", EmploymentWords)
def test_employment_words_say_their_kind(row):
    for where in ("field", "title") if row.where in ("both", "clause") else (row.where,):
        assert (read_employment(row.example, where).value or "") == row.employment
    assert row.employment in {"", *EmploymentType}


@rows("title_noise.csv", Noise)
def test_noise_is_left_out(row):
    assert short_title(row.example) == row.left


@rows("relevance.csv", FieldWords)
def test_field_words_are_found(row):
    assert Phrases([(row.words, row.words)]).find(words(row.example))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("role_words.csv", RoleWords),
        ("levels.csv", LevelWords),
        ("board_levels.csv", BoardLevel),
        ("title_noise.csv", Noise),
        ("relevance.csv", FieldWords),
    ],
)
def test_no_words_stand_twice(name, row):
    keys = [squeeze(r.words) for r in read_rules(name, row)]
    assert sorted(keys) == sorted(set(keys))


def test_no_form_stands_twice():
    keys = [(f.head, frozenset(f.fields.split())) for f in read_rules("role_forms.csv", Form)]
    assert len(keys) == len(set(keys))
