"""`payband run --dry-run`: says what a run would do, and changes nothing."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, update

from models.tables import posting_life
from pipeline.operate.dry_run import dry_run
from pipeline.operate.run_request import RunRequest
from tests.support.proofs import few
from tests.whole.conftest import in_a_new_second
from tests.whole.site_of_jobs import jobs

MANY = 40


def tree(folder):
    """Return every file with a hash; the log and index of SQLite come and go."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.name.endswith(("-wal", "-shm", ".lock", ".writer"))
    }


def planned(whole, **order):
    in_a_new_second()
    done = dry_run(whole.settings, RunRequest(("personio",), force=True, **order))
    assert done
    (change,) = done.changes
    return change, done.outcome.exit_code


def age(whole):
    """Make what is missing be so since yesterday."""
    engine = create_engine(whole.settings.database_url)
    day = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    missing = update(posting_life).where(posting_life.c.absent_since.is_not(None))
    with engine.begin() as connection:
        connection.execute(missing.values(absent_since=day, last_seen=day - timedelta(days=1)))
    engine.dispose()


def dry_then_real(whole):
    """Compare what a dry run says with what the real run after it does."""
    change, code = planned(whole)
    outcome = whole.run("personio")
    (source,) = outcome.sources
    assert code == outcome.exit_code
    assert change.add == sum(board.new for board in outcome.crawls["personio"])
    assert change.change == sum(board.changed for board in outcome.crawls["personio"])
    assert (change.close, change.reopen) == (source.closed, source.opened)
    assert change.state == source.state
    return change


@pytest.mark.parametrize("database_url", few(["sqlite", "postgresql"], 0), indirect=True)
def test_a_dry_run_says_what_the_run_then_does_and_writes_nothing(whole, database_url):
    whole.use(database_url)
    whole.site.jobs = jobs(MANY)
    assert planned(whole)[0].add == MANY
    assert not (whole.folder / "archive").exists(), "not even the archive"

    assert whole.run("personio").exit_code == 0
    whole.site.jobs = jobs(MANY + 3)[1:]
    before = tree(whole.folder)
    first, _ = planned(whole)
    assert (first.add, first.close) == (3, 0)
    assert tree(whole.folder) == before
    dry_then_real(whole)
    age(whole)
    assert dry_then_real(whole).close == 1, "missing since yesterday"


@pytest.mark.proof
def test_a_dry_run_says_what_would_be_held(whole):
    whole.site.jobs = jobs(MANY)
    assert whole.run("personio").exit_code == 0
    whole.site.jobs = jobs(MANY // 2)
    change, code = planned(whole)
    assert (change.state, code) == ("held", 4)
    assert "less than four fifths" in change.hold
    assert planned(whole, accept_drop=True)[1] == 0
    assert whole.count("source_run where state = 'held'") == 0
