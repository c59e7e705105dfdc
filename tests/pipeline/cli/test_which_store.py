"""The sample and the live store keep apart, and each command says which of them it reads."""

import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.vocab import RunState
from pipeline.cli.main import cli
from pipeline.errors import UsageError
from pipeline.publish.deprecation import SALARIES
from pipeline.store.db.database import open_store
from pipeline.store.runs.runs import begin_run, finish_run

SAMPLE = Path(__file__).parents[3] / "tools/sample/founding/founding.warc.gz"
SAYS = "this is the bundled sample of invented postings (data/sample/payband.db)"
READERS = (
    ("export",),
    ("report",),
    ("status",),
    ("rules", "--unmapped", "title"),
    ("rules", "--unused", "compounds.csv"),
    ("compare", "ML Engineer", "Data Scientist"),
    ("quarantine", "list"),
    ("quarantine", "replay"),
    ("archive", "list"),
    ("archive", "verify"),
    ("archive", "prune", "--older-than", "1"),
    ("purge", "--dry-run"),
    ("clean", "--all"),
    ("db", "check"),
    ("db", "backup", "b.db"),
    ("db", "upgrade"),
    ("survey", "show"),
)
LENIENT = (
    ("db", "upgrade"),  # makes it
    ("archive", "list"),  # reads files alone
    ("archive", "verify"),
    ("rules", "--unused", "compounds.csv"),  # has labelled rows to fall back to
    ("survey", "show"),  # says how to get a data set
)


