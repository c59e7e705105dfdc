"""A word of an option that names nothing is told, in every command that takes it."""

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import UsageError


def told(*words):
    done = CliRunner().invoke(cli, words, standalone_mode=False)
    return done.exception or done.stdout


@pytest.mark.parametrize(
    "words",
    [("salary", "$60k"), ("explain", "$60k"), ("survey", "show")],
    ids=lambda words: words[0],
)
def test_a_country_is_given_by_name_or_code_and_a_slip_is_told(words):
    assert "did you mean 'Germany'" in str(told(*words, "--country", "Germny"))
    if words[0] != "survey":
        one, other = (told(*words, "--country", name) for name in ("Canada", "ca"))
        assert one == other
        assert "CAD" in one


def test_a_text_without_pay_is_told_how_else_it_may_be_read():
    done = CliRunner().invoke(cli, ["explain", "Senior ML Engineer"])
    assert "--as title, place or description" in done.stderr
    assert "WHAT is empty" in told("explain", " ").format_message()


@pytest.mark.parametrize("command", ["list", "replay"])
def test_a_misspelt_source_of_refused_records_is_told(command):
    error = told("quarantine", command, "--source", "grenhouse")
    assert isinstance(error, UsageError)
    assert "--source: there is no source 'grenhouse'; did you mean 'greenhouse'?" in str(error)


def test_where_no_refused_record_fits_the_others_are_counted(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    done = CliRunner().invoke(cli, ["quarantine", "list", "--sample", "--reason", "nope"])
    assert "0 refused records\nin all: " in done.stderr
