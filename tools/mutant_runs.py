"""Run tests on mutants, several at once, each in a fork of a process with the libraries loaded."""

import importlib
import json
import os
import resource
import shutil
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

from tools.mutant_live import Live
from tools.mutations import Mutant

ROOT = Path(__file__).resolve().parent.parent
# Others' modules that tests import: read once here, not once for each mutant.
LIBRARIES = ("alembic", "dateparser", "hypothesis", "numpy", "pandas", "scrapy", "sqlalchemy",
             "werkzeug", "selectolax", "ftfy", "lxml.html", "psycopg")  # fmt: skip
# One kind of database will do here, and the same examples each time.
WORDS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov",
         "-W", "ignore::pytest.PytestAssertRewriteWarning",
         "-k", "not postgresql", "--hypothesis-seed=0")  # fmt: skip


class Outcome(StrEnum):
    """The result of a mutant: noticed, survived, or stopped by the limit of CPU time."""

    NOTICED = "noticed"
    SURVIVED = "survived"
    ENDLESS = "endless"


@dataclass
class Run:
    """A run of tests in a copy of the tree."""

    mutant: Mutant
    copy: Path
    pid: int
    until: float


def run_all(
    drawn: list[Mutant], tests: dict[str, list[str]], copies: list[Path]
) -> list[tuple[Mutant, Outcome]]:
    """Run the tests of its module on each mutant, and return the outcomes.

    Raises SystemExit if the tests fail without a mutant.
    """
    for library in LIBRARIES:
        importlib.import_module(library)
    ended: list[tuple[Mutant, Outcome]] = []
    for module in dict.fromkeys(mutant.module for mutant in drawn):
        mine = [mutant for mutant in drawn if mutant.module == module]
        inside = [mutant for mutant in mine if mutant.inside]
        seconds, noticed = _live(inside, tests[module], copies)
        ended += noticed
        done = {mutant.key for mutant, _ in noticed}
        others = [mutant for mutant in mine if mutant.key not in done]
        ended += _from_files(others, tests[module], copies, seconds)
    return ended


def _live(
    inside: list[Mutant], tests: list[str], copies: list[Path]
) -> tuple[float, list[tuple[Mutant, Outcome]]]:
    """Return how many seconds tests take without a fault, and the mutants that they notice."""
    told = copies[0].with_name("told.jsonl")
    told.unlink(missing_ok=True)
    began = time.monotonic()
    plugin = Live(inside, len(copies), told)
    os.waitpid(_fork(copies[0], tests, 10**6, plugin), 0)
    said = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    (_, sound), *ends = [json.loads(line) for line in said] or [(-1, 1)]
    if sound:
        log = (copies[0] / "mutant.log").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{' '.join(tests)} fail without a fault:\n{log[-3000:]}")
    noticed = [(inside[at], _read(status)) for at, status in ends if status]
    return (time.monotonic() - began) / (1 + len(ends)), noticed


def _read(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return Outcome.ENDLESS
    return Outcome.NOTICED if status else Outcome.SURVIVED


def _from_files(
    drawn: list[Mutant], tests: list[str], copies: list[Path], seconds: float
) -> list[tuple[Mutant, Outcome]]:
    """Run mutants from their files, each in a process that imports all anew."""
    waiting, free = list(reversed(drawn)), list(copies)
    ended: list[tuple[Mutant, Outcome]] = []
    running: list[Run] = []
    while waiting or running:
        while waiting and free:
            mutant, copy = waiting.pop(), free.pop()
            (copy / mutant.module).write_text(mutant.source, encoding="utf-8")
            pid = _fork(copy, tests, 60 + 5 * int(seconds))
            running.append(Run(mutant, copy, pid, time.monotonic() + 300 + 20 * seconds))
        time.sleep(0.02)
        for run in list(running):
            if outcome := _outcome(run):
                running.remove(run)
                free.append(run.copy)
                shutil.copy(ROOT / run.mutant.module, run.copy / run.mutant.module)
                ended.append((run.mutant, outcome))
    return ended


def _outcome(run: Run) -> Outcome | None:
    """Return what became of a run's mutant, once the run has ended."""
    if time.monotonic() > run.until:
        os.killpg(run.pid, signal.SIGKILL)
        return _read(os.waitpid(run.pid, 0)[1])
    pid, status = os.waitpid(run.pid, os.WNOHANG)
    return _read(status) if pid else None


def _fork(copy: Path, tests: Iterable[str], seconds: int, *plugins: object) -> int:
    """Run tests in a copy of the tree, in a process of its own with so much CPU time."""
    pid = os.fork()
    if not pid:
        try:
            _test(copy, tests, seconds, plugins)
        except BaseException:  # noqa: BLE001  # a child must never come back
            traceback.print_exc()
        finally:
            os._exit(70)
    return pid


def _test(copy: Path, tests: Iterable[str], seconds: int, plugins: Iterable[object]) -> NoReturn:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    log = os.open(copy / "mutant.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    sys.path[:] = [str(copy), *(p for p in sys.path if p and "__editable__" not in p)]
    for name in [name for name in sys.modules if name.split(".")[0] in {"tools", "tests"}]:
        del sys.modules[name]
    words = [*WORDS, "--basetemp", str(copy / "tmp"), "--rootdir", str(copy), *tests]
    os._exit(int(pytest.main(words, plugins=list(plugins))))
