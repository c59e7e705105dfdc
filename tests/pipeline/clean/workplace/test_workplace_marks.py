"""Sentences that name no arrangement: what their marks tell together."""

import pytest

from models.vocab import Workplace
from pipeline.clean.workplace.description import read_prose
from pipeline.clean.workplace.marks import read_marks
from pipeline.rules.rows.place import WorkplaceMark
from pipeline.rules.rulebook import read_rules
from pipeline.text.needed_letters import needed_letters
from pipeline.text.patterns import phrase, plain
from tests.support.rows import every_row

MARKS = read_rules(WorkplaceMark)


@every_row("row", MARKS, ids=lambda row: f"{row.mark} {row.language}")
def test_each_row_is_found_in_its_example_by_letters_that_it_needs(row):
    example = plain(row.example)
    match = phrase(row.phrase).search(example)
    assert match
    sets = needed_letters(row.phrase)
    letters = max(sets, key=lambda one: min(map(len, one)))
    assert any(one in match[0] for one in letters)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Come in on Mondays and work wherever you like.", Workplace.HYBRID),
        ("Work wherever you like.", Workplace.REMOTE),
        ("You stand behind the counter of our bakery.", Workplace.ONSITE),
        ("You are at our bakery every day.", Workplace.ONSITE),
        ("We have a bakery and open it every day.", None),
        ("You can be at our bakery every day.", None),
        ("Our clients work from home every day.", None),
        ("Twice a year we meet at our plant.", None),
        ("Do you like to work from home?", None),
        ("We do not work from home.", Workplace.ONSITE),
        ("We have no phones, and we work from home.", Workplace.REMOTE),
        ("Wir arbeiten nicht von zu Hause.", Workplace.ONSITE),
        ("Wir haben kein Büro und arbeiten von zu Hause.", Workplace.REMOTE),
        ("Ich arbeite jeden Tag in eurem Laden und nie zu Hause.", None),
        ("You care for people in their own homes every day.", None),
        ("Ostrava | On site | Full-time", None),
    ],
)
def test_who_where_how_often_and_denial(text, meant):
    told = [kind for _, _, kind, _ in read_marks(text)]
    assert told == ([] if meant is None else [meant])


def test_a_sentence_that_a_pattern_reads_is_not_read_by_its_marks():
    text = "This is a hybrid role. You work from home always."
    assert read_prose(text).workplace is Workplace.HYBRID
    said = read_prose("We make bread. You work from home always. Apply!")
    assert (said.workplace, said.text) == (Workplace.REMOTE, "You work from home always")
    assert said.rule.startswith("place/workplace_marks.csv:")
