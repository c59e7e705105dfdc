"""The faults that are put into modules to see whether tests notice them."""

import sys
from types import ModuleType
from typing import Any

import pytest

from tools.mutant_live import functions, put_in
from tools.mutations import mutants


def changes(source):
    """Return what is changed in a module, as (was, now)."""
    return [(mutant.was, mutant.now) for mutant in mutants("made.py", source)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a < b", [("a < b", "a <= b"), ("a < b", "a >= b")]),
        ("a == b", [("a == b", "a != b")]),
        ("a is b", [("a is b", "a is not b")]),
        ("a in b", [("a in b", "a not in b")]),
        ("a and b", [("a and b", "a or b")]),
        ("not a", [("not a", "a")]),
        ("a + b", [("a + b", "a - b")]),
        ("min(a)", [("min(a)", "pass"), ("min(a)", "max(a)")]),
        ("f(a)", [("f(a)", "pass")]),
        ("a if b else c", [("b", "not b")]),
        ("x = 3", [("3", "4"), ("3", "2")]),
        ("x = True", [("True", "False")]),
        ("x = ''", [("''", "'x'")]),
        ("[a for a in b if a.c]", [("for a in b if a.c", "for a in b")]),
        ("raise ValueError('a')", []),
        ("x = f'{a + b} of 3'", []),
        ("'words of a docstring'", []),
        ("a: int = column('What it means.')", []),
    ],
)
def test_each_operator_makes_its_faults(line, found):
    assert [(was, now.strip()) for was, now in changes(line)] == found


def test_a_return_becomes_none_once():
    source = "def f():\n    return g\ndef h():\n    return None\ndef i():\n    return False\n"
    assert changes(source) == [("return g", "return None"), ("False", "True")]


def test_a_fault_is_alone_and_known_by_where_it_is():
    source = "LEAST = 1\nclass A:\n    def f(self, a=1):\n        return a > 1 or a > 1\n"
    found = mutants("made.py", source)
    assert len({mutant.key for mutant in found}) == len(found)
    assert {mutant.where for mutant in found} == {"LEAST", "A.f"}
    assert {mutant.nth for mutant in found if mutant.was == "a > 1"} == {1, 2}
    assert [mutant.source.splitlines()[0] for mutant in found][:2] == ["LEAST = 2", "LEAST = 0"]
    assert {mutant.inside for mutant in found if mutant.was == "1"} == {True, False}
    assert all(mutant.source.count("LEAST") == 1 for mutant in found)


SOURCE = """
from functools import cache
def few(a):
    return a < 3
@cache
def kept(a):
    return a < 3
class A:
    @property
    def small(self):
        return 2 < 3
    @staticmethod
    def tiny(a):
        return [b for b in a if b < 3]
"""


@pytest.fixture
def made(monkeypatch):
    module: Any = ModuleType("made")
    monkeypatch.setitem(sys.modules, "made", module)
    exec(compile(SOURCE, "made", "exec"), vars(module))  # noqa: S102  # ours
    return module


def test_a_fault_is_put_into_the_functions_that_others_hold(made):
    held = (made.few, made.kept, made.A)
    assert {function.__qualname__ for function in functions(made)} == {
        "few", "kept", "A.small", "A.tiny"
    }  # fmt: skip
    for mutant in mutants("made.py", SOURCE):
        if mutant.now in {"a >= 3", "2 >= 3", "b >= 3"}:
            put_in(mutant)
            if mutant.where == "few":
                assert held[0](3)
            elif mutant.where == "kept":
                assert held[1](3)
            elif mutant.where == "A.small":
                assert not held[2]().small
            else:
                assert held[2].tiny([1, 3]) == [3]
