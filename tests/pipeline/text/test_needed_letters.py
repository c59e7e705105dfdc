"""The letters that a pattern needs: right for each rule, and never too many."""

import pytest

from pipeline.clean.employment.description import _PROSE as EMPLOYMENT
from pipeline.clean.workplace.description import _PROSE as WORKPLACE
from pipeline.text.needed_letters import needed_letters
from pipeline.text.patterns import phrase, plain
from pipeline.text.prose import _matches, _patterns


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
    ],
)
def test_a_pattern_needs_its_plain_letters(words, expected):
    assert sets(words) == expected


@pytest.mark.parametrize("prose", [WORKPLACE, EMPLOYMENT], ids=["workplace", "employment"])
def test_each_example_of_a_rule_has_the_letters_that_its_pattern_needs(prose):
    tried = 0
    for row, pattern in zip(prose.rows(), _patterns(prose), strict=True):
        low = plain(row.example)
        if found := phrase(row.phrase).search(low):
            tried += 1
            assert all(any(each in found[0] for each in one) for one in pattern.needed), row.phrase
    assert tried > 100


def slow(prose, sentence):
    """Return what the patterns of all rows find in a sentence, without a look at letters."""
    found = []
    for number, row in enumerate(prose.rows()):
        if match := phrase(row.phrase).search(sentence):
            sentence = phrase(row.phrase).sub(" . ", sentence)
            found.append((number, match[0]))
    return tuple(found)


def test_letters_leave_out_no_pattern_that_matches():
    every = tuple(range(len(WORKPLACE.rows())))
    for row in WORKPLACE.rows()[::5]:
        low = plain(row.example)
        expected = slow(WORKPLACE, low)
        assert _matches(WORKPLACE, low, every) == expected
        assert not expected or _matches(WORKPLACE, low, (expected[0][0],)) == expected[:1]
