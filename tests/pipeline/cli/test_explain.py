"""`payband explain`: the jobs of a cell of the report, and the words of a stored posting."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import InputError

POSTING = "5e4dfeb61d9e90a8"  # of the article that started the project


def test_the_command_lists_them(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    name = "pay/year/country=US"
    done = CliRunner().invoke(cli, ["explain", name], catch_exceptions=False)
    assert "Jobs behind United States, the best paid first" in done.stdout
    assert "sample-salaries.json, data of 2026-10-28: median by job" in done.stderr
    told = json.loads(CliRunner().invoke(cli, ["explain", name, "--json"]).stdout)
    assert f"{len(told['counted']):,} of " in done.stderr
    assert f"of {len(told['counted'])} jobs" in told["published"]


def test_the_command_warns_of_a_pay_filter(sampled, monkeypatch, tmp_path):
    monkeypatch.chdir(sampled)
    words = ["report", "--sample", "--min-pay", "150k", "-o", str(tmp_path / "s.html")]
    said = CliRunner().invoke(cli, words, catch_exceptions=False).stderr
    assert "warning: jobs were chosen by their pay" in said
    said = CliRunner().invoke(cli, ["jobs", "--country", "DE", "--min-pay", "110k"]).stderr
    assert "their pay reaches 110,000 US dollars a year" in said


def explained(*words):
    return CliRunner().invoke(
        cli, ["explain", *words, "--trace", "--sample"], catch_exceptions=False
    )


def test_a_stored_posting_is_traced_word_by_word(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    lines = explained(POSTING).stdout.splitlines()
    assert any("title/board_levels.csv:" in line for line in lines), "the board's own words"
    assert any("pay/pay_scales.csv:" in line for line in lines), "its pay"
    assert any(line.startswith("city") and "Galveston" in line for line in lines), "what is read"


def test_its_json_has_words_and_tokens_of_pay(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    told = json.loads(explained(POSTING, "--json").stdout)
    assert told["posting"]["posting_id"] == POSTING
    assert "title" in told["words"]
    assert "1111111" in json.dumps(told["trace"])


def test_an_unknown_id_is_no_text_to_trace(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    with pytest.raises(InputError, match="no such id: the store has no posting 5e4dfeb61d9e90a9"):
        explained("5e4dfeb61d9e90a9")
