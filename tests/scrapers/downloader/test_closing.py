"""A crawl ends in time and with its run, whatever it is doing."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from werkzeug import Response

from pipeline.operate.crawls.crawl import CrawlRequest, died
from pipeline.operate.crawls.deadline import OUT_OF_TIME, wait_within
from tests.scrapers.conftest import QUICK
from tests.support.processes import ended
from tests.support.proofs import few

SECONDS = 5  # from the death of a run to that of its crawls

# A run that starts a crawl as pipeline.operate.crawls.crawl does; it prints the crawl's number.
RUN = """
import subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, start_new_session=True)
print(process.pid, flush=True)
process.wait()
"""


@pytest.fixture
def endless(tiny):
    tiny.board("acme")
    tiny.spider = "endless_spider.py"
    return tiny


def wait_for(words, file):
    until = time.monotonic() + 120
    while words not in file.read_text():
        assert time.monotonic() < until, file.read_text()
        time.sleep(0.05)


@pytest.mark.parametrize("way", [{}, {"PAYBAND_TEST_WATCHDOG": "1"}], ids=["kernel", "watchdog"])
def test_a_crawl_inside_a_regular_expression_dies_with_its_run(endless, way, monkeypatch):
    for name, value in (endless.environment() | way).items():
        monkeypatch.setenv(name, value)
    crawl = [sys.executable, "-P", "-m", *endless.words(run="r", PAYBAND_TIED=1, **QUICK)]
    log = endless.folder / "log"
    with (
        log.open("w") as written,
        subprocess.Popen(
            [sys.executable, "-c", RUN, *crawl], stdout=subprocess.PIPE, stderr=written, text=True
        ) as run,
    ):
        assert run.stdout
        number = int(run.stdout.readline())
        wait_for("it begins", log)
        time.sleep(0.5)
        run.kill()
        try:
            assert ended(number, within=SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def test_a_crawl_inside_a_regular_expression_is_ended_for_its_time(endless):
    process = endless.start(run="r", CLOSESPIDER_TIMEOUT=1, PAYBAND_LAST=2, **QUICK)
    process.communicate(timeout=30)
    assert process.returncode == OUT_OF_TIME


def test_a_run_kills_a_crawl_that_will_not_end(monkeypatch):
    monkeypatch.setattr("pipeline.operate.crawls.deadline.ASK", 0.1)
    monkeypatch.setattr("pipeline.operate.crawls.deadline.KILL", 0.1)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    for code, left in (("", 0), ("raise SystemExit(3)", 3), (deaf, OUT_OF_TIME)):
        with subprocess.Popen([sys.executable, "-c", code]) as process:
            assert wait_within(process, 2) == left


@pytest.mark.parametrize(
    ("code", "words"), [(OUT_OF_TIME, "took longer than 3600 s"), (-9, "early (exit code -9)")]
)
def test_the_row_of_a_killed_crawl_says_why(code, words):
    row = died(CrawlRequest("lever", "r", Path("lever.log")), code)
    assert row.state == "aborted"
    assert words in (row.message or "")
    assert "lever.log" in (row.message or "")


def ends(tiny, within, **more):
    """Return a crawl's log; assert that it ends by itself, within so many seconds of its begin."""
    with tiny.start(run="r", **QUICK | more) as process:
        _, log = process.communicate(timeout=150)
    assert process.returncode == 0, log
    opened, closed = (line.partition(" [")[0] for line in log.splitlines() if "Spider " in line)
    assert seconds(closed) - seconds(opened) <= within, log
    return log


def seconds(stamp):
    return time.mktime(time.strptime(stamp, "%Y-%m-%d %H:%M:%S"))


@pytest.mark.parametrize("delay", few(["100000", "1e308", "301"]))
def test_a_host_that_asks_for_too_long_a_delay_is_left_alone(tiny, job, delay):
    tiny.robots(200, f"User-agent: *\nCrawl-delay: {delay}\n")
    for token in ("acme", "beta"):
        tiny.board(token, [job(1)])
    ends(tiny, 40)
    assert tiny.states() == {"acme": "blocked", "beta": "blocked"}
    (row, _) = tiny.rows("select message from crawl_run")
    assert "deferred: 127.0.0.1 is left alone: its robots.txt asks for " in row["message"]
    assert [request.path for request, _ in tiny.server.log] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("delay", "slow"),
    few(
        [
            pytest.param({"robots": "100"}, False, id="it waits for its turn with a host"),
            pytest.param({"DOWNLOAD_DELAY": 100}, False, id="it waits in a host's queue"),
            pytest.param({}, True, id="it waits for an answer"),
        ]
    ),
)
def test_a_crawl_that_waits_ends_when_its_time_is_over(tiny, job, delay, slow):
    answer = Event()

    def handler(_request):
        answer.wait(90 if slow else 0)
        return Response('{"jobs": []}', content_type="application/json")

    if robots := delay.pop("robots", ""):
        tiny.robots(200, f"User-agent: *\nCrawl-delay: {robots}\n")
    tokens = ["acme", "beta", "gamma", "delta"]
    tiny.list_boards(*tokens)
    for token in tokens:
        tiny.server.expect_request(f"/{token}").respond_with_handler(handler)
    log = ends(tiny, 40, CLOSESPIDER_TIMEOUT=3, PAYBAND_GRACE=2, PAYBAND_LAST=110, **delay)
    answer.set()
    assert "ended: the crawl ended first" in log
    rows = tiny.rows("select state, message from crawl_run where board = 'delta'")
    assert rows[0]["state"] == "failed"
    assert "the crawl ended at its time limit of 3 s" in rows[0]["message"]


def test_a_crawl_that_waits_ends_when_it_is_asked_to(tiny, job):
    tiny.robots(200, "User-agent: *\nCrawl-delay: 100\n")
    tiny.board("acme", [job(1)])
    tiny.board("beta", [job(2)])
    process = tiny.start(run="r", **QUICK)
    until = time.monotonic() + 120
    while not any(request.path == "/robots.txt" for request, _ in tiny.server.log):
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    process.communicate(timeout=150)
    assert time.monotonic() - begun < 40
    assert set(tiny.states().values()) == {"failed"}
