"""The state of a run by the states of its sources, and by what they delivered."""

import pytest

from models.vocab import RunState as S
from pipeline.operate.crawls.run_state import is_delivered, overall


@pytest.mark.parametrize(
    ("states", "delivered", "state"),
    [
        ([], False, S.COMPLETE),
        ([S.COMPLETE], True, S.COMPLETE),
        ([S.BLOCKED], False, S.BLOCKED),
        ([S.BLOCKED, S.EMPTY], False, S.FAILED),
        ([S.PARTIAL], False, S.FAILED),
        ([S.PARTIAL], True, S.PARTIAL),
        ([S.PARTIAL, S.BLOCKED], True, S.PARTIAL),
        ([S.COMPLETE, S.BLOCKED], True, S.PARTIAL),
    ],
)
def test_overall(states, delivered, state):
    assert overall(states, delivered=delivered) is state


@pytest.mark.parametrize(
    ("states", "sound", "parts", "delivered"),
    [
        ({"a": S.PARTIAL}, [], [], False),
        ({"a": S.PARTIAL}, [], ["a"], True),
        ({"a": S.BLOCKED}, [], ["a"], False),
        ({"a": S.PARTIAL, "b": S.FAILED}, [], ["a"], False),
        ({"a": S.PARTIAL, "b": S.FAILED}, ["a"], [], True),
    ],
)
def test_what_is_delivered(states, sound, parts, delivered):
    assert is_delivered(states, sound, parts) is delivered