@pytest.fixture
def folder(sampled, tmp_path):
    shutil.copytree(sampled / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def live(folder, payband):
    """Return a folder with a sample and a live store, of one posting less."""
    url = "sqlite:///data/payband.db"
    payband("db", "backup", "b.db")
    payband("db", "restore", "b.db")
    with sqlite3.connect(folder / "data/payband.db") as store:
        (first,) = store.execute("SELECT min(posting_id) FROM posting_life").fetchone()
        for table in ("same_job", "issue", "salary_band", "posting_life", "job_posting"):
            store.execute(f"DELETE FROM {table} WHERE posting_id = ?", [first])  # noqa: S608  # names of ours
        store.execute("UPDATE run SET archive = 'mine.warc.gz'")
    store.close()
    payband("export", "--database", url, "-o", "data/exports/postings.csv")
    payband("report", "--database", url, "-o", "data/reports/salaries.html")
    return folder


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*.*") if p.is_file()}


def test_the_sample_is_written_to_its_own_folder_alone(sampled):
    assert [path.name for path in (sampled / "data").iterdir()] == ["sample"]
    assert [path.name for path in sampled.iterdir()] == ["data"]
    names = {p.name for p in (sampled / "data/sample").rglob("sample-*")}
    assert names == {
        "sample-postings.csv",
        "sample-postings.csv.datapackage.json",
        "sample-salaries.html",
        "sample-salaries.csv",
        "sample-salaries.csv.datapackage.json",
        "sample-salaries.json",
        "sample-salaries.md",
        "sample-status.html",
    }


def test_its_files_say_that_they_are_a_sample(sampled):
    page = (sampled / "data/sample/reports/sample-salaries.html").read_text(encoding="utf-8")
    assert "<title>Sample of invented postings: " in page
    foot = '@page {\n  @bottom-left { content: "Sample of invented postings'
    assert foot in page, "its printed pages say it, each of them"
    head = page.index("</h1>")
    assert head < page.index("<strong>Sample of invented postings.</strong>") < head + 200
    assert "bundled sample: the postings are invented)" in page
    about = sampled / "data/sample/exports/sample-postings.csv.datapackage.json"
    told = json.loads(about.read_text(encoding="utf-8"))
    assert told["title"] == "Sample of invented job postings, cleaned by Payband"
    assert "invented" in told["description"]
    assert "sample" in told["keywords"]


def told(folder, monkeypatch, words):
    """Return what a command says on stderr, run in this process."""
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(cli, words)
    assert done.exception is None or isinstance(done.exception, UsageError | SystemExit)
    error = f"{done.exception}\n" if isinstance(done.exception, UsageError) else ""
    return done.stderr + error


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_before_a_live_run_a_command_reads_the_sample_and_says_so(folder, monkeypatch, words):
    said = told(folder, monkeypatch, words).splitlines()
    assert [line for line in said if "sample of invented" in line] == [
        f"no live run has stored anything yet: {SAYS}"
    ]
    assert [path.name for path in (folder / "data").iterdir()] == ["sample"]


@pytest.mark.parametrize(
    "words", [("report",), ("compare", "ML Engineer", "Data Scientist")], ids=" ".join
)
def test_a_command_that_reads_an_export_says_nothing_of_a_store(folder, monkeypatch, words):
    export = next(folder.glob("data/sample/exports/*.csv"))
    said = told(folder, monkeypatch, [*words, "--export", str(export), "-o", "mine.html"])
    assert "wrote mine.html" in said
    assert "sample of invented" not in said


def test_after_a_live_run_a_command_reads_the_live_store(live, payband):
    before = files(live / "data/sample/exports")
    said = payband("export")
    assert said.stderr == "wrote data/exports/postings.csv: 98 jobs\n"
    assert "99 jobs" in payband("export", "--sample").stderr
    assert files(live / "data/sample/exports") == before
    assert payband("report").stderr.startswith("wrote data/reports/salaries.html")
    page = (live / "data/reports/salaries.html").read_text(encoding="utf-8")
    assert "invented" not in page.partition("</style>")[2]
    assert SAYS in payband("status", "--sample").stderr
    assert "sample" not in payband("status").stderr


def test_the_sample_leaves_the_live_store_and_its_files_alone(live, payband):
    data = live / "data"
    before = {p: c for p, c in files(data).items() if p.parts[0] != "sample"}
    payband("run", "--sample")
    assert {p: c for p, c in files(data).items() if p.parts[0] != "sample"} == before


def test_an_empty_live_database_does_not_count(folder, payband):
    payband("db", "upgrade", "--database", "sqlite:///data/payband.db")
    assert SAYS in payband("status").stderr


def test_a_postgresql_that_is_configured_is_left_alone(folder, payband, postgres_url):
    environment = {"PAYBAND_DATABASE_URL": postgres_url}
    assert "goes to data/sample;" in payband("run", "--sample", **environment).stderr
    assert SAYS in payband("status", **environment).stderr
    done = payband("status", "--database", postgres_url, code=2)
    assert "has no tables of Payband" in done.stderr
    archive = folder / "sample.warc.gz"
    shutil.copy(SAMPLE, archive)
    words = {"PAYBAND_EXPORTS_DIR": "trial", "PAYBAND_REPORTS_DIR": "trial", **environment}
    payband("run", "--replay", archive, **words)
    assert SAYS not in payband("status", **environment).stderr
    about = folder / "trial/postings.csv.datapackage.json"
    assert "invented" in json.loads(about.read_text(encoding="utf-8"))["title"]


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_a_mistyped_database_is_not_made(tmp_path, monkeypatch, words):
    monkeypatch.setenv("PAYBAND_DATABASE_URL", "sqlite:///new/p.db")
    said = told(tmp_path, monkeypatch, words)
    if words not in LENIENT:
        assert said.splitlines()[-1].startswith("there is no database new/p.db;")
    assert (list(tmp_path.iterdir()) == []) == (words != ("db", "upgrade"))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///nosuch.db", "there is no database nosuch.db"),
        ("nosuch.db", "'nosuch.db' is not a database URL; write sqlite:///FILE"),
        ("postgresql://u:secret@h:port/x", "the port is no number"),
        ("mysql://h/x", "does not support 'mysql'"),
        ("sqlite:///other.db", "has no tables of Payband"),
    ],
)
def test_a_wrong_database_is_told_in_plain_words(payband, tmp_path, url, says):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE notes (words TEXT)")
    other.close()
    before = files(tmp_path)
    done = payband("status", "--database", url, code=2)
    assert says in done.stderr
    assert "secret" not in done.stderr
    assert files(tmp_path) == before


