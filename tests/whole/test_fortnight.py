"""A scripted fortnight and a pause of two months under `schedule run`, with a clock of its own.

Each line of fortnight.csv is one run: what the site does then, the day, and everything that must
come of it: exit code, counts, what is open, exported rows, and the notice. The runs, the store, the
export and the notices are real; the site and the receiver of notices are on this machine.
"""

import csv
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from pipeline import clock as clock_module
from pipeline.clock import now
from pipeline.operate.after_run import after_run
from pipeline.operate.schedules.loop import Loop
from pipeline.settings.notify_settings import NotifySettings
from tests.whole.site_of_jobs import jobs

TABLE = Path(__file__).with_name("fortnight.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
DAY = timedelta(days=1)
MANY = 60
JITTER = timedelta(hours=3)  # the jitters of a fortnight together are less


class FakeClock:
    """The real time and what was waited: a wait takes no time. It stops before it is `until`."""

    def __init__(self, real):
        self.real, self.lead = real, timedelta()
        self.begun = real()
        self.until = self.begun

    def time(self):
        return self.real() + self.lead

    def now(self):
        return self.time().replace(microsecond=0)

    def wait(self, length):
        if self.now() + length >= self.until:
            self.lead += max(self.until - self.now(), timedelta())
            return True
        self.lead += length
        return False

    @property
    def day(self):
        return (self.time() - self.begun + JITTER) // DAY


def raised(job, share):
    return job | {"low": job["low"] * share, "high": job["high"] * share}


class Script:
    """What the site does, run by run: each method is a word of the table's column `site`."""

    def __init__(self, site):
        self.site = site
        self.jobs = jobs(MANY)

    def play(self, word):
        self.site.answer = None
        self.site.rename = lambda text: text
        getattr(self, word)()
        self.site.jobs = self.shown

    @property
    def shown(self):
        return getattr(self, "today", self.jobs)

    def same(self):
        self.today = self.jobs

    def new(self):
        self.jobs = self.today = jobs(MANY + 5)

    def edited(self):
        edits = [job | {"title": job["title"] + " (m/f/d)"} for job in self.jobs[:5]]
        self.jobs = self.today = [*edits, *self.jobs[5:]]

    def gone(self):
        self.today = self.jobs[:-3]

    def back(self):
        self.today = self.jobs

    def renamed(self):
        kept, moved = self.jobs[:-4], self.jobs[-4:]
        self.jobs = self.today = [*kept, *(job | {"id": job["id"] + 5000} for job in moved)]

    def empty(self):
        self.today = []

    def blocked(self):
        self.site.answer = ("Access denied", 403)

    def broken(self):
        self.site.rename = lambda text: text.replace("office>", "bureau>")

    def dearer(self):
        self.today = self.jobs = [raised(job, 1.1) for job in self.jobs]

    def halved(self):
        self.today = self.jobs = self.jobs[: MANY // 2]


@pytest.fixture
def fortnight(whole, httpserver, monkeypatch):
    """Return what plays the table: the schedule, its clock, the site, and what was noticed."""
    clock = FakeClock(clock_module.system_time)
    monkeypatch.setattr(clock_module, "system_time", clock.time)
    whole.site.boards = ("acme0",)
    httpserver.expect_request("/notice").respond_with_data("")
    httpserver.expect_request("/beat").respond_with_data("")
    notify = NotifySettings(
        webhook=httpserver.url_for("/notice"), heartbeat=httpserver.url_for("/beat")
    )
    whole.use(f"sqlite:///{whole.folder}/payband.db", sources=["personio"], notify=notify)
    return Fortnight(whole, clock, Script(whole.site), httpserver)


class Fortnight:
    def __init__(self, whole, clock, script, server):
        self.whole, self.clock, self.script, self.server = whole, clock, script, server
        self.rows: list[dict[str, str]] = []
        self.told: list[str] = []

    def keep_running(self, until):
        """Run the schedule until a time, or until the table has no further run."""
        self.clock.until = until
        Loop(self.whole.settings, self.clock, self.run, self.told.append).keep_running()

    def run(self, sources, *, accept=False):
        assert sources == ("personio",)
        row = ROWS[len(self.rows)]
        assert (row["by"] == "user") == accept, row
        self.script.play(row["site"])
        day = self.clock.day
        self.whole.site.date = format_datetime(self.clock.now(), usegmt=True)
        self.whole.environment["PAYBAND_TEST_CLOCK"] = str(int(self.clock.lead.total_seconds()))
        before = len(self.server.log)
        outcome = self.whole.run(*sources, force=accept, accept_drop=accept)
        assert after_run(self.whole.settings, outcome) == []
        self.rows.append(self.seen(row, day, outcome, self.server.log[before:]))
        if len(self.rows) < len(ROWS) and ROWS[len(self.rows)]["by"] == "user":
            self.run(sources, accept=True)
        if len(self.rows) == len(ROWS) or ROWS[len(self.rows)]["by"].startswith("after"):
            self.clock.until = self.clock.now()
        return outcome.exit_code

    def seen(self, row, day, outcome, asked):
        (source,) = outcome.sources
        (crawl,) = outcome.crawls["personio"]
        notices = [request.get_json() for request, _ in asked if request.path == "/notice"]
        found = {
            "site": row["site"],
            "by": row["by"],
            "day": day,
            "exit": outcome.exit_code,
            "state": source.state,
            "new": crawl.new,
            "changed": crawl.changed,
            "closed": source.closed,
            "reopened": source.opened,
            "open": self.whole.count("posting_life where status = 'open'"),
            "exported": len(list(csv.reader(self.whole.export().decode().splitlines()))) - 1,
            "notice": "; ".join(n["event"] for told in notices for n in told["news"]),
            "heartbeats": sum(request.path == "/beat" for request, _ in asked),
        }
        for told in notices:
            assert "/notice" not in told["text"], "the address of notices is secret"
        return {name: str(value) for name, value in found.items()}


@pytest.mark.proof
def test_a_fortnight_and_a_pause_end_as_the_table_says(fortnight):
    while len(fortnight.rows) < len(ROWS):
        by = ROWS[len(fortnight.rows)]["by"]
        if by.startswith("after "):  # the schedule was down: killed, or the machine was off
            fortnight.clock.lead += int(by.split()[1]) * DAY
        fortnight.keep_running(now() + 3 * DAY)

    assert fortnight.rows == ROWS
    whole, shown = fortnight.whole, fortnight.script.shown
    exported = list(csv.DictReader(whole.export().decode().splitlines()))
    still_open = {row["source_key"] for row in exported if row["status"] == "open"}
    assert len(still_open) == len(shown)
    page = whole.settings.status_page.read_text(encoding="utf-8")
    assert "<p>None.</p>" in page, "nothing is held at the end"
    assert whole.settings.report_page.exists()
    assert whole.count("run where state = 'running'") == 0
