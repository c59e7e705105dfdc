"""Folders in which `payband run` is killed: each a copy of one with two healthy runs behind it."""

import shutil
import time
import uuid
from pathlib import Path

from sqlalchemy import create_engine, make_url, select, text

from models.tables import metadata
from pipeline.store.db.database import open_store
from tests.scrapers.kills import employers

SITE = str(Path(__file__).with_name("site"))
APART = {"run", "crawl_run", "source_run", "page"}  # what runs say of themselves
# A replay has the times of the last crawl; what was settled by a killed one has that one's.
OF_A_RUN = {"run_id", "status_at", "absent_since", "at"}
OF_A_DAY = OF_A_RUN | {"fetched_at", "first_seen", "last_seen"}
PUBLISHED = (
    "exports/postings.csv",
    "exports/postings.csv.datapackage.json",
    "reports/salaries.html",
    "reports/salaries.csv",
    "reports/salaries.csv.datapackage.json",
    "reports/salaries.json",
    "reports/salaries.md",
)


class World:
    """A folder, its database, and `payband` in it."""

    def __init__(self, warm, folder, site, url):
        self.warm, self.folder, self.site, self.url = warm, folder, site, url
        self.begun = 0.0

    def start(self, *words, point=None):
        environment = {
            "PYTHONPATH": SITE,
            "PAYBAND_TEST_SITE": self.site,
            "PAYBAND_BOARDS": str(self.folder / "boards.csv"),
            "PAYBAND_CONTACT": "jobs@example.org",
            "PAYBAND_DATABASE_URL": self.url,
        }
        self.begun = time.monotonic()
        return self.warm.start(["payband", *map(str, words)], self.folder, environment, point)

    def run(self, *words, code=0, **more):
        done = self.start("run", *words, **more)
        assert done.wait() == code, done.said()
        return done.said()

    def rows(self, query):
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = connection.execute(text(query)).all()
        engine.dispose()
        return found

    def states(self):
        """Return the states of the boards in the last crawl."""
        return {state for state, _seen in self._last()}

    def seen(self):
        """Return how many postings the last crawl saw; each is new, changed or unchanged."""
        return sum(seen for _state, seen in self._last())

    def _last(self):
        newest = "(SELECT max(run_id) FROM crawl_run)"
        return self.rows(f"SELECT state, seen FROM crawl_run WHERE run_id = {newest}")  # noqa: S608  # ours

    def contents(self, masked):
        """Return the rows of all tables of postings, without the masked columns."""
        engine = open_store(self.url)
        with engine.connect() as connection:
            found = {
                table.name: sorted(
                    repr(tuple(row)) for row in connection.execute(select(*_columns(table, masked)))
                )
                for table in metadata.sorted_tables
                if table.name not in APART
            }
        engine.dispose()
        return found

    def published(self):
        return {name: (self.folder / "data" / name).read_bytes() for name in PUBLISHED}


class Worlds:
    """Makes worlds: SQLite by copying a file, PostgreSQL from a template."""

    def __init__(self, warm, folder, site, server=None):
        self.warm, self.folder, self.site, self.server = warm, folder, site, server
        self.made = []
        self.base = self._world(folder / "base", None)
        employers.list_boards(self.base.folder / "boards.csv")
        for day in range(employers.TODAY):
            file = employers.archived(folder / f"{day}.warc.gz", site, day)
            self.base.run("--replay", file)

    def new(self, folder):
        """Return a world of its own in a new folder."""
        shutil.copytree(self.base.folder, folder)
        return self._world(folder, self.base)

    def _world(self, folder, base):
        folder.mkdir(exist_ok=True)
        if self.server is None:
            return World(self.warm, folder, self.site, f"sqlite:///{folder}/data/payband.db")
        name = f"payband_{uuid.uuid4().hex}"
        template = f" TEMPLATE {make_url(base.url).database}" if base else ""
        self._admin(f"CREATE DATABASE {name}{template}")
        self.made.append(name)
        url = self.server.set(database=name).render_as_string(hide_password=False)
        return World(self.warm, folder, self.site, url)

    def close(self):
        for name in self.made:
            self._admin(f"DROP DATABASE {name} WITH (FORCE)")

    def _admin(self, order):
        admin = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(order))
        admin.dispose()


def _columns(table, masked):
    return [column for column in table.c if column.name not in masked]
