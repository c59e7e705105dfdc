from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import column as sql_column
from sqlalchemy import select, table

from models.history import Sighting
from models.posting import JobPosting, PostingLife
from models.raw import InvalidPostingError, RawPosting, posting_id
from models.record import columns
from models.tables import metadata, posting_life, posting_version, sighting
from models.vocab import PostingStatus as P
from models.vocab import Reason
from pipeline.store.database import open_store

DAY = timedelta(days=1)
NAMES = """source source_key url title board company location workplace employment level salary
salary_fields posted closes description_html country extra"""
OLD = {
    "posting_life": {
        "posting_id": "p",
        "first_seen": "2026-01-02T00:00:00Z",
        "last_seen": "2026-01-03T00:00:00Z",
        "status": "open",
    },
    "raw_posting": dict.fromkeys(NAMES.split(), "x")
    | {"posting_id": "p", "content_hash": "h", "fetched_at": "2026-01-03T00:00:00Z"},
}
EXPORT = """
posting_id source source_key url company title title_short role role_family level level_from
experience_level ai_relevance
employment_type workplace location city region country remote_from
posted_on closes_on first_seen last_seen
closed_on status repost_of
salary_text salary_min salary_max salary_currency salary_period salary_kind
salary_origin annual_min annual_max annual_min_usd annual_max_usd fx_date salary_status flags
skills education education_required education_fields experience_min experience_max industry language
duplicate_of rules_version
"""


def test_the_migrations_make_the_tables_that_are_declared(database_url):
    engine = open_store(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_postings_of_a_store_without_history_are_open_since_they_were_first_seen(database_url):
    engine = open_store(database_url)
    with engine.begin() as connection:
        _migrate(connection, "0008", down=True)
        for name, said in OLD.items():
            connection.execute(table(name, *map(sql_column, said)).insert().values(said))
        _migrate(connection, "0009", down=False)
    with engine.connect() as connection:
        (life,) = [PostingLife(**r) for r in connection.execute(select(posting_life)).mappings()]
        (turn,) = [Sighting(**r) for r in connection.execute(select(sighting)).mappings()]
        (version,) = connection.execute(select(posting_version)).mappings()
    engine.dispose()
    first = datetime(2026, 1, 2, tzinfo=UTC)
    assert (life.first_seen, life.last_seen, life.status_at) == (first, first + DAY, first)
    assert (life.turns, life.absent_since) == (1, None)
    assert turn == Sighting(posting_id="p", n=1, at=first, status=P.OPEN, reason=Reason.SEEN)
    assert (version["n"], version["content_hash"], version["was"]) == (1, "h", {})


def _migrate(connection, revision, *, down):
    config = Config()
    config.set_main_option("script_location", str(files("models") / "migrations"))
    config.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(config, revision)


def test_the_export_has_the_columns_readers_were_promised_in_their_order():
    assert [c.name for c in columns(JobPosting)] == EXPORT.split()


@pytest.mark.parametrize("record", [JobPosting, RawPosting, PostingLife])
def test_every_column_says_what_it_holds(record):
    assert all(c.doc.endswith(".") for c in columns(record))


def test_a_posting_id_is_the_same_on_any_machine():
    assert posting_id("ashby", "acme:1") == "59525027ef4721fd"
    assert posting_id("a", "bc") != posting_id("ab", "c")


@pytest.mark.parametrize("field", ["source", "source_key", "url", "title"])
def test_a_raw_posting_without_what_every_posting_has_is_refused(field):
    said: Any = {"source": "a", "source_key": "1", "url": "https://example.com", "title": "T"}
    assert RawPosting(**said).require().title == "T"
    with pytest.raises(InvalidPostingError, match=f"{field} is empty"):
        RawPosting(**(said | {field: " "})).require()
