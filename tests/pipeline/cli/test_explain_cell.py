"""`payband explain ID` lists the jobs of a cell of the report."""

import json

from click.testing import CliRunner

from pipeline.cli.main import cli


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
