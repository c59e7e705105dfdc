"""Runs of tests on mutants, several at once, each forked from a process that has the libraries."""

import importlib
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import pytest

from tools.mutations import Mutant

# Others' modules that tests import: read once here, not once for each mutant.
LIBRARIES = ("alembic", "dateparser", "hypothesis", "numpy", "pandas", "scrapy", "sqlalchemy",
             "werkzeug", "selectolax", "ftfy", "lxml.html", "psycopg")  # fmt: skip
# One kind of database will do here, and the same examples each time.
WORDS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov",
         "-W", "ignore::pytest.PytestAssertRewriteWarning",
         "-k", "not postgresql", "--hypothesis-seed=0")  # fmt: skip
PATIENCE = 20  # times what the tests take without a fault, on a clock; five times of CPU


class Outcome(StrEnum):
    """What became of a mutant."""

    NOTICED = "noticed"
    SURVIVED = "survived"
    ENDLESS = "endless"


@dataclass
class Run:
    """A run of tests under way in a copy of the tree."""

    mutant: Mutant
    copy: Path
    pid: int
    until: float


def run_all(
    drawn: list[Mutant], tests: dict[str, list[str]], copies: list[Path]
) -> list[tuple[Mutant, Outcome]]:
    """Run each mutant by the tests of its module, and return what became of them.

    Raises SystemExit where tests fail without a fault in their module.
    """
    for library in LIBRARIES:
        importlib.import_module(library)
    seconds = {module: _sound(tests[module], copies[0]) for module in {m.module for m in drawn}}
    waiting, free = list(reversed(drawn)), list(copies)
    ended: list[tuple[Mutant, Outcome]] = []
    running: list[Run] = []
    while waiting or running:
        while waiting and free:
            mutant, copy = waiting.pop(), free.pop()
            running.append(_start(mutant, copy, tests[mutant.module], seconds[mutant.module]))
        time.sleep(0.02)
        for run in list(running):
            if outcome := _outcome(run):
                running.remove(run)
                free.append(run.copy)
                ended.append((run.mutant, outcome))
                _tell(len(ended), len(drawn), run.mutant, outcome)
    return ended


def _sound(tests: list[str], copy: Path) -> float:
    """Return how many seconds of CPU tests take that have no fault to notice."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    pid = _fork(copy, tests, 600)
    _, status = os.waitpid(pid, 0)
    if status:
        log = (copy / "mutant.log").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{' '.join(tests)} fail without a fault:\n{log[-3000:]}")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def _start(mutant: Mutant, copy: Path, tests: Iterable[str], seconds: float) -> Run:
    (copy / mutant.module).write_text(mutant.source, encoding="utf-8")
    pid = _fork(copy, tests, 10 + 5 * int(seconds))
    return Run(mutant, copy, pid, time.monotonic() + 60 + PATIENCE * seconds)


def _outcome(run: Run) -> Outcome | None:
    """Return what became of a run's mutant, once the run has ended."""
    pid, status = os.waitpid(run.pid, os.WNOHANG)
    late = time.monotonic() > run.until
    if not pid and not late:
        return None
    if not pid:
        os.killpg(run.pid, signal.SIGKILL)
        os.waitpid(run.pid, 0)
    original = Path(__file__).resolve().parent.parent / run.mutant.module
    (run.copy / run.mutant.module).write_bytes(original.read_bytes())
    if late or os.WIFSIGNALED(status):
        return Outcome.ENDLESS
    return Outcome.NOTICED if status else Outcome.SURVIVED


def _fork(copy: Path, tests: Iterable[str], seconds: int) -> int:
    """Run tests in a copy of the tree, in a process of its own with so much CPU time."""
    pid = os.fork()
    if not pid:
        try:
            _test(copy, tests, seconds)
        except BaseException:  # noqa: BLE001  # a child must never come back
            traceback.print_exc()
        finally:
            os._exit(70)
    return pid


def _test(copy: Path, tests: Iterable[str], seconds: int) -> NoReturn:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    log = os.open(copy / "mutant.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    sys.path[:] = [str(copy), *(p for p in sys.path if p and "__editable__" not in p)]
    for name in [name for name in sys.modules if name.split(".")[0] in {"tools", "tests"}]:
        del sys.modules[name]
    code = pytest.main([*WORDS, "--basetemp", str(copy / "tmp"), "--rootdir", str(copy), *tests])
    os._exit(int(code))


def _tell(done: int, many: int, mutant: Mutant, outcome: Outcome) -> None:
    if outcome is Outcome.SURVIVED:
        print(f"  {done}/{many} survived: {' | '.join(mutant.key)}", flush=True)
