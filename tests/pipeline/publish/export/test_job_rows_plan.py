"""The time of an export grows with its rows: SQLite looks each job's pay and life up by an index."""

import pytest
from sqlalchemy import create_engine, text

from pipeline.publish.export.rows import COLUMNS, query_of_jobs

NAMES = ("payer", "lived", "y", "anon_1", "anon_2")
"""What the steps of the plan call them; the view calls the first one y."""


@pytest.fixture
def connection(migrated_file):
    engine = create_engine(f"sqlite:///{migrated_file}")
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
