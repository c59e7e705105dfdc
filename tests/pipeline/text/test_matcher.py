import pytest

from pipeline.clean.requirements.sections import requirement_text
from pipeline.text.matcher import LONGEST, FoldedPass, Hit, Matcher, folded, longest

SPOTTER = Matcher(
    lambda: [("data", 1), ("data lake", 2), ("c++", 3), ("c", 4), ("naïve bayes", 5), ("data", 6)]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("data", {"data": [1, 6]}),
        ("Data-Lake", {"Data": [1, 6], "Data-Lake": [2]}),
        ("C++, C", {"C++": [3], "C": [4]}),
        ("C#", {}),
        ("metadata database", {}),
        ("“data”", {"data": [1, 6]}),
        ("Naïve–Bayes", {"Naïve-Bayes": [5]}),
        ("data\nlake", {"data": [1, 6], "data\nlake": [2]}),
        ("é data", {"data": [1, 6]}),
        ("データdataです", {"data": [1, 6]}),
        ("İ data", {"data": [1, 6]}),
    ],
)
def test_phrases_are_found_where_they_stand_as_words(text, found):
    ready = folded(text)
    places: dict[str, list[int]] = {}
    for hit in SPOTTER.find(ready):
        places.setdefault(ready.raw[hit.start : hit.end].decode(), []).append(hit.value)
    assert places == found


def test_a_plural_is_found_without_its_s():
    ready = folded("data lakes")
    assert [h.value for h in SPOTTER.find(ready)] == [1, 6]
    plural = Matcher(lambda: [("data lake", 1), ("c", 2)], plurals=True)
    assert plural.find(ready) == [Hit(0, 9, 1)]
    assert plural.find(folded("cs")) == []


def test_matchers_of_one_pass_keep_their_own_hits_and_options():
    one_pass = FoldedPass()
    skills = Matcher(lambda: [("lake", 1)], plurals=True, one_pass=one_pass)
    assert skills.find(folded("lakes")) == [Hit(0, 4, 1)]
    places = Matcher(lambda: [("lake", 2), ("lakes", 3)], one_pass=one_pass)
    assert skills.find(folded("lakes")) == [Hit(0, 4, 1)]
    assert places.find(folded("lakes")) == [Hit(0, 5, 3)]


def test_the_longest_phrase_hides_those_in_it():
    hits = [Hit(5, 9, "b"), Hit(0, 4, "a"), Hit(0, 9, "ab"), Hit(8, 12, "c"), Hit(9, 12, "d")]
    assert longest(hits) == [Hit(0, 9, "ab"), Hit(9, 12, "d")]
    assert longest([Hit(0, 4, "first"), Hit(0, 4, "second")]) == [Hit(0, 4, "first")]


def test_what_no_posting_has_room_for_is_not_read():
    assert SPOTTER.find(folded(" " * LONGEST + "data")) == []


def test_a_sentence_ends_at_a_line_a_semicolon_or_a_full_stop():
    text = "A B.Sc. in Physics. You work; you rest\nYou sleep e.g. at night. zzz"
    found = requirement_text(text)
    sentences = {text[slice(*found.sentence(at))].strip() for at in range(len(text))}
    assert sentences == {
        "A B.Sc. in Physics.", "You work;", "you rest", "You sleep e.g. at night. zzz", "",
    } - {""}  # fmt: skip


def test_a_heading_speaks_for_the_lines_below_it():
    text = (
        "Requirements:\nPython\nNice to have\nRust\nIt is nice to have you here\nWhat we offer\nTea"
    )
    found = requirement_text(text)
    said = [found.section(text.index(word)) for word in ("Python", "Rust", "here", "Tea")]
    assert said == ["required", "preferred", "preferred", "offer"]


@pytest.mark.parametrize(
    "phrase", ["data lake", "SQL", "c", "c#", "C++", "a-b", "naïve bayes", "数据", "b2b 24"]
)
def test_a_phrase_is_found_in_itself_and_not_within_words(phrase):
    found = Matcher(lambda: [(phrase, 1)])
    assert [hit.value for hit in found.find(folded(f"({phrase.upper()}), x"))] == [1]
    assert found.find(folded(f"x{phrase}x")) == [] or phrase == "数据"
