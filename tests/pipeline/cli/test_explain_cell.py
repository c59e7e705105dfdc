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