def test_a_database_named_by_hand_writes_only_where_told(folder, payband):
    url = "sqlite:///data/sample/payband.db"
    for command in ("export", "report"):
        assert "-o FILE" in payband(command, "--database", url, code=2).stderr
    both = payband("status", "--sample", "--database", url, code=2)
    assert "exclude each other" in both.stderr
    assert "no sample yet" in payband("status", "--sample", code=2, cwd=folder / "data").stderr


def test_what_is_read_is_never_written_over(folder, payband):
    database = folder / "data/sample/payband.db"
    (folder / "mine.csv").symlink_to(database)
    (folder / "hard.html").hardlink_to(database)
    before = database.read_bytes()
    for words in (
        ("export", "-o", "mine.csv"),
        ("report", "-o", "hard.html"),
        ("report", "-o", "mine.html"),
        ("compare", "ML Engineer", "Data Scientist", "-o", "hard.html"),
        ("db", "backup", "hard.html", "--force"),
        ("db", "backup", "data/../data/sample/payband.db", "--force"),
        ("db", "restore", "--sample", "hard.html", "--force"),
    ):
        assert "name another file" in payband(*words, code=2).stderr
    assert database.read_bytes() == before


def test_an_id_in_its_quotes_is_found(folder, payband):
    export = (folder / "data/sample/exports/sample-postings.csv").read_text(encoding="utf-8")
    quoted = export.splitlines()[1].split(",")[0]
    assert quoted.startswith('"')
    assert "Read as" in payband("explain", quoted).stdout
    done = payband("explain", '"0123456789abcdef"', code=2)
    assert "no such id: the store has no posting 0123456789abcdef" in done.stderr
    bare = quoted.strip('"')
    typo = bare[:-1] + ("0" if bare[-1] != "0" else "1")
    assert f"has no posting {typo}; did you mean {bare}?" in payband("explain", typo, code=2).stderr
    assert "absent" in payband("explain", "competitive").stdout


@pytest.fixture
def failed(tmp_path, monkeypatch):
    """Return a folder in which the first live run failed and stored nothing."""
    monkeypatch.chdir(tmp_path)
    engine = open_store("sqlite:///data/payband.db")
    begun = begin_run(engine, datetime(2026, 11, 1, tzinfo=UTC))
    finish_run(engine, begun, RunState.FAILED, datetime(2026, 11, 1, tzinfo=UTC))
    engine.dispose()
    return tmp_path


EMPTY = "the store has no postings: the last run is failed; `payband status` says"


@pytest.mark.parametrize(
    "words",
    [
        ("jobs",),
        ("export",),
        ("report",),
        ("audit",),
        ("compare", "ML Engineer", "Data Scientist"),
        ("rules", "--unmapped", "title"),
    ],
    ids=" ".join,
)
def test_an_empty_store_is_told_with_what_came_of_its_last_run(failed, monkeypatch, words):
    said = told(failed, monkeypatch, words).splitlines()
    [line] = [line for line in said if line.startswith("the store has no postings")]
    assert line.startswith(EMPTY)
    assert line.endswith("--sample reads the bundled sample")


def test_columns_that_will_go_are_told_to_who_had_a_former_version(folder, monkeypatch):
    words = ("report", "-o", "again.html", "--sample")
    assert "will not have" not in told(folder, monkeypatch, words)
    feed = folder / "again.json"
    text = feed.read_text(encoding="utf-8").replace(
        f'"schema_version": "{SALARIES}"', '"schema_version": "2.2"'
    )
    feed.write_text(text, encoding="utf-8")
    assert "again.csv: columns that Payband 0.4.0 will not have" in told(folder, monkeypatch, words)
    assert "will not have" not in told(folder, monkeypatch, words)
