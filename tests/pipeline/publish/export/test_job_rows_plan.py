"""SQLite finds the pay and the life of each job by an index, however many jobs there are."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from pipeline.publish.export.rows import COLUMNS, query_of_jobs

NAMES = ("payer", "lived", "y", "anon_1", "anon_2")
"""What the steps of the plan call them; the view calls the first one y."""


SIZES = {
    "same_job": ("sqlite_autoindex_same_job_1", "5264 1"),
    "job_posting": ("sqlite_autoindex_job_posting_1", "105263 1"),
    "posting_life": ("sqlite_autoindex_posting_life_1", "105263 1"),
}


@pytest.fixture
def connection(migrated_file, tmp_path):
    """Return a connection to a store that SQLite takes for one of 100,000 jobs."""
    shutil.copy(migrated_file, tmp_path / "p.db")
    with closing(sqlite3.connect(tmp_path / "p.db")) as store:
        store.execute("ANALYZE")
        store.execute("DELETE FROM sqlite_stat1")
        rows = [(table, *told) for table, told in SIZES.items()]
        store.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", rows)
        store.commit()
    engine = create_engine(f"sqlite:///{tmp_path}/p.db")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def joined(connection, sql):
    """Return how SQLite finds the rows of `payer` and `lived` that belong to a job."""
    plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
    return [step for step in plan if "LEFT-JOIN" in step and step.split()[1] in NAMES]


def test_the_export_and_the_view_never_read_all_jobs_for_each_job(connection):
    query = query_of_jobs(connection, COLUMNS)
    sql = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    for one in (sql.replace(":", r"\:"), "SELECT * FROM v_jobs"):
        steps = joined(connection, one)
        assert len(steps) == 2
        assert all(step.startswith("SEARCH") for step in steps), steps
