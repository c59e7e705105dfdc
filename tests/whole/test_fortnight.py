"""A scripted fortnight and a pause of two months under `schedule run`, with a clock of its own.

Four tables say what must come of it:

- fortnight.csv has a line for each source of each run: what its site does then, who runs, the day,
  and the exit code, counts, open postings, exported rows, notice and heartbeats that must follow.
- fortnight_notices.csv has the words of each notice.
- fortnight_export.csv has the rows of the export after each run that changes them, by ids.
- fortnight_report.csv has the figures of the report after such a run.

The runs, the store, the export and the notices are real; the sites and the receiver of notices are
on this machine. One source lists all jobs of an employer, the other is a window on the newest.
"""

import csv
from email.utils import format_datetime
from itertools import groupby
from pathlib import Path

import pytest

from pipeline import clock as clock_module
from pipeline.clock import now
from pipeline.operate.after_run import after_run
from pipeline.operate.schedules.loop import Loop
from pipeline.settings.notify_settings import NotifySettings
from tests.whole.fortnight_script import DAY, FakeClock, Script
from tests.whole.site_of_jobs import CITIES, TITLES, jobs
from tests.whole.window_site import WindowSite

HERE = Path(__file__).parent
SOURCES = {"personio": 60, "jobicy": 20}
BROKEN = {"personio": ("office>", "bureau>"), "jobicy": ('"jobTitle"', '"heading"')}
CELLS = ("role", "country", "all_jobs", "jobs", "p25", "median_by_job", "p75")
EXPORTED = (
    *("source", "source_key", "company", "title", "country", "status"),
    *("annual_min", "annual_max"),
)


def by_run(name):
    """Return the lines of a table by run."""
    lines = csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines())
    return {run: list(mine) for run, mine in groupby(lines, lambda line: line["run"])}


RUNS = list(by_run("fortnight.csv").values())
NOTICES = by_run("fortnight_notices.csv")
EXPORTS = by_run("fortnight_export.csv")
REPORTS = by_run("fortnight_report.csv")


@pytest.fixture
def fortnight(whole, httpserver, monkeypatch, database_url):
    """Return what plays the tables: the schedule, its clock, the sites, and what was noticed."""
    clock = FakeClock(clock_module.system_time)
    monkeypatch.setattr(clock_module, "system_time", clock.time)
    whole.site.boards = ("acme0",)
    httpserver.expect_request("/notice").respond_with_data("")
    httpserver.expect_request("/beat").respond_with_data("")
    notify = NotifySettings(
        webhook=httpserver.url_for("/notice"), heartbeat=httpserver.url_for("/beat")
    )
    whole.use(database_url, sources=list(SOURCES), notify=notify)
    sites = {"personio": whole.site, "jobicy": WindowSite(httpserver)}
    scripts = {name: Script(sites[name], jobs, SOURCES[name], BROKEN[name]) for name in SOURCES}
    return Fortnight(whole, clock, scripts, httpserver)


