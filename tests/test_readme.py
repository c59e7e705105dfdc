"""What the README shows is run as it stands there."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli.main import cli
from tests.proofs import few

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = r"^    ((?:payband|make|printf) .+)$"


def lines(text):
    """Return the commands that a piece of the README shows, without their comments."""
    found = re.findall(SHOWN, text, re.MULTILINE)
    return [re.sub(r"\s+# .*$", "", line).strip() for line in found]


LINES = lines(README)
PAYBAND = [line for line in LINES if line.startswith("payband")]
BLOCKS = re.split(r"\n(?=\S.*\n)", README.partition("## What it does")[2].partition("\n## ")[0])
READY = next(block for block in BLOCKS if block.startswith("After `make run` these work"))


def test_the_first_screen_has_what_a_newcomer_needs():
    screen = "\n".join(README.splitlines()[:45])
    for needed in ("make run", "make test", "payband run", "]("):
        assert needed in screen
    assert len(PAYBAND) >= 8


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("make")])
def test_every_make_target_exists(line):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("line", PAYBAND)
def test_a_command_is_one_the_program_takes(line):
    name, command, rest = cli.resolve_command(click.Context(cli), shlex.split(line)[1:])
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name, command, rest = command.resolve_command(click.Context(command), rest)
    assert command is not None
    if rest or not isinstance(command, click.Group):
        assert command.make_context(name, rest).command is command


@pytest.fixture
def at_once(payband_in):
    """Return what does a line at once: forked where it is a command without a shell's signs."""

    def do(line, folder):
        if not line.startswith("payband "):
            return by_shell(line, folder, os.environ)
        assert not set(line) & set("|<>&;$*~`")
        return payband_in(folder, *shlex.split(line)[1:])

    return do


@pytest.fixture
def as_typed(tmp_path):
    """Return what gives a line to a shell, as a user does; each `payband` starts Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    start = f'#!/bin/sh\nexec "{sys.executable}" -P -m pipeline.cli.main "$@"\n'
    (programs / "payband").write_text(start)
    (programs / "payband").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return lambda line, folder: by_shell(line, folder, {**os.environ, "PATH": path})


def by_shell(line, folder, environment):
    return subprocess.run(
        [shutil.which("sh") or "sh", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("way", few(["at_once", "as_typed"]))
def test_what_is_shown_as_working_works_top_to_bottom_in_one_folder(request, tmp_path, way):
    do = request.getfixturevalue(way)
    folder = tmp_path / "here"
    folder.mkdir()
    shown = lines(READY)
    assert len(shown) > 20
    for line in shown:
        done = do(line, folder)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        assert done.stdout or done.stderr or line.startswith("printf"), line


def test_the_examples_in_python_give_what_is_shown(tmp_path, monkeypatch, quick_crawls):
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted) == (0, 11)
    assert (tmp_path / "demo/data/sample/exports/sample-postings.csv").is_file()


def test_what_needs_more_is_shown_apart():
    for words in (("fx", "update"), ("fx", "load"), ("survey",), ("db", "restore"), ("crawl",)):
        assert f"payband {' '.join(words)}" not in READY
    (restore,) = [block for block in BLOCKS if "payband db restore" in block]
    assert "replaces all that the live database holds" in restore


def test_every_link_to_a_file_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
