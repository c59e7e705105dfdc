import pytest

from scrapers.readers.record_values import (
    MissingFieldError,
    bare,
    joined,
    left_over,
    records,
    required,
    said,
    several,
    text,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, ""),
        (" x ", " x "),
        (0, "0"),
        (102800, "102800"),
        (102800.0, "102800"),
        (58.5, "58.5"),
        (0.1, "0.1"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        ([], ""),
        ({"a": 1}, ""),
    ],
)
def test_text_keeps_every_digit(value, words):
    assert text(value) == words


def test_required_takes_the_first_that_is_not_blank():
    assert required({"a": " ", "b": 7}, "a", "b") == "7"
    with pytest.raises(MissingFieldError, match="a and b"):
        required({"a": None}, "a", "b")


def test_words_for_nothing_say_nothing():
    assert [said(v) for v in ("UNAVAILABLE", " n/a ", "null", "Nonesuch")] == [
        "",
        "",
        "",
        "Nonesuch",
    ]


def test_lists():
    assert [several(v) for v in (None, 0, [1, 2])] == [[], [0], [1, 2]]
    assert [records(v) for v in (None, "x", {"a": 1}, [1, {"a": 1}])] == [[], [], [], [{"a": 1}]]
    assert joined(["a", " ", "b ", "a"]) == "a; b"


def test_what_is_left_over_is_what_no_set_has_and_what_is_there():
    record = {"a": 1, "b": 2, "c": "", "d": None, "e": 0, "f": False, "g": [], "h": {}}
    assert left_over(record, {"a"}, {"b"}) == {"e": 0, "f": False}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (" ML Engineer ", "ML Engineer"),
        ("Senior <strong>ML</strong> Engineer", "Senior ML Engineer"),
        ("R&amp;D &#8211; Data &lt;b&gt;Lead&lt;/b&gt;", "R&D \u2013 Data Lead"),
        ("Data\nAnalyst\r\n(Remote)", "Data Analyst (Remote)"),
        ("Operator 2  - shift", "Operator 2  - shift"),
        ("R&D, Q&A; AT&T;", "R&D, Q&A; AT&T;"),
        ("C++ <3 > 2", "C++ <3 > 2"),
        ("<br/>", ""),
        ("a < b", "a < b"),
    ],
)
def test_a_short_text_without_what_html_put_into_it(words, shown):
    assert bare(words) == shown