class Fortnight:
    def __init__(self, whole, clock, scripts, server):
        self.whole, self.clock, self.scripts, self.server = whole, clock, scripts, server
        self.rows: list[list[dict[str, str]]] = []
        self.told: list[str] = []
        self.exported: list[tuple[str, ...]] = []
        self.reported: list[tuple[str, ...]] = []

    def keep_running(self, until):
        """Run the schedule until a time, or until the table has no further run."""
        self.clock.until = until
        Loop(self.whole.settings, self.clock, self.run, self.told.append).keep_running()

    @property
    def by(self):
        """Who does the next run; empty after the last."""
        return RUNS[len(self.rows)][0]["by"] if len(self.rows) < len(RUNS) else ""

    def run(self, sources, *, accept=False):
        lines = RUNS[len(self.rows)]
        assert sorted(sources) == sorted(row["source"] for row in lines), lines[0]
        assert (self.by == "user") == accept, lines[0]
        for row in lines:
            date = format_datetime(self.clock.now(), usegmt=True)
            self.scripts[row["source"]].play(row["site"], date)
        self.whole.environment["PAYBAND_TEST_CLOCK"] = str(int(self.clock.lead.total_seconds()))
        day, before, export = self.clock.day, len(self.server.log), self.whole.export()
        outcome = self.whole.run(*sources, force=accept, accept_drop=accept)
        assert after_run(self.whole.settings, outcome) == []
        asked = self.server.log[before:]
        self.rows.append([self.seen(row, day, outcome, asked) for row in lines])
        self.compare_files(lines[0]["run"], outcome, export)
        if self.by == "user":
            self.run(tuple(row["source"] for row in RUNS[len(self.rows)]), accept=True)
        if not self.by or self.by.startswith("after"):
            self.clock.until = self.clock.now()
        return outcome.exit_code

    def seen(self, row, day, outcome, asked):
        (source,) = (each for each in outcome.sources if each.source == row["source"])
        (crawl,) = outcome.crawls[row["source"]]
        found = {
            "run": row["run"],
            "source": row["source"],
            "site": row["site"],
            "by": row["by"],
            "day": day,
            "exit": outcome.exit_code,
            "state": source.state,
            "new": crawl.new,
            "changed": crawl.changed,
            "closed": source.closed,
            "reopened": source.opened,
            "open": self.open(row["source"]),
            "heartbeats": sum(request.path == "/beat" for request, _ in asked),
            "notice": self.notice(row["source"], outcome.run.run_id, asked),
        }
        return {name: str(value) for name, value in found.items()}

    def notice(self, source, run_id, asked):
        """Return the event that a source's notice was of; compare the notice with its table."""
        notices = [request.get_json() for request, _ in asked if request.path == "/notice"]
        assert len(notices) <= 1, "a run sends one notice"
        mine = [news for told in notices for news in told["news"] if news["source"] == source]
        for told in notices:
            assert told["run_id"] == run_id
            assert "/notice" not in told["text"], "the address of notices is secret"
        run, site = RUNS[len(self.rows)][0]["run"], self.whole.site.url
        want = [line for line in NOTICES.get(run, ()) if line["source"] == source]
        told = [{"run": run} | news | {"why": news["why"].replace(site, "SITE")} for news in mine]
        assert [{name: news[name] for name in want[0]} for news in told if want] == want
        return "; ".join(news["event"] for news in mine)

    def open(self, source):
        of_source = f"(select posting_id from raw_posting where source = '{source}')"  # noqa: S608  # ours
        return self.whole.count(f"posting_life where status = 'open' and posting_id in {of_source}")

    def compare_files(self, run, outcome, before):
        """Compare export and report with their tables; they stay where a run publishes nothing."""
        if not outcome.files:
            assert self.whole.export() == before, f"run {run} publishes nothing"
        if run in EXPORTS:
            self.exported = sorted(row for line in EXPORTS[run] for row in rows_of(line))
        if run in REPORTS:
            self.reported = sorted(tuple(row[c] for c in CELLS) for row in REPORTS[run])
        assert exported(self.whole.export()) == self.exported, f"export after run {run}"
        assert reported(self.whole.settings.report_page) == self.reported, f"report after run {run}"


def rows_of(line):
    """Yield the exported rows that a line of fortnight_export.csv stands for."""
    source, (first, _, last) = line["source"], line["ids"].partition("-")
    board, employer = ("acme0:", "Birch") if source == "personio" else ("", "Dove")
    for n in range(int(first), int(last or first) + 1):
        job = n % 5000  # a renamed id is 5,000 more
        title = f"{TITLES[job % 4]}, team {job}{line['title_end']}"
        said = (source, f"{board}{n}", f"{employer} {n}", title, CITIES[job % 4][1], line["status"])
        pay = (round((amount + 100 * job) * float(line["pay"])) for amount in (60_000, 80_000))
        yield (*said, *map(str, pay))


def exported(content):
    rows = csv.DictReader(content.decode().splitlines())
    return sorted(tuple(row[name] for name in EXPORTED) for row in rows)


def reported(page):
    """Return the report's figures of each role in each country."""
    rows = csv.DictReader(page.with_suffix(".csv").read_text(encoding="utf-8").splitlines())
    mine = [row for row in rows if row["role"] and not row["workplace"]]
    return sorted(tuple(row[name] for name in CELLS) for row in mine)


@pytest.mark.proof
def test_a_fortnight_and_a_pause_end_as_the_tables_say(fortnight):
    while fortnight.by:
        if fortnight.by.startswith("after "):  # the schedule was down: killed, or the machine off
            fortnight.clock.lead += int(fortnight.by.split()[1]) * DAY
        fortnight.keep_running(now() + 3 * DAY)

    assert fortnight.rows == RUNS
    whole = fortnight.whole
    page = whole.settings.status_page.read_text(encoding="utf-8")
    assert "<p>None.</p>" in page, "nothing is held at the end"
    assert whole.count("run where state = 'running'") == 0
