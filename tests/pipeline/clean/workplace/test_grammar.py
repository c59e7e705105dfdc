"""Sentences that name no arrangement: what their words tell together."""

import pytest

from models.vocab import Workplace
from pipeline.clean.workplace.description import read_prose
from pipeline.clean.workplace.word_kinds import kinds_of
from pipeline.clean.workplace.word_sentences import read_told
from pipeline.rules.rows.place import WorkplaceWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import plain
from tests.support.rows import every_row

WORDS = read_rules(WorkplaceWords)


@every_row("row", WORDS, ids=lambda row: f"{row.kind} {row.language}")
def test_each_row_has_its_example_and_no_word_twice(row):
    words = row.words.split("; ")
    assert row.example in {word.strip("*") for word in words}
    assert len(words) == len(set(words))
    assert all(word == plain(word) for word in words)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Come in on Mondays and work wherever you like.", Workplace.HYBRID),
        ("You sell bread at the counter of our bakery.", Workplace.ONSITE),
        ("You are at our bakery every day.", Workplace.ONSITE),
        ("We have a bakery and open it every day.", None),
        ("You can be at our bakery every day.", None),
        ("Our clients work from home every day.", None),
        ("Twice a year we meet at our plant.", None),
        ("Do you like to work from home?", None),
        ("We do not work from home.", Workplace.ONSITE),
        ("We have no phones, and we work from home.", Workplace.REMOTE),
        ("You report to our plant manager every day.", None),
        ("You will be in the shop from Tuesday to Saturday.", Workplace.ONSITE),
        ("Wir arbeiten nicht von zu Hause.", Workplace.ONSITE),
        ("Wir haben kein Büro und arbeiten von zu Hause.", Workplace.REMOTE),
        ("ทำงานจากที่บ้าน 100% ไม่ต้องเข้าออฟฟิศ", Workplace.REMOTE),
        ("Гібридний формат: вівторок і четвер в офісі, інші дні з дому.", Workplace.HYBRID),
        ("You care for people in their own homes every day.", None),
        ("Ostrava | On site | Full-time", None),
    ],
)
def test_who_where_how_often_and_denial(text, meant):
    told = [kind for _, _, kind, _ in read_told(text)]
    assert told == ([] if meant is None else [meant])


def test_the_language_of_a_sentence_is_the_one_with_most_of_its_words():
    assert kinds_of("wir arbeiten remote in unserem büro").language == "de"
    assert kinds_of("we work remote in our office").language == "en"


def test_a_sentence_that_a_pattern_reads_is_not_read_by_its_words():
    text = "This is a hybrid role. You work from home always."
    assert read_prose(text).workplace is Workplace.HYBRID
    said = read_prose("We make bread. You work from home always. Apply!")
    assert (said.workplace, said.text) == (Workplace.REMOTE, "You work from home always")
    assert said.rule.startswith("place/workplace_words.csv:")
