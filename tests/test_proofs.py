"""The helper that says which trials are proofs: none is lost on the way."""

import pytest

from tests.support.proofs import few


def read(table, **said):
    """Return each row's values, whether it is a proof, and its id."""
    params = [row if hasattr(row, "marks") else pytest.param(row) for row in few(table, **said)]
    return [(p.values, any(m.name == "proof" for m in p.marks), p.id) for p in params]


@pytest.mark.parametrize(
    ("stays", "kept"), [(0, []), (1, [0]), (3, [0, 2, 4]), (lambda at: at % 2, [1, 3, 5])]
)
def test_some_rows_stay_and_the_others_are_proofs(stays, kept):
    found = read("abcdef", stays=stays)
    assert [values for values, _, _ in found] == [(letter,) for letter in "abcdef"]
    assert [at for at, (_, proof, _) in enumerate(found) if not proof] == kept


def test_a_row_keeps_its_values_marks_and_id():
    table = [(1, 2), pytest.param(3, 4, marks=pytest.mark.xfail, id="last")]
    one, other = few(table, lambda _at: False)
    assert one.values == (1, 2)
    assert other.values == (3, 4)
    assert (other.id, {mark.name for mark in other.marks}) == ("last", {"xfail", "proof"})
