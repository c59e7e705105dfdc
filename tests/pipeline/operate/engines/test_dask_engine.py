"""A real scheduler and two worker processes write the bytes that one machine writes."""

import signal
from datetime import UTC, datetime

import pandas as pd
import pytest

from models.raw import RawPosting
from pipeline.operate.cleaning import clean_store
from pipeline.operate.engines.dask_engine import DaskEngine
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.runs import begin_run
from tests.support.copied_jobs import COLUMNS, copied_rows, write_copied
from tests.support.dask_cluster import dask_cluster, payband, told, until_parts

pytestmark = pytest.mark.proof
ROWS = 1_330
AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with dask_cluster(tmp_path_factory.mktemp("dask")) as found:
        yield found


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return write_copied(tmp_path_factory.mktemp("tables") / "in.csv", ROWS)


@pytest.fixture(scope="module")
def whole(table):
    """Return what one core of this machine writes."""
    out = table.with_name("whole.csv")
    issues = out.with_name("whole-issues.csv")
    told(payband("clean", table, "-o", out, "--cores", "1", "--issues", issues))
    assert pd.read_csv(out)["duplicate_of"].count() > ROWS / 10
    return out


def test_a_csv(cluster, table, whole, tmp_path):
    out, issues = tmp_path / "out.csv", tmp_path / "issues.csv"
    words = ("clean", table, "-o", out, "--issues", issues, "--engine", cluster.engine)
    assert f"cleaned rows {ROWS}/{ROWS}" in told(payband(*words))
    assert out.read_bytes() == whole.read_bytes()
    assert issues.read_bytes() == whole.with_name("whole-issues.csv").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["issues.csv", "out.csv"]


def test_days_that_could_be_either_have_one_order(cluster, tmp_path):
    given, days = tmp_path / "in.csv", [f"{1 + n % 12:02}/09/2026" for n in range(ROWS - 1)]
    rows = [(f"Data Engineer {n}", "US", day) for n, day in enumerate([*days, "13/09/2026"])]
    pd.DataFrame(rows, columns=["title", "country", "posted"]).to_csv(given, index=False)
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    told(payband("clean", given, "-o", here))
    told(payband("clean", given, "-o", there, "--engine", cluster.engine))
    assert there.read_bytes() == here.read_bytes()
    assert pd.read_csv(here)["posted_on"].str.startswith("2026-09-").all()


@pytest.mark.parametrize(("group", "ending"), [(70, ".csv"), (ROWS, ".parquet")])
def test_parquet_in_and_out(cluster, table, tmp_path, group, ending):
    given = tmp_path / "in.parquet"
    pd.read_csv(table, dtype=str).to_parquet(given, row_group_size=group)
    here, there = tmp_path / f"here{ending}", tmp_path / f"there{ending}"
    told(payband("clean", given, "-o", here))
    told(payband("clean", given, "-o", there, "--engine", cluster.engine))
    assert there.read_bytes() == here.read_bytes()


@pytest.mark.parametrize("more", [[], ["--min-pay", "90k"]])
def test_an_audit(cluster, table, tmp_path, more):
    for name, engine in (("here", "local"), ("there", cluster.engine)):
        page = tmp_path / name / "audit.html"
        told(payband("audit", table, "-o", page, "--engine", engine, *more))
    for name in ("audit.html", "audit.json"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_a_killed_worker_costs_its_own_tasks_only(table, whole, tmp_path):
    out, parts = tmp_path / "out.csv", tmp_path / ".out.csv.parts"
    with dask_cluster(tmp_path) as cluster:
        command = payband("clean", table, "-o", out, "--engine", cluster.engine)
        done = until_parts(parts, 2)
        cluster.workers[0].send_signal(signal.SIGKILL)
        later = until_parts(parts, 7)
        assert done.items() <= later.items()
        told(command)
    assert out.read_bytes() == whole.read_bytes()


def test_a_killed_command_goes_on_where_it_was(cluster, table, whole, tmp_path):
    out, parts = tmp_path / "out.csv", tmp_path / ".out.csv.parts"
    command = payband("clean", table, "-o", out, "--engine", cluster.engine)
    until_parts(parts, 3)
    command.kill()
    command.communicate()
    assert not out.exists()
    said = told(payband("clean", table, "-o", out, "--engine", cluster.engine))
    assert "rows that an earlier command had cleaned" in said
    assert out.read_bytes() == whole.read_bytes()
    assert not parts.exists()


def test_a_bad_row_is_named_as_on_one_machine(cluster, table, tmp_path):
    given = tmp_path / "in.csv"
    lines = table.read_text().rstrip("\n") + "\nb,k,u,t,c,l,s,p,d,yesterday\n"
    given.write_text(lines)
    said = []
    for engine in ("local", cluster.engine):
        command = payband("clean", given, "-o", tmp_path / "out.csv", "--engine", engine)
        said.append(command.communicate(timeout=300)[1].splitlines()[-1])
        assert command.returncode == 2
    assert said[0] == said[1]
    assert f"row {ROWS + 1}" in said[0]
    assert not (tmp_path / "out.csv").exists()


@pytest.fixture
def store(postgres_url):
    engine = open_store(postgres_url)
    run = begin_run(engine, AT).run_id
    names = [*COLUMNS[:8], "description_html"]
    raws = [
        RawPosting(**dict(zip(names, row, strict=False)), fetched_at=AT) for row in copied_rows(800)
    ]
    RawStore(postgres_url, run).put(raws)
    yield postgres_url
    engine.dispose()


def test_a_store_is_read_by_ranges_of_ids(cluster, store, tmp_path):
    there = DaskEngine(cluster.address)
    engine = open_store(store)
    outcome = clean_store(engine, runs_on=there)
    assert outcome.read == outcome.written > 600
    assert clean_store(engine, everything=True).written == 0
    assert clean_store(engine, everything=True, runs_on=there).written == 0
    engine.dispose()
    for name, where in (("here", "local"), ("there", cluster.engine)):
        page = tmp_path / name / "audit.html"
        told(payband("audit", "--database", store, "-o", page, "--engine", where))
    assert (tmp_path / "there/audit.json").read_bytes() == (
        tmp_path / "here/audit.json"
    ).read_bytes()


def test_a_scheduler_without_workers_says_so(table, tmp_path, monkeypatch):
    with dask_cluster(tmp_path, workers=0) as cluster:
        command = payband("clean", table, "-o", tmp_path / "o.csv", "--engine", cluster.engine)
        assert "has no workers: start some with `dask worker`" in command.communicate()[1]
        assert command.returncode == 1
