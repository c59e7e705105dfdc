"""An upgrade of the schema is done once and whole, whoever else tries and whenever it is killed."""

import logging
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections import Counter
from itertools import count

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, create_engine, event, inspect, make_url, select, table, text

from pipeline.errors import StoreError
from pipeline.store.db.check import check
from pipeline.store.db.database import MIGRATIONS, connect, open_store, revisions, schema_of
from pipeline.store.db.writing import writing

KILLS = int(os.environ.get("PAYBAND_TEST_KILLS", "6"))
FORK = multiprocessing.get_context("fork")  # a process of its own, without importing all anew
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.fixture
def old_stores(database_url, store_at):
    """Return a function that gives a copy of a store of the first schema, as often as asked."""
    store_at(database_url, "0001")
    url = make_url(database_url)
    made: list[URL] = []

    def copy():
        made.append(url.set(database=f"{url.database}_{len(made)}"))
        if url.get_backend_name() == "sqlite":
            shutil.copy(str(url.database), str(made[-1].database))
        else:
            _as_admin(url, f"CREATE DATABASE {made[-1].database} TEMPLATE {url.database}")
        return made[-1].render_as_string(hide_password=False)

    yield copy
    if url.get_backend_name() != "sqlite":
        for one in made:
            _as_admin(url, f"DROP DATABASE {one.database} WITH (FORCE)")


def _as_admin(url, words):
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(words))
    engine.dispose()


def found(url):
    """Return all of a store: its revision, its tables' columns and their rows."""
    engine = connect(url)
    with engine.connect() as connection:
        seen = inspect(connection)
        columns = {
            name: sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name))
            for name in seen.get_table_names()
        }
        rows = {
            name: sorted(map(repr, connection.execute(select(text("*")).select_from(table(name)))))
            for name in columns
        }
        revision = schema_of(connection).revision
    engine.dispose()
    return revision, columns, rows


def upgrade(url, at=None, dies_at=0):
    """Open a store, `at` a moment and with others; the process kills itself before a statement."""
    statements = count(1)

    def note(*_):
        if next(statements) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Engine, "commit", note)
    if at is not None:
        at.wait()
    open_store(url).dispose()


def killed(url, *, dies_at=0, after=None):
    """Let a process upgrade a store, and be killed at a statement or after some seconds."""
    at = FORK.Event()
    process = FORK.Process(target=upgrade, args=(url, at, dies_at))
    process.start()
    at.set()
    process.join(after)
    process.kill()
    process.join(30)
    return process.exitcode


def measured(url):
    """Return how many statements and commits an upgrade takes, and how many seconds."""
    seen = []

    def note(*_):
        seen.append(time.monotonic())

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Engine, "commit", note)
    open_store(url).dispose()
    event.remove(Engine, "before_cursor_execute", note)
    event.remove(Engine, "commit", note)
    return len(seen), seen[-1] - seen[0]


@pytest.mark.proof
def test_a_killed_upgrade_leaves_the_old_schema_or_the_new_and_the_next_command_upgrades(
    old_stores,
):
    url, done = old_stores(), old_stores()
    statements, seconds = measured(done)
    old, new = found(url), found(done)
    assert old[0] == "0001" != new[0]
    dice, left = random.Random(6), old
    ends: Counter[str] = Counter()
    for trial in range(KILLS):
        url = url if left == old else old_stores()
        if trial % 3:
            dies_at = 1 + trial * statements // KILLS
            assert killed(url, dies_at=dies_at) == -signal.SIGKILL
        else:
            killed(url, after=dice.uniform(0, 2 * seconds))
        left = found(url)
        assert left in (old, new)
        ends[left[0]] += 1
    open_store(url).dispose()
    assert found(url) == new
    assert ends["0001"] >= KILLS // 2


def test_of_those_who_find_an_old_store_one_upgrades_and_the_others_wait(old_stores, tmp_path):
    url, at = old_stores(), FORK.Event()
    logs = [tmp_path / f"{n}.log" for n in range(4)]
    processes = [FORK.Process(target=logged_upgrade, args=(url, at, log)) for log in logs]
    for process in processes:
        process.start()
    at.set()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    steps = [log.read_text(encoding="utf-8").count("Running upgrade") for log in logs]
    assert sorted(map(bool, steps)) == [False, False, False, True]
    engine = connect(url)
    assert check(engine) == []
    engine.dispose()


def logged_upgrade(url, at, log):
    """Upgrade a store, and write down which steps were taken."""
    alembic = logging.getLogger("alembic.runtime.migration")
    alembic.setLevel(logging.INFO)
    alembic.addHandler(logging.FileHandler(log))
    upgrade(url, at)


def test_a_newer_database_is_refused_and_left_as_it_is(database_url):
    engine = open_store(database_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = found(database_url)
    says = "is at revision 9999, made by a newer Payband; ours is .*: upgrade Payband, or restore"
    with pytest.raises(StoreError, match=says):
        open_store(database_url)
    assert found(database_url) == before


def test_the_names_of_the_migrations_are_their_revisions():
    scripts = ScriptDirectory(str(MIGRATIONS))
    chain = [script.revision for script in scripts.walk_revisions()]
    assert list(revisions()) == chain[::-1]
    assert scripts.get_current_head() == revisions()[-1]
