"""The letters that a pattern needs: right for each rule, and never too many."""

from functools import cache

import pytest

from pipeline.clean.employment.description import _PROSE as EMPLOYMENT
from pipeline.clean.workplace.description import _PROSE as WORKPLACE
from pipeline.text.needed_letters import needed_letters
from pipeline.text.patterns import phrase, plain


def sets(words):
    return [set(letters) for letters in needed_letters(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fully remote", [{"fully"}, {"remote"}]),
        ("(two|three) days", [{"two", "three"}, {"days"}]),
        ("home ?office", [{"home"}, {"office"}]),
        ("colou?r", [{"colo"}, {"r"}]),
        ("work(ing)? (from home|remotely)", [{"work"}, {"from", "remotely"}]),
        ("tele(work|commut)\\w*", [{"tele"}, {"work", "commut"}]),
        ("удал[её]нн\\w+", [{"удал"}, {"нн"}]),
        ("(a|b)? c", [{"c"}]),
        ("days{0,2} off", [{"day"}, {"off"}]),
        ("remote|from home", [{"remote", "from"}]),
        ("remote|\\w+ office?", [{"remote", "offic"}]),
        ("remote|\\w+", []),
        ("remote(?= role)(?! not)", [{"remote"}]),
        ("(?:on|off) site", [{"on", "off"}, {"site"}]),
        ("# days~ here", [{"days"}, {"here"}]),
        ("[1-4][05] ?%", [set("1234"), set("05"), {"%"}]),
        ("[1-4]? off", [{"off"}]),
    ],
)
def test_a_pattern_needs_its_plain_letters(words, expected):
    assert sets(words) == expected


@pytest.mark.parametrize("prose", [WORKPLACE, EMPLOYMENT], ids=["workplace", "employment"])
def test_each_example_of_a_rule_has_the_letters_that_its_pattern_needs(prose):
    tried = 0
    for row in prose.rows():
        low = plain(row.example)
        if found := phrase(row.phrase).search(low):
            tried += 1
            needed = needed_letters(row.phrase)
            assert all(any(each in found[0] for each in one) for one in needed), row.phrase
    assert tried > 100


@cache
def pattern(words):
    return phrase(words)


def slow(prose, sentence):
    """Return what the patterns of all rows find in a sentence, without a look at letters."""
    found = []
    for row in prose.rows():
        if match := pattern(row.phrase).search(sentence):
            sentence = pattern(row.phrase).sub(" . ", sentence)
            found.append((row, match[0]))
    return found


@pytest.mark.parametrize("prose", [WORKPLACE, EMPLOYMENT], ids=["workplace", "employment"])
def test_letters_leave_out_no_pattern_that_matches(prose):
    for row in prose.rows()[::4]:
        text = plain(row.example)
        stated = list(prose.read(text))
        for span in {(one.start, one.end) for one in stated}:
            here = [(one.row, one.words) for one in stated if (one.start, one.end) == span]
            assert here == slow(prose, text[slice(*span)])
        matches = any(pattern(each.phrase).search(text) for each in prose.rows())
        assert bool(stated) == matches, row.example
