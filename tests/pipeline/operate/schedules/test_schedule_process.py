"""The processes of `schedule run`: its runs end with it, and it ends within ten seconds."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from threading import Timer

import pytest

from models.run import Run, SourceRun
from models.tables import run
from models.vocab import RunState
from pipeline.operate.schedules import processes
from pipeline.operate.schedules.log import Log
from pipeline.operate.schedules.processes import StoppableClock, run_process
from pipeline.redaction import Redactor
from pipeline.store.db.database import open_store
from pipeline.store.db.upsert import upsert_records
from pipeline.store.db.writing import writing
from pipeline.store.runs.source_runs import keep_source_runs

QUIET = Redactor([("word", "s3cret-word")])


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Let runs be a shell script."""

    def make(text):
        file = tmp_path / "python"
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(file))

    return make


def test_a_run_is_a_process_with_its_exit_code(program, tmp_path):
    program(f'echo "$@" > {tmp_path}/words; exit 3')
    assert run_process(["lever", "ashby"], StoppableClock(), Log(print, QUIET)) == 3
    words = (tmp_path / "words").read_text()
    assert words == "-P -m pipeline.cli.main run lever ashby\n"


@pytest.mark.parametrize(
    ("trap", "signal_of_end"), [("", signal.SIGTERM), ("trap '' TERM;", signal.SIGKILL)]
)
def test_a_run_ends_with_the_schedule_also_where_it_does_not_listen(
    program, monkeypatch, trap, signal_of_end
):
    monkeypatch.setattr(processes, "ENDS_WITHIN", 1.0)
    program(f"{trap} while :; do sleep 0.1; done")
    clock = StoppableClock()
    Timer(0.5, clock.stopped.set).start()
    assert run_process(["lever"], clock, Log(print, QUIET)) == -signal_of_end


def test_json_lines_have_what_the_run_says_without_secrets(program):
    program("echo 'with s3cret-word' >&2; echo table")
    lines: list[str] = []
    assert run_process(["lever"], StoppableClock(), Log(lines.append, QUIET, structured=True)) == 0
    (line,) = map(json.loads, lines)
    assert (line["sources"], line["message"]) == ("lever", "with REDACTED")
    assert line["at"].endswith("Z")


def waiting(tmp_path, *words):
    """Start `payband schedule run` on a store where nothing is due; return once it waits."""
    url = f"sqlite:///{tmp_path}/live.db"
    at = datetime.now(UTC).replace(microsecond=0)
    run_id = f"{at:%Y%m%dT%H%M%SZ}-1"
    store = open_store(url)
    with writing(store) as connection:
        upsert_records(connection, run, [Run(run_id=run_id, started_at=at)])
    healthy = RunState.HEALTHY
    keep_source_runs(store, [SourceRun(run_id=run_id, source="lever", at=at, state=healthy)])
    store.dispose()
    given = {"PAYBAND_DATABASE_URL": url, "PAYBAND_SOURCES": "lever"}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline.cli.main", "schedule", "run", *words],
        cwd=tmp_path,
        env={**os.environ, **given, "PAYBAND_CONTACT": "a@example.org"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    return process, process.stderr.readline()


def test_a_schedule_says_what_is_next_and_ends_at_sigterm(tmp_path):
    process, line = waiting(tmp_path)
    with process:
        assert line.startswith("next: lever at 20")
        began = time.monotonic()
        process.terminate()
        assert process.wait(10) == 0
        assert time.monotonic() - began < 10
        assert process.stderr.read() == "stopped; the next schedule goes on from the store\n"


def test_a_killed_schedule_goes_on_from_the_store(tmp_path):
    process, before = waiting(tmp_path, "--log-format", "json")
    with process:
        process.kill()
        process.wait(10)
    after, line = waiting(tmp_path, "--log-format", "json")
    with after:
        after.terminate()
    assert json.loads(before)["message"].startswith("next: lever at ")
    assert json.loads(line)["message"].startswith("next: lever at ")
