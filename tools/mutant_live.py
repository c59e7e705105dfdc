"""Put mutants of functions into a process that has already imported and collected the tests.

pytest collects the tests of a module once. Each mutant is a fork of that process, with the mutant's
code in the module's functions. Programs that a test starts do not see the mutant, nor do values
that were read during collection. So a mutant that survives here runs again from its file.
"""

import functools
import inspect
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tools.mutations import Mutant


class Live:
    """A plugin of pytest: it runs the collected tests once for each mutant.

    Writes a line of JSON for each into `told`: its place in the list and how its run ended, as
    os.waitpid says it. The first, at -1, is that of a run without a fault.
    """

    def __init__(self, mutants: list[Mutant], jobs: int, told: Path) -> None:
        self.mutants, self.jobs, self.told = mutants, jobs, told
        self.running: dict[int, tuple[int, float]] = {}
        self.seconds = 600.0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Fork for each mutant; return None in a fork, so that pytest runs the tests there."""
        if session.testsfailed:
            return None
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # noqa: SLF001
        before = _used()
        if self._is_fork(-1):
            return None
        if self._wait_for(0):
            return True
        self.seconds = _used() - before
        for at in range(len(self.mutants)):
            self._wait_for(self.jobs - 1)
            if self._is_fork(at):
                return None
        self._wait_for(0)
        return True

    def _is_fork(self, at: int) -> bool:
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            self.running[pid] = (at, time.monotonic() + 60 + 20 * self.seconds)
            return False
        most = 5 + 3 * int(self.seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
        os.setpgid(0, 0)
        if at >= 0:
            put_in(self.mutants[at])
        return True

    def _wait_for(self, left: int) -> int:
        """Wait until so few are at work; return the last one's status."""
        status = 0
        while len(self.running) > left:
            for pid, (at, until) in list(self.running.items()):
                late = time.monotonic() > until
                if late:
                    os.killpg(pid, 9)
                ended, status = os.waitpid(pid, 0 if late else os.WNOHANG)
                if ended:
                    del self.running[pid]
                    with self.told.open("a", encoding="utf-8") as file:
                        file.write(json.dumps([at, status]) + "\n")
            time.sleep(0.01)
        return status


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def put_in(mutant: Mutant) -> None:
    """Give the functions of a mutant's module the code they have in the mutant."""
    name = mutant.module.removesuffix(".py").replace("/", ".")
    made = {code.co_qualname: code for code in _codes(compile(mutant.source, name, "exec"))}
    for function in functions(sys.modules[name]):
        if code := made.get(function.__code__.co_qualname):
            function.__code__ = code


def functions(module: ModuleType) -> Iterator[FunctionType]:
    """Yield the functions of a module and the methods of its classes, cached ones too."""
    for value in list(vars(module).values()):
        if inspect.isclass(value) and value.__module__ == module.__name__:
            held = [*vars(value).values()]
        else:
            held = [value]
        for one in held:
            function = _bare(one)
            if function and function.__module__ == module.__name__:
                yield function


def _bare(value: Any) -> FunctionType | None:
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, functools.cached_property):
        value = value.func
    elif isinstance(value, staticmethod | classmethod):
        value = value.__func__
    bare = inspect.unwrap(value) if callable(value) else None
    return bare if isinstance(bare, FunctionType) else None


def _codes(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from _codes(const)
