"""The helper that groups the rows of a table: nothing that a row says is lost."""

import re

import pytest

from tests.support import rows
from tests.support.rows import count, every_row


def said(test, **fixtures):
    """Return what a test of a table says when it fails."""
    with pytest.raises(pytest.fail.Exception) as caught:
        test(**fixtures)
    return str(caught.value)


def test_every_failing_row_is_named_with_its_reason():
    @every_row("number", [1, 2, 3, 4])
    def odd(number):
        assert number % 2, f"{number} is even"

    words = said(odd)
    assert words.startswith("2 of 4 rows fail:\n  2\n")
    assert "2 is even" in words
    assert "\n  4\n" in words
    assert "4 is even" in words
    assert "3 is even" not in words
    assert re.search(rf"{re.escape(__file__)}:\d+\n", words)


@pytest.mark.parametrize("error", [KeyError("a"), UserWarning("b"), pytest.fail.Exception("c")])
def test_a_row_that_raises_leaves_the_others_their_turn(error):
    came = []

    @every_row("number", [1, 2])
    def raises(number):
        came.append(number)
        raise error

    assert said(raises).startswith("2 of 2 rows fail:")
    assert came == [1, 2]


def test_a_row_that_is_expected_to_fail_must_fail():
    @every_row("number", [1, pytest.param(2, marks=pytest.mark.xfail, id="two")])
    def odd(number):
        assert number % 2

    odd()

    @every_row("number", [1, pytest.param(3, marks=pytest.mark.xfail, id="three")])
    def also_odd(number):
        assert number % 2

    words = said(also_odd)
    assert words == "1 of 2 rows fail:\n  three\n    it passes, and is marked xfail"


def test_a_row_may_not_skip():
    @every_row("number", [1])
    def skips(number):
        pytest.skip("not now")

    assert "leave it out of the table" in said(skips)


@pytest.mark.parametrize("mark", [pytest.mark.skip, pytest.mark.xfail(True, reason="r")])
def test_no_other_mark_is_taken(mark):
    with pytest.raises(AssertionError, match="only mark"):
        every_row("number", [pytest.param(1, marks=mark)])


def test_a_table_without_rows_is_refused():
    with pytest.raises(AssertionError, match="tests nothing"):
        every_row("number", [])


def test_a_row_has_as_many_values_as_names():
    with pytest.raises(ValueError, match="zip"):
        every_row("number, wanted", [(1, 2), (1,)])


def test_two_tables_make_every_pair():
    came = []

    @every_row("one", "ab")
    @every_row(("two", "three"), [(1, 2), (3, 4)])
    def pairs(one, two, three):
        came.append((one, two, three))

    pairs()
    assert came == [("a", 1, 2), ("b", 1, 2), ("a", 3, 4), ("b", 3, 4)]
    assert count(pairs) == 4
    assert count(came.append) == 1


@every_row("number", [1, 2])
def test_fixtures_are_given_as_ever(number, tmp_path):
    assert tmp_path.is_dir()


def test_ids_may_be_listed():
    @every_row("number", [2, 4], ids=["two", "four"])
    def odd(number):
        assert number % 2

    assert re.findall(r"^  (\w+)$", said(odd), re.MULTILINE) == ["two", "four"]
    with pytest.raises(ValueError, match="zip"):
        every_row("number", [1, 2], ids=["one"])


def test_one_row_can_be_chosen_by_words_of_its_id(monkeypatch):
    came = []

    @every_row("number", [1, 2, 3], ids=lambda number: f"no. {number}")
    def each(number):
        came.append(number)

    monkeypatch.setattr(rows, "only", ["o. 2"])
    each()
    assert came == [2]
    monkeypatch.setattr(rows, "only", ["o. 4"])
    with pytest.raises(pytest.skip.Exception, match="no row has"):
        each()
