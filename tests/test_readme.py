"""What the README shows is run as it stands there."""

import doctest
import os
import re
import shlex
from pathlib import Path

import click
import pytest

from pipeline.cli.main import cli
from tests.support.proofs import few
from tests.support.shown import check, console, shell, typed_in
from tests.support.shown import words as words_of

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = r"^    ((?:payband|make|printf) .+)$"


def lines(text):
    """Return the commands that a piece of the README shows, without their comments."""
    found = re.findall(SHOWN, text, re.MULTILINE)
    return [re.sub(r"\s+# .*$", "", line).strip() for line in found]


LINES = lines(README)
PAYBAND = [line for line in LINES if line.startswith("payband")]
BLOCKS = re.split(r"\n(?=\S.*\n)", README.partition("## What it does\n")[2].partition("\n## ")[0])
READY = next(block for block in BLOCKS if block.startswith("After `make run` these work"))


def test_the_first_screen_has_what_a_newcomer_needs():
    screen = "\n".join(README.splitlines()[:55])
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
            return typed_in(line, folder, os.environ)
        assert not set(line) & set("|<>&;$*~`")
        return payband_in(folder, *shlex.split(line)[1:])

    return do


@pytest.fixture
def as_typed(tmp_path):
    """Return what gives a line to a shell, as a user does; each `payband` starts Python."""
    return shell(tmp_path / "bin")


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


def test_the_first_screen_shows_what_its_commands_answer(living, payband_in):
    shown = console(README)
    assert len(shown) == 3
    for line in shown:
        check(line, payband_in(living, *words_of(line.typed), code=line.code))


def test_the_figures_of_the_first_table_are_those_of_paybench():
    """The shares are copied: each stands in the table that PayBench writes."""
    table = README.partition("## Why not")[2].partition("\n## ")[0]
    results = (ROOT / "paybench/README.md").read_text(encoding="utf-8").splitlines()
    wanted = {
        "naive regex": ["19.1%", "0.7%", "0.0%"],
        "Payband, first pass": ["100.0%", "95.3%", "98.8%"],
    }
    for reader, shares in wanted.items():
        (row,) = (r for r in results if r.startswith(f"| fresh_2026_12 | {reader} |"))
        assert all(share in row for share in shares)
        assert all(("0%" if share == "0.0%" else share) in table for share in shares)
    accuracy = (ROOT / "docs/accuracy.md").read_text(encoding="utf-8")
    (row,) = (r for r in accuracy.splitlines() if r.startswith("| `duplicate_of` | duplicates.csv"))
    *_, precision, recall, _ = row.split("|")
    assert f"{float(recall):.1%} found, {float(precision):.1%} of those right" in table


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
