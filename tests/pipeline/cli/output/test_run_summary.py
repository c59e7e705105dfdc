import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.run import CrawlRun, Run, SourceRun
from models.vocab import RunState
from pipeline.cli.output.run_summary import first_median, show_earlier, show_outcome
from pipeline.cli.output.show import print_json
from pipeline.config import Settings
from pipeline.operate.run import RunOutcome


def test_the_id_of_the_first_median_of_a_report_is_found(tmp_path: Path) -> None:
    figures = tmp_path / "salaries.csv"
    figures.write_text("id,median_by_job\npay/year/country=AT,\npay/year/country=DE,80500\n")
    assert first_median(figures) == "pay/year/country=DE"


def test_a_report_without_a_median_has_none(tmp_path: Path) -> None:
    figures = tmp_path / "salaries.csv"
    figures.write_text("id,median_by_job\npay/year/country=AT,\n")
    assert first_median(figures) == ""


AT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def outcome(tmp_path: Path) -> RunOutcome:
    """Return a run of two sources, one of which closed, expired and opened postings again."""
    crawls = {
        source: [
            CrawlRun(
                run_id="r", source=source, board="", started_at=AT, state=RunState.COMPLETE, seen=5
            )
        ]
        for source in ("lever", "ashby")
    }
    made = RunOutcome(Run(run_id="r", started_at=AT), RunState.COMPLETE, crawls, tmp_path, {})
    lever = SourceRun(run_id="r", source="lever", at=AT, state=RunState.HEALTHY)
    lever.closed, lever.expired, lever.opened = 3, 1, 2
    made.sources = [lever, replace(lever, source="ashby", closed=0, expired=0, opened=0)]
    return made


def test_a_run_says_how_many_postings_of_each_source_closed(
    outcome: RunOutcome, capsys: pytest.CaptureFixture[str]
) -> None:
    show_outcome(outcome, Settings())
    said = capsys.readouterr().err.splitlines()
    assert "lever: 3 closed, 1 expired, 2 open again" in said
    assert not [line for line in said if line.startswith("ashby:")]
    show_earlier(outcome)
    assert capsys.readouterr().err.endswith("; lever: 3 closed, 1 expired, 2 open again\n")


def test_the_json_of_a_run_has_the_same(
    outcome: RunOutcome, capsys: pytest.CaptureFixture[str]
) -> None:
    print_json(asdict(outcome))
    lever = json.loads(capsys.readouterr().out)["sources"][0]
    assert (lever["closed"], lever["expired"], lever["opened"]) == (3, 1, 2)


def test_a_run_that_crawled_nothing_says_so_at_the_end(
    outcome: RunOutcome, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = replace(outcome, crawls={}, sources=[], kept=[Path("data/exports/postings.csv")])
    idle.skipped = {"lever": "crawled at 6:00; its interval is 6 h: next at 12:00 (--force)"}
    show_outcome(idle, Settings())
    told = capsys.readouterr()
    assert told.err.splitlines()[-2:] == [
        "nothing was crawled:",
        "lever: skipped, crawled at 6:00; its interval is 6 h: next at 12:00 (--force)",
    ]
    assert "Postings in the store" not in told.out
