"""docs/install.md names the packages, extras and commands that there are."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from pipeline.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/install.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMMANDS = sorted(set(re.findall(r"^    (payband [^#\n]+?) *(?:#.*)?$", PAGE, re.MULTILINE)))


def test_it_names_the_packages_of_the_wheel():
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    sentence = PAGE.partition("top-level packages to")[2].partition(". ")[0]
    assert set(re.findall(r"`(\w+)`", sentence)) == set(packages)


def test_it_names_the_extras_and_what_they_install():
    rows = re.findall(r"^\| `payband\[(\w+)\]` \| ([\w-]+) \|", PAGE, re.MULTILINE)
    extras = PROJECT["project"]["optional-dependencies"]
    assert {extra: package in extras[extra][0] for extra, package in rows} == dict.fromkeys(
        extras, True
    )


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_one_the_program_takes(line):
    name, command, rest = cli.resolve_command(click.Context(cli), shlex.split(line)[1:])
    if isinstance(command, click.Group):
        name, command, rest = command.resolve_command(click.Context(command), rest)
    assert command is not None
    assert command.make_context(name, rest).command is command


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", PAGE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
