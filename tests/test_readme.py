"""What the README shows is run as it stands there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from pipeline.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    (?:\$ )?((?:payband|make) [^#\n]+?)\s*(?:#.*)?$", README, re.MULTILINE)
LIVE = {"run", "crawl", "fx"}
SURVEY = (
    "work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,"
    "employee_residence,remote_ratio,company_location,company_size\n"
    "2024,SE,FT,Data Scientist,150000,USD,150000,US,100,US,M\n"
)


def live(line):
    return shlex.split(line)[1] in LIVE and "--sample" not in line and "--replay" not in line


PAYBAND = [line for line in LINES if line.startswith("payband")]


def test_the_first_screen_has_what_a_newcomer_needs():
    screen = "\n".join(README.splitlines()[:45])
    for needed in ("make run", "make test", "payband run", "]("):
        assert needed in screen
    assert len(PAYBAND) >= 8


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("make")])
def test_every_make_target_exists(line):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("line", [line for line in PAYBAND if live(line)])
def test_a_live_command_is_one_the_program_takes(line):
    context, words = click.Context(cli), shlex.split(line)[1:]
    name, command, rest = cli.resolve_command(context, words)
    assert command is not None
    assert command.make_context(name, rest).command is command


def test_the_offline_commands_do_what_is_said(payband, tmp_path):
    (tmp_path / "postings.csv").write_text("title,salary,country\nML Engineer,€60k,DE\n")
    (tmp_path / "salaries.csv").write_text(SURVEY)
    run = [line for line in PAYBAND if not live(line)]
    run.sort(key=lambda line: "--sample" not in line)
    for line in run:
        words = shlex.split(line.partition(">")[0].partition("|")[0])[1:]
        words = [_posting_id(tmp_path) if word == "POSTING_ID" else word for word in words]
        done = payband(*words, PAYBAND_DATABASE_URL="sqlite:///data/sample.db")
        assert done.stdout or done.stderr, line


def _posting_id(folder):
    export = (folder / "data/exports/postings.csv").read_text(encoding="utf-8")
    return export.splitlines()[1].split(",")[0].strip('"')


def test_every_link_to_a_file_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
