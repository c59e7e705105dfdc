"""What pages show as typed at a console is run, and must print what they show.

A block that begins with ```console has lines with `$ `, each followed by what it prints. In these
`…` stands for text, and alone on a line for lines, left out. A command that prints nothing of
interest is followed by nothing.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

BLOCK = re.compile(r"^ *```console\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# A command goes on to the next line where a quotation is open.
COMMAND = re.compile(r"^\$ ((?:[^'\n]|'[^']*')+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
SIGNS = set("|<>&;$*~`")
Done = subprocess.CompletedProcess[str]
Do = Callable[[str, Path], Done]


class Shown(NamedTuple):
    """A command as typed, and what it prints, as a pattern's text."""

    typed: str
    prints: str

    @property
    def code(self) -> int:
        """The exit code: 2 where the program is shown to refuse."""
        return 2 if re.search(r"^payband: ", self.prints, re.MULTILINE) else 0


def console(text: str) -> list[Shown]:
    """Return the commands that the console blocks of a page show, in their order."""
    return commands("".join(BLOCK.findall(text)))


def commands(text: str) -> list[Shown]:
    """Return the commands of a text of `$ ` lines and what they print."""
    return [Shown(*found) for found in COMMAND.findall(text)]


def check(shown: Shown, done: Done) -> None:
    """Fail unless a command ended and printed as shown.

    What stands between two `…` must be there without a gap; tables and messages come by two
    streams, so their order counts for nothing.
    """
    printed = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == shown.code, f"{shown.typed}\n{printed}"
    for part in re.split(r"^…\n", shown.prints, flags=re.MULTILINE):
        pattern = "^" + re.escape(part).replace("…", ".*")
        assert re.search(pattern, printed, re.MULTILINE), f"{shown.typed}\n{part}\n{printed}"


def simple(typed: str) -> bool:
    """Return whether a line is a command of ours that needs no shell."""
    return typed.startswith("payband ") and not set(typed) & SIGNS


def words(typed: str) -> list[str]:
    """Return the words of a line after the name of the program."""
    return shlex.split(typed.replace("\\\n", " "), comments=True)[1:]


def shell(programs: Path) -> Do:
    """Return what gives a line to a shell, as a user does, with `payband` and `python` there."""
    programs.mkdir()
    start = f'#!/bin/sh\nexec "{sys.executable}" -P -m pipeline.cli.main "$@"\n'
    python = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    for name, text in (("payband", start), ("python", python)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return lambda line, folder: typed_in(line, folder, {**os.environ, "PATH": path})


def typed_in(line: str, folder: Path, environment: Mapping[str, str]) -> Done:
    """Give a line to a shell in a folder."""
    return subprocess.run(
        [shutil.which("sh") or "sh", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
