"""A database that can't be used says why, and what to do."""

import pytest
from sqlalchemy import create_engine, text

from pipeline.errors import StoreError, UsageError
from pipeline.store.db.database import open_store
from pipeline.store.db.transactions import write


def test_a_database_with_tables_of_somebody_else_says_what_to_do(database_url):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE raw_posting (id INTEGER)"))
    with pytest.raises(StoreError) as caught:
        open_store(database_url)
    assert "raw_posting" in str(caught.value)
    assert "already exists" in str(caught.value)
    assert str(caught.value).endswith("another program: set database_url to a database for Payband")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM raw_posting")).scalar_one() == 0
    engine.dispose()


def test_a_database_that_takes_no_writing_is_named(database_url):
    engine = open_store(database_url)
    url = engine.url.render_as_string()

    postgres = engine.dialect.name == "postgresql"
    closed = "SET TRANSACTION READ ONLY" if postgres else "PRAGMA query_only=ON"

    def refused(connection):
        connection.exec_driver_sql(closed)
        connection.execute(text("DELETE FROM issue"))

    with pytest.raises(StoreError, match=r"can't be used: .*read-?only") as caught:
        write(engine, refused)
    assert url in str(caught.value)
    assert "bytes free" not in str(caught.value)
    engine.dispose()


@pytest.mark.parametrize("port", ["abc", "54x"])
def test_a_port_that_is_no_number_is_a_mistake_of_the_user(port):
    with pytest.raises(UsageError, match="database_url: the port is no number"):
        open_store(f"postgresql://u:s3cret@127.0.0.1:{port}/x")
