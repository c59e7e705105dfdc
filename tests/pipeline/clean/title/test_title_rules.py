"""Every row of the title's rule files does what its own example says."""

import re

import pytest

from pipeline.clean.employment.words import read_employment
from pipeline.clean.title.concepts import signs
from pipeline.clean.title.level import read_board_level, read_experience
from pipeline.clean.title.short_title import short_title
from pipeline.clean.title.title_level import read_level
from pipeline.clean.title.title_role import read_role, roles
from pipeline.clean.title.title_words import title_words
from pipeline.rules.rows.requirements import EmploymentWords
from pipeline.rules.rows.title import (
    BoardLevel,
    Compound,
    Concept,
    ExperienceYears,
    FieldWords,
    Form,
    LevelWords,
    Noise,
    Role,
    RoleWords,
)
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import Phrases, squeeze, words
from tests.support.rows import every_row


def rows(row):
    return every_row("row", read_rules(row), ids=lambda r: r.example)


@rows(Compound)
def test_compound_is_cut(row):
    assert [w.text for w in words(row.example)][1:] == [squeeze(row.phrase)]


@rows(Concept)
def test_concept_is_found_and_well_declared(row):
    assert row.concept in {s.concept.concept for s in signs(title_words(row.example))}
    assert (row.rank is None) == (row.kind != "field")


@rows(RoleWords)
def test_words_stand_for_their_concepts(row):
    found = signs(title_words(row.example))
    meant = {s.concept.concept for s in found if squeeze(s.text) == squeeze(row.phrase)}
    assert set(row.concepts.split()) <= meant


@rows(Form)
def test_form_reads_its_example(row):
    assert read_role(row.example).form == row


@rows(Role)
def test_role_reads_its_example(row):
    form = read_role(row.example).form
    assert form is not None
    assert form.role == row.role


def test_every_role_has_a_form_and_every_form_a_role():
    assert {form.role for form in read_rules(Form)} == set(roles())
    assert len(roles()) == 47


@rows(LevelWords)
def test_level_words_say_their_level(row):
    assert read_level(row.example).level == row.level


@rows(BoardLevel)
def test_board_word_says_its_level(row):
    assert read_board_level(row.example).level == row.level


@rows(ExperienceYears)
def test_years_say_their_level(row):
    stated = int(re.findall(r"\d+", row.example)[0])
    assert stated == row.years
    assert read_experience(stated, None).level == row.level


@rows(EmploymentWords)
def test_employment_words_say_their_kind(row):
    beside = {"after_agent": ("title",), "before_agent": ("title",)}
    places = beside | {"field": ("field",), "title": ("title",)}
    for where in places.get(row.use, ("field", "title")):
        assert read_employment(row.example, where).value == row.employment


@rows(Noise)
def test_noise_is_left_out(row):
    assert short_title(row.example) == row.expect


@rows(FieldWords)
def test_field_words_are_found(row):
    assert Phrases(lambda: [(row.phrase, row.phrase)]).find(words(row.example))


@pytest.mark.parametrize("row", [RoleWords, LevelWords, BoardLevel, Noise, FieldWords])
def test_no_words_stand_twice(row):
    keys = [squeeze(r.phrase) for r in read_rules(row)]
    assert sorted(keys) == sorted(set(keys))


def test_no_form_stands_twice():
    keys = [(f.head, frozenset(f.fields.split())) for f in read_rules(Form)]
    assert len(keys) == len(set(keys))
