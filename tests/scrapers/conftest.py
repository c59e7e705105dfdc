import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

QUICK = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": 0, "RETRY_TIMES": 1, "PAYBAND_REST": 0}
TINY = Path(__file__).parent / "tiny"


class TinySite:
    """Boards on a local server, and crawls of them, each in a process of its own."""

    def __init__(self, server, folder, warm):
        self.server, self.warm = server, warm
        self.aside = folder / "said"
        self.aside.mkdir()
        self.folder = folder
        self.boards = folder / "boards.csv"
        self.database = folder / "payband.db"
        self.url = ""  # of another database than that file
        self.spider = "tiny_spider.py"
        self.log = self.printed = ""
        if server:
            self.robots(404)

    def robots(self, status, text=""):
        self.server.clear_all_handlers()
        self.server.expect_request("/robots.txt").respond_with_data(text, status)

    def board(self, token, jobs=None, **page):
        self.list_boards(*self.tokens(), token)
        self.server.expect_request(f"/{token}").respond_with_json({"jobs": jobs or [], **page})

    def tokens(self):
        if not self.boards.exists():
            return []
        return [line.split(",")[1] for line in self.boards.read_text().splitlines()[1:]]

    def list_boards(self, *tokens, platform="tiny"):
        rows = [f"{platform},{token},{token.title()} Ltd,GB\n" for token in tokens]
        self.boards.write_text("platform,board,company,country\n" + "".join(rows))

    def start(self, *, environment=(), stdin=None, **more):
        return subprocess.Popen(
            [sys.executable, "-P", "-m", *self.words(**more)],
            cwd=self.folder,
            env={**os.environ, **self.environment(), **dict(environment)},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def words(self, *, run=None, out=None, arguments=(), **settings):
        """Return the command of a crawl, as Python would run it by -m."""
        if run:
            settings["PAYBAND_RUN_ID"] = run
        if out:
            settings["FEEDS"] = json.dumps({str(out): {"format": "jsonl"}})
        if self.server:
            settings.setdefault("PAYBAND_REACHABLE", f"{self.server.host}:{self.server.port}")
        words = [w for name, value in settings.items() for w in ("-s", f"{name}={value}")]
        words += [w for argument in arguments for w in ("-a", argument)]
        return ["scrapy", "runspider", str(TINY / self.spider), *words]

    def crawl(self, *, code=0, environment=(), anew=False, **more):
        """Crawl and return the log. `anew`: in a process that holds no memory of another."""
        if anew:
            process = self.start(environment=environment, **more)
            self.printed, log = process.communicate(timeout=300)
            assert process.returncode == code, log
            return log
        words, told = self.words(**more), self.environment() | dict(environment)
        done = self.warm.run(words, self.folder, told, self.aside, seconds=120)
        self.printed, log = done.stdout, done.stderr
        assert done.returncode == code, log
        return log

    def live(self, **more):
        return self.crawl(**(QUICK | more))

    def environment(self):
        return {
            "SCRAPY_SETTINGS_MODULE": "scrapers.settings",
            "PYTHONPATH": str(TINY),
            "PAYBAND_TEST_SITE": self.server.url_for("").rstrip("/") if self.server else "",
            "PAYBAND_BOARDS": str(self.boards),
            "PAYBAND_CONTACT": "jobs@example.org",
            "PAYBAND_DATABASE_URL": self.url or f"sqlite:///{self.database}",
        }

    def rows(self, query):
        with sqlite3.connect(self.database) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query)]

    def states(self):
        return {row["board"]: row["state"] for row in self.rows("select * from crawl_run")}


@pytest.fixture
def tiny(httpserver, tmp_path, warm):
    return TinySite(httpserver, tmp_path, warm)


@pytest.fixture
def now():
    return datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def job():
    def make(number, **more):
        said = {"id": number, "url": f"https://jobs.example.org/{number}", "title": f"Job {number}"}
        return said | more

    return make


def read_lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def lines():
    return read_lines
