from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocab import Level
from pipeline.caches import clear_caches
from pipeline.clean.employment.words import read_employment
from pipeline.clean.title.title_level import read_level
from pipeline.rules.rows.requirements import EmploymentWords
from pipeline.rules.rows.title import LevelWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold
from pipeline.text.phrases import LONGEST, TITLE, Phrases, squeeze, tidy, words

key = partial(fold, punctuation=True, voiced=True)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Sr. ML-Engineer", ["sr", "ml", "engineer"]),
        ("Data AnalystMIS", ["data", "analyst", "mis"]),
        ("MISSr.Executive", ["mis", "sr", "executive"]),
        ("C++ and C# Dev", ["c++", "and", "c#", "dev"]),
        ("Softwareentwickler", ["software", "entwickler"]),
        ("数据分析师", ["数", "据", "分", "析", "师"]),
        ("Kỹ Sư Đám Mây", ["ky", "su", "dam", "may"]),
        ("Ingénieur IA", ["ingenieur", "ia"]),
        ("", []),
    ],
)
def test_words_are_cut_and_folded(text, cut):
    assert [w.text for w in words(text)] == cut


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Data Analyst, Sales", [0, 0, 1]),
        ("Analyst - Data", [0, 1]),
        ("Analyst- Data", [0, 1]),
        ("Post-training Engineer", [0, 0, 0]),
        ("Engineer(ML/CV)", [0, 1, 1]),
        ("Data & AI", [0, 0]),
        ("Lead|Data", [0, 1]),
    ],
)
def test_clauses_end_at_separators(text, clauses):
    assert [w.clause for w in words(text)] == clauses


def test_slashes_count_alternatives():
    assert [w.alternative for w in words("Senior/Lead Engineer/Analyst")] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Data  Engineer (m/w/d)", "Data Engineer"),
        ("Développeur·se IA H/F", "Développeur IA"),
        ("Entwickler:in KI", "Entwickler KI"),
        ("Ingénieur(e) Data", "Ingénieur Data"),
        ("Becario/a de Datos", "Becario de Datos"),
        ("Analyst\uff08Data\uff09", "Analyst(Data)"),
        ("R&D Engineer", "R&D Engineer"),
        ("AI/ML Engineer", "AI/ML Engineer"),
    ],
)
def test_gender_marks_and_widths_go(text, tidied):
    assert tidy(text) == tidied


def test_phrases_ignore_spaces_hyphens_case_and_plural():
    rules = Phrases(lambda: [("MLOps", 1), ("data engineer", 2)])
    for text in ("ML Ops", "ml-ops", "MLOPS"):
        assert [f.value for f in rules.find(words(text))] == [1]
    assert [f.value for f in rules.find(words("Data Engineers"))] == [2]


def test_the_longest_phrase_wins_and_none_crosses_a_clause():
    rules = Phrases(lambda: [("data", 1), ("data science", 2)])
    assert [f.value for f in rules.find(words("Data Science"))] == [2]
    assert [f.value for f in rules.find(words("Data, Science"))] == [1]


def test_a_slash_parts_phrases_unless_asked():
    assert not Phrases(lambda: [("III", 1)]).find(words("I/II"))
    assert Phrases(lambda: [("UI/UX", 1)], across_slashes=True).find(words("UI/UX"))


def test_years_are_one_word():
    rules = Phrases(lambda: [("summer yyyy", 1)])
    assert rules.find(words("Summer 2027"))
    assert not rules.find(words("Summer 1999"))


def test_a_title_is_read_to_its_limit_only():
    assert len(tidy("x" * 5 * LONGEST)) == LONGEST


@given(st.text(max_size=80))
def test_any_text_is_cut_at_its_own_places(text):
    tidied = tidy(text)
    for word in words(tidied):
        assert key(tidied[word.start : word.end]) == word.text
    assert squeeze(text) == squeeze(tidied)


def test_plain_phrases_of_rules_have_the_key_of_all_others():
    phrases = [row.phrase for row in read_rules(EmploymentWords)]
    phrases += [row.phrase for row in read_rules(LevelWords)]
    phrases += ["data 2025 lead", "ml-ops", "a  b", "", "2030", "x" * 600, "m/w/d", "c++ dev"]
    for phrase in phrases:
        assert squeeze(phrase) == "".join(word.key for word in words(tidy(phrase))), phrase


def test_rules_that_are_read_again_add_no_phrases_to_the_pass_of_titles():
    count = len(TITLE.matchers)
    clear_caches()
    for where in ("field", "title", "line"):
        read_employment("Full-time", where)
    assert read_level("Senior Data Scientist").level is Level.SENIOR
    assert len(TITLE.matchers) == count
