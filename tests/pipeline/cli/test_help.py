"""The help names every command once, in sections; its examples do what they show."""

import os
import re
import shutil

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.examples import EXAMPLES
from pipeline.cli.main import cli
from pipeline.cli.sections import SECTIONS
from tests.support.shown import check, commands, simple, typed_in, words

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


@pytest.mark.parametrize("name", THERE)
def test_an_example_does_what_it_shows(name, living, tmp_path, monkeypatch, payband_in):
    shutil.copytree(living / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for line in commands(EXAMPLES[name]):
        if simple(line.typed):
            done = payband_in(tmp_path, *words(line.typed), code=line.code)
        else:
            done = typed_in(line.typed, tmp_path, os.environ)
        check(line, done)
