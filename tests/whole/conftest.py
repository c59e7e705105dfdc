"""Whole runs of real spiders against a site of the test's own, on a store of its own."""

import shutil
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, select, text, update

from models.tables import posting_life, raw_posting, source_run
from pipeline.config import Settings
from pipeline.operate import run as run_module
from pipeline.operate.progress import silent
from pipeline.operate.run import RunRequest, run
from pipeline.rules import sources as sources_module
from pipeline.rules.rows.sources import Default, Lists, Source
from pipeline.rules.source_files import TABLES, SourceFile
from tests.whole.site_of_jobs import Site, jobs

NEAR = Path(__file__).parent / "near"
KINDS = ("lever", "personio", "careers")  # a JSON interface, a feed, pages
LACKED = [job["title"] for job in jobs(500)[-5:]]
QUICK: Any = {
    "SPIDER_MODULES": "near_spiders",
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "RETRY_TIMES": 1,
    "PAYBAND_REST": 0,
}


def in_a_new_second():
    """Wait until the second is over: times in the store are of seconds.

    A run that begins in the second of the last one's pages takes their postings for its own.
    """
    time.sleep(1 - time.time() % 1)


class Whole:
    """Runs of a source, or of all three, and what is then in the store."""

    def __init__(self, warm, site, folder):
        self.warm, self.site, self.folder = warm, site, folder
        self.environment: dict[str, str] = {}
        self.use(f"sqlite:///{folder}/payband.db")

    def use(self, url, **said):
        """Let runs use a database, and other settings."""
        boards = self.folder / "boards.csv"
        rows = [f"personio,{token},Acme,GB\n" for token in self.site.boards]
        boards.write_text(
            "platform,board,company,country\nlever,acme,Acme,GB\n" + "".join(rows),
            encoding="utf-8",
        )
        folders = {f"{name}_dir": self.folder / name for name in ("archive", "exports", "reports")}
        self.settings = Settings(
            **{"database_url": url, "contact": "a@example.org", "boards": boards, "jobs": 1}
            | folders
            | said
        )

    def run(self, *sources, progress=silent, **order):
        order.setdefault("force", True)
        in_a_new_second()
        return run(self.settings, RunRequest(sources or KINDS, **order), progress)

    def crawl(self, order, settings):
        """Do a crawl as pipeline.operate.crawls.crawl does, but with the sources' sites near."""
        more = {**QUICK, "PAYBAND_REACHABLE": ",".join(self.site.reachable)}
        words = [w for name, value in more.items() for w in ("-s", f"{name}={value}")]
        near = {"PYTHONPATH": str(NEAR), "PAYBAND_TEST_SITE": self.site.url}
        return self.warm.crawl(order, settings, words, **self.environment, **near)

    def rows(self, query):
        engine = create_engine(self.settings.database_url)
        with engine.connect() as connection:
            found = [dict(row) for row in connection.execute(text(query)).mappings()]
        engine.dispose()
        return found

    def count(self, table, distinct="*"):
        column = f"distinct {distinct}" if distinct != "*" else distinct
        (row,) = self.rows(f"select count({column}) as n from {table}")  # noqa: S608  # ours
        return row["n"]

    def export(self):
        """Return the bytes of the export, None where there is none."""
        file = self.settings.exports_dir / "postings.csv"
        return file.read_bytes() if file.exists() else None

    def logs(self):
        return "".join(p.read_text(encoding="utf-8") for p in self.folder.rglob("archive/*/*.log"))


@contextmanager
def nearby(whole):
    """Let runs crawl the sites of a test; `careers` is a source as one is added."""
    row: Any = dict.fromkeys(("why", "terms", "read_on", "attribution"), "")
    careers = Source("careers", Default.ON, Lists.ALL, **row, min_interval_hours=6)
    known = sources_module._read() | {"careers": SourceFile(careers, dict.fromkeys(TABLES, ()))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources_module, "_read", lambda: known)
        patch.setattr(run_module, "crawl", whole.crawl)
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # its files would be cut off, too
        yield whole


@pytest.fixture
def whole(warm, httpserver, tmp_path):
    """Return what does whole runs, on 500 jobs on each of three sources."""
    with nearby(Whole(warm, Site(httpserver, 500), tmp_path)) as made:
        yield made


@pytest.fixture(scope="session")
def seeded(warm, make_httpserver, tmp_path_factory):
    """Return the folder of a store after six healthy runs of three sources.

    The last of them lacked five postings of each: lacking them once more is what closes them.
    """
    folder = tmp_path_factory.mktemp("seeded")
    with nearby(Whole(warm, Site(make_httpserver, 500), folder)) as whole:
        assert whole.run().exit_code == 0
        engine = create_engine(whole.settings.database_url)
        with engine.begin() as connection:
            found = [dict(row) for row in connection.execute(select(source_run)).mappings()]
            for days in range(1, 6):
                at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
                said = {"run_id": f"{at:%Y%m%dT%H%M%SZ}-1", "at": at}
                connection.execute(insert(source_run), [row | said for row in found])
            old = select(raw_posting.c.posting_id).where(raw_posting.c.title.in_(LACKED))
            now = datetime.now(UTC).replace(microsecond=0)
            lately = {"last_seen": now - timedelta(days=2), "absent_since": now - timedelta(days=1)}
            lacked = posting_life.c.posting_id.in_(old)
            connection.execute(update(posting_life).where(lacked).values(**lately))
        engine.dispose()
    return folder


@pytest.fixture
def healthy(seeded, whole):
    for name in ("payband.db", "exports", "reports"):
        copy = shutil.copytree if (seeded / name).is_dir() else shutil.copy
        copy(seeded / name, whole.folder / name)
    assert whole.count("source_run where state = 'healthy'") == 6 * len(KINDS)
    return whole
