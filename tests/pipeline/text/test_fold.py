import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.employer.company_key import company_key
from pipeline.rules.rows.general import Letter
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold, same_name, without_digraphs
from tests.support.rows import every_row

ONE_NAME = (
    ("Łódź", "Lodz", "LODZ", "\uff2c\uff4f\uff44\uff5a"),
    ("München", "Munchen", "Muenchen", "Mu\u0308nchen"),
    ("Köln", "Koln", "Koeln"),
    ("Ærø", "Aeroe"),
    ("Århus", "Aarhus"),
    ("Tromsø", "Tromso", "Tromsoe"),
    ("Jyväskylä", "Jyvaskyla", "Jyvaeskylae"),
    ("Đà Nẵng", "Da Nang"),
    ("Ísafjörður", "Isafjordur"),
    ("Straße", "Strasse"),
    ("\u01fd", "ae"),
)


@every_row("name", [(names[0], other) for names in ONE_NAME for other in names[1:]])
def test_spellings_of_a_name_have_one_key(name):
    one, other = map(same_name, name)
    assert one == other
    assert company_key(f"{name[0]} Labs GmbH") == company_key(f"{name[1]} Labs GmbH")


@every_row("row", read_rules(Letter), ids=lambda row: row.phrase)
def test_a_letter_is_folded_as_its_row_says(row):
    assert fold(row.phrase) == row.plain
    assert fold(row.example) == row.expect


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SaaS", "SAS"),
        ("AEM", "AM"),
        ("Joe", "Jo"),
        ("Blue", "Blu"),
        ("Bauer", "Baur"),
        ("Quelle", "Qulle"),
        ("ジ", "シ"),
        ("Москва", "Moskva"),
        ("東京", "DongJing"),
    ],
)
def test_other_names_have_other_keys(one, other):
    assert same_name(one) != same_name(other)


def test_punctuation_becomes_one_space_or_stays():
    assert fold("Cluj-Napoca,  O\u2019Hare") == "cluj napoca ohare"
    assert fold("C++ / É", punctuation=True) == "c++ / e"


def test_a_key_with_two_letters_for_one_may_mean_each_of_them():
    assert without_digraphs("aeroe") == ("aroe", "aero", "aro")
    assert without_digraphs("berlin") == ()


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text):
    assert fold(fold(text)) == fold(text)
