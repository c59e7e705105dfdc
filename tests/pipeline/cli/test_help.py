"""The help names every command once, in sections; its examples do what they show."""

import re
import shlex
import shutil

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.examples import EXAMPLES
from pipeline.cli.main import cli
from pipeline.cli.sections import SECTIONS

SHOWN = {name: command for name, command in cli.commands.items() if not command.hidden}
THERE = sorted(set(EXAMPLES) & set(SHOWN))


def help_of(*words):
    return CliRunner().invoke(cli, [*words, "--help"], catch_exceptions=False).stdout


def test_every_command_is_in_one_section():
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(named) == sorted(set(named))
    assert set(SHOWN) <= set(named)
    text = help_of()
    assert [text.index(f"\n{heading}:") for heading in SECTIONS] == sorted(
        text.index(f"\n{heading}:") for heading in SECTIONS
    )
    for name in SHOWN:
        assert len(re.findall(rf"^  {name}  ", text, re.MULTILINE)) == 1


def test_no_help_of_a_command_is_cut():
    for command in (cli, *(c for c in SHOWN.values() if isinstance(c, click.Group))):
        assert "..." not in help_of(*([] if command is cli else [command.name])).replace(
            "[ARGS]...", ""
        ).replace("]...", "")


def test_the_main_commands_have_two_examples_in_their_help():
    for name in THERE:
        text = help_of(name)
        assert text.count(f"$ payband {name}") == 2, name
        assert max(map(len, text.partition("Examples:")[2].splitlines())) <= 80, name


def as_pattern(line):
    """Return the pattern of a line that an example shows; `…` alone are any lines."""
    return r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"


@pytest.mark.parametrize("name", THERE)
def test_an_example_does_what_it_shows(name, living, tmp_path, monkeypatch, payband_in):
    shutil.copytree(living / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for line, wanted in re.findall(r"^\$ (.+)\n((?:[^$].*\n)*)", EXAMPLES[name], re.MULTILINE):
        program, *words = shlex.split(line)
        if program == "printf":
            text, target = words[0], words[2]
            (tmp_path / target).write_text(text.replace("\\n", "\n"))
            continue
        code = 2 if wanted.startswith("payband: ") or "\npayband: " in wanted else 0
        done = payband_in(tmp_path, *words, code=code)
        pattern = "".join(map(as_pattern, wanted.splitlines()))
        assert re.search(pattern, done.stdout + "\n" + done.stderr), done.stdout + done.stderr
