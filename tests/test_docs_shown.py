"""What the pages of docs/ show as typed at a console works, from top to bottom."""

import shutil
from pathlib import Path

import click
import pytest

from pipeline.cli.main import cli
from tests.support.shown import check, console, shell, simple, words

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if console(path.read_text(encoding="utf-8"))
)


def shown(page):
    return console((ROOT / page).read_text(encoding="utf-8"))


def test_there_are_pages_enough():
    assert {"docs/tutorial.md", "docs/how-to/clean-a-jobspy-export.md"} <= set(PAGES)
    assert len(PAGES) >= 10


@pytest.mark.parametrize("page", PAGES)
def test_a_shown_command_is_one_the_program_takes(page):
    for line in shown(page):
        if not simple(line.typed) or words(line.typed)[0].startswith("-"):
            continue
        name, command, rest = cli.resolve_command(click.Context(cli), words(line.typed))
        if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            name, command, rest = command.resolve_command(click.Context(command), rest)
        if line.code == 0:
            assert command is not None
            assert command.make_context(name, rest, resilient_parsing=True).command is command


@pytest.mark.proof
@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_works_top_to_bottom(page, living, tmp_path, payband_in):
    here = tmp_path / "here"
    here.mkdir()
    if shown(page)[0].typed != "payband run --sample":
        shutil.copytree(living / "data", here / "data")
    in_shell = shell(tmp_path / "bin")
    for line in shown(page):
        if simple(line.typed):
            done = payband_in(here, *words(line.typed), code=line.code, living=True)
        else:
            done = in_shell(line.typed, here)
        check(line, done)
