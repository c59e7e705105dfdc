"""The words that choose an engine, and plain errors where it is not there."""

import socket
import sys

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from pipeline.cli.start.audit import audit_command
from pipeline.cli.start.clean import clean_command
from pipeline.errors import PaybandError, UsageError
from pipeline.operate.engines import task_pool
from pipeline.operate.engines.choice import chosen_engine
from pipeline.operate.engines.dask_engine import DaskEngine
from pipeline.operate.engines.local_engine import LocalEngine
from pipeline.operate.engines.worker_task import run_task
from pipeline.operate.parallel.workers import all_cores
from pipeline.store.db.same_database import opened, sent_url

ROW = "title\nData Engineer\n"


@pytest.mark.parametrize(
    ("name", "cores", "engine"),
    [
        ("local", 3, LocalEngine(3)),
        ("local", None, LocalEngine(all_cores())),
        ("dask://10.0.0.5:8786", None, DaskEngine("10.0.0.5:8786")),
        ("dask://[::1]:8786", None, DaskEngine("[::1]:8786")),
        ("dask://node-1.example/", None, None),
        ("dask://node-1.example:8786/", None, DaskEngine("node-1.example:8786")),
        ("dask://user:word@node:8786", None, None),
        ("spark://node:1", None, None),
        ("dask://node:8786", 2, None),
    ],
)
def test_a_name_is_an_engine_or_an_error(name, cores, engine):
    if engine is not None:
        assert chosen_engine(name, cores) == engine
        return
    with pytest.raises(UsageError, match=r"^--engine|^--cores"):
        chosen_engine(name, cores)


@pytest.mark.parametrize("command", [clean_command, audit_command])
def test_without_the_extra_the_command_names_it(command, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "in.csv").write_text(ROW)
    words = [str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.html"), "--engine", "dask://h:1"]
    if command is clean_command:
        words[2] = str(tmp_path / "out.csv")
    told = CliRunner().invoke(command, words)
    assert isinstance(told.exception, UsageError)
    assert str(told.exception).endswith("pip install 'payband[dask]'")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(task_pool, "SECONDS", 0.3)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(PaybandError, match=f"no Dask scheduler answers at {address}"):
            task_pool.task_pool(address).__enter__()


def test_the_parts_need_a_file_to_lie_beside(tmp_path):
    (tmp_path / "in.csv").write_text(ROW)
    words = [str(tmp_path / "in.csv"), "-o", "-", "--engine", "dask://127.0.0.1:1"]
    told = CliRunner().invoke(clean_command, words)
    assert "give an output file (-o) on a disk that all workers see" in str(told.exception)


def test_a_worker_with_another_version_is_refused():
    with pytest.raises(PaybandError, match="install the same on each machine"):
        run_task("0.0.1+other", int, ())


def test_a_password_does_not_travel(monkeypatch):
    pytest.importorskip("psycopg")
    own = "postgresql+psycopg://me:pass-word@db.example/jobs?sslmode=require&sslpassword=x"
    monkeypatch.setenv("PAYBAND_DATABASE_URL", own)
    sent = sent_url(create_engine(own))
    assert sent == "postgresql+psycopg://me@db.example/jobs?sslmode=require"
    assert opened(sent).url.password == "pass-word"
    assert opened(sent.replace("/jobs", "/others")).url.password is None
    assert sent_url(create_engine("sqlite://")) is None
