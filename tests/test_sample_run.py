"""The whole way, on the founding pages: the newest crawl of the sample without its openings."""

import csv
import json
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import create_engine, make_url, select, text

from models.tables import metadata
from pipeline.publish.export.export import export
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from tests.support.rows import every_row
from tools.sample.labels import labels

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tools/sample/founding/founding.warc.gz"
TABLES = (
    "run", "crawl_run", "source_run", "raw_posting", "posting_life", "posting_version",
    "status_change", "job_posting", "salary_band", "issue", "fingerprint", "fingerprint_key",
    "same_job", "job_pending", "listed_twice",
)  # fmt: skip
# What older rules, and another code, may have made of the postings.
MISREAD = (
    "UPDATE job_posting SET rules_version = 'an older one', content_hash = 'x' || content_hash",
    "UPDATE job_posting SET level = 'intern', city = NULL WHERE source = 'ashby'",
    "UPDATE job_posting SET salary_min = 1.5 WHERE salary_min IS NOT NULL",
    "DELETE FROM salary_band",
    "UPDATE issue SET code = 'made_up'",
    "UPDATE fingerprint SET company = 'x', digest = 'x' WHERE source = 'greenhouse'",
    "DELETE FROM same_job",
)
# Postings of one job, by the notes of the labels.
JOBS = [
    {("greenhouse", "orrenday:4510010007"), ("jsonld", "orrenday:AML-118")},
    {("greenhouse", "ambersleyhealth:5210334002"), ("jsonld", "ambersley health:EN-24")},
    {
        ("ashby", "a6abbde9-f2b4-4265-9054-41ccd0abbd84"),
        ("jsonld", "dovetrace.example/careers/data-engineer-agent-platform"),
    },
    {("ashby", "77b5066a-5999-48f7-bd49-35722f8ac6e5"), ("aijobs", "231877")},
    {("ashby", "23ae3dba-b75c-4522-b15a-107c42c9a39b"), ("aijobs", "231902")},
]
# As a careful person reads them: title, company, city, country, workplace, employment, level, band.
SIX = [
    ("Artificial Intelligence – Bioinformatic Expert", "University of Texas Medical Branch",
     "Galveston", "US", "", "full_time", "senior", "1111111000", "1111111000", "flagged"),
    ("Lead Developer (AI)", "Cere Network",
     "San Francisco", "US", "", "full_time", "lead", "120000", "160000", "ok"),
    ("Research Engineer", "Allora Labs",
     "", "", "remote", "full_time", "senior", "160000", "180000", "ok"),
    ("Ecosystem Manager", "Allora Labs",
     "", "", "remote", "full_time", "senior", "100000", "120000", "ok"),
    ("Founding AI Engineer, Agents", "Occam AI",
     "New York", "US", "", "full_time", "senior", "100000", "180000", "ok"),
    ("AI Engineer Intern, Agents", "Occam AI",
     "", "US", "", "internship", "intern", "60000", "96000", "ok"),
]  # fmt: skip
COLUMNS = (
    "title company city country workplace employment_type level salary_min salary_max salary_status"
)


def store(folder):
    """Return every row of every table, in a fixed order."""
    with sqlite3.connect(folder / "data/payband.db") as database:
        found = {t: sorted(database.execute(f"SELECT * FROM {t}"), key=repr) for t in TABLES}  # noqa: S608  # our own names
    database.close()
    return found


def published(folder):
    names = ["exports/postings.csv", "exports/postings.csv.datapackage.json"]
    names += [f"reports/salaries.{ending}" for ending in ("html", "csv", "json")]
    return {name: (folder / "data" / name).read_bytes() for name in names}


@pytest.fixture(scope="module")
def run(payband_in):
    """Replay the sample into the default store of a folder, and return what is printed."""
    words = ("run", "--replay", SAMPLE)
    return lambda folder, **environment: payband_in(folder, *words, **environment).stdout


@pytest.fixture(scope="module")
def first(tmp_path_factory, run):
    folder = tmp_path_factory.mktemp("first")
    return folder, run(folder)


@pytest.fixture(scope="module")
def rows(first):
    everything = first[0] / "everything.csv"
    export(open_store(f"sqlite:///{first[0]}/data/payband.db"), everything, everything=True)
    text = everything.read_text(encoding="utf-8")
    return {(r["source"], r["source_key"]): r for r in csv.DictReader(text.splitlines())}


def test_every_source_comes_whole_and_the_counts_balance(first):
    crawls = store(first[0])["crawl_run"]
    assert {row[1] for row in crawls} == {"greenhouse", "ashby", "jsonld", "aijobs"}
    for row in crawls:
        assert row[5] == "complete", row
        _responses, errors, seen, *parts = row[6:14]
        assert (errors, seen) == (0, sum(parts)), row


def test_the_run_prints_what_it_did_and_what_it_flagged(first):
    for words in ("complete", "greenhouse", "pay flagged", "placeholder", "above_ceiling"):
        assert words in first[1]


def test_every_posting_of_the_sample_comes_out(rows):
    assert len(labels()) >= 66
    assert set(rows) == {(said["source"], said["source_key"]) for said in labels()}


@every_row("said", labels(), ids=lambda said: f"{said['source']} {said['source_key']}")
def test_a_posting_comes_out_as_a_careful_person_reads_it(rows, said):
    got = rows[said["source"], said["source_key"]]
    named = {k: v for k, v in said.items() if k not in ("note", "flags", "source", "source_key")}
    assert {k: got[k] for k in named} == named, said["note"]
    assert set(filter(None, said["flags"].split("; "))) <= set(got["flags"].split("; "))


def test_one_job_on_two_boards_is_exported_once_and_explained(first, payband, rows):
    firsts = {row["posting_id"]: key for key, row in rows.items()}
    found = [(k, row["duplicate_of"]) for k, row in rows.items() if row["duplicate_of"]]
    assert sorted(map(sorted, JOBS)) == sorted(sorted((k, firsts[one])) for k, one in found)
    export = (first[0] / "data/exports/postings.csv").read_text(encoding="utf-8")
    assert len(list(csv.DictReader(export.splitlines()))) == len(rows) - len(JOBS)
    key, one = found[0]
    told = json.loads(payband("explain", rows[key]["posting_id"], "--json", cwd=first[0]).stdout)
    assert told["in statistics"] == f"no: the job is counted as posting {one}"
    assert [twin["posting_id"] for twin in told["same job"]] == [one, rows[key]["posting_id"]]
    assert told["same job"][1]["why"].startswith("the same employer")
    shown = payband("explain", one, cwd=first[0]).stdout
    assert "One job: the first posting stands for the others" in shown


@pytest.mark.parametrize("job", SIX, ids=lambda job: job[0])
def test_the_six_jobs_of_the_page_that_started_it_all(rows, job):
    (got,) = [r for r in rows.values() if (r["title"], r["company"]) == job[:2]]
    assert tuple(got[name] for name in COLUMNS.split()) == job
    assert (got["salary_currency"], got["salary_period"]) == ("USD", "year")


def test_the_bogus_one_is_kept_and_in_no_statistic(first, rows):
    (got,) = [r for r in rows.values() if r["salary_min"] == "1111111000"]
    assert {"placeholder", "above_ceiling"} <= set(got["flags"].split("; "))
    for ending in ("csv", "json"):
        assert b"1111111" not in published(first[0])[f"reports/salaries.{ending}"]


def test_a_second_run_changes_no_row_and_no_byte(first, run, tmp_path):
    folder = tmp_path / "again"
    shutil.copytree(first[0], folder)
    before, files = store(folder), published(folder)
    run(folder)
    after = store(folder)
    assert {t: after[t] for t in TABLES[3:]} == {t: before[t] for t in TABLES[3:]}
    assert [row for row in after["crawl_run"] if row in before["crawl_run"]] == before["crawl_run"]
    assert published(folder) == files


@pytest.mark.proof
def test_another_machine_and_day_give_the_same_store_and_the_same_bytes(first, run, tmp_path):
    run(tmp_path, TZ="Asia/Kathmandu", PYTHONHASHSEED="7", LC_ALL="C", PAYBAND_JOBS="4")
    assert store(tmp_path) == store(first[0])
    assert published(tmp_path) == published(first[0])


def test_explain_shows_evidence_rules_and_standing(first, payband, rows):
    (got,) = [r for r in rows.values() if r["salary_min"] == "1111111000"]
    told = json.loads(payband("explain", got["posting_id"], "--json", cwd=first[0]).stdout)
    assert told["posting"]["city"] == "Galveston"
    assert told["in statistics"].startswith(
        "no: pay stated, not trusted (above_ceiling, placeholder"
    )
    fields = {e["field"] for e in told["evidence"]}
    assert {"role", "level", "salary_min"} <= fields
    assert {d["code"] for d in told["issues"]} >= {"text_repaired", "pay_flagged"}
    (begun,) = told["history"]
    assert (begun["what"], begun["why"]) == ("open", "seen")
    assert "History" in payband("explain", got["posting_id"], cwd=first[0]).stdout


def test_explain_of_a_text_shows_its_pay(payband):
    told = json.loads(payband("explain", "USD 1111111K - 1111111K", "--json").stdout)
    assert told["posting"]["salary_min"] == "1111111000"
    assert told["posting"]["salary_status"] == "flagged"


def test_status_tells_the_last_crawl_of_each_board(first, payband):
    told = json.loads(payband("status", "--json", cwd=first[0]).stdout)
    assert {c["state"] for c in told["crawls"]} == {"complete"}
    assert told["store"]["postings"] == len(labels())
    assert {s["last_run"]["state"] for s in told["sources"]} == {"healthy"}
    assert sum(s["open"] + s["expired"] for s in told["sources"]) == len(labels())
    assert "last healthy" in payband("status", cwd=first[0]).stdout


def test_cleaning_all_anew_gives_the_same(first, payband, tmp_path):
    folder = tmp_path / "anew"
    shutil.copytree(first[0], folder)
    done = payband("clean", "--all", cwd=folder)
    assert "0 of them changed" in done.stderr
    assert store(folder) == store(first[0])


def test_what_a_killed_cleaning_left_is_cleaned(first, payband, tmp_path):
    folder = tmp_path / "stale"
    shutil.copytree(first[0], folder)
    with closing(sqlite3.connect(next(folder.rglob("*.db")))) as connection, connection:
        other = "UPDATE job_posting SET rules_version = '0', content_hash = '', level = NULL"
        left = connection.execute(f"{other} WHERE source = 'ashby'").rowcount
    assert left
    done = payband("clean", "--stale", cwd=folder)
    assert f"cleaned {left} postings" in done.stderr
    assert store(folder) == store(first[0])
    assert "cleaned 0 postings" in payband("clean", "--stale", cwd=folder).stderr


@pytest.fixture(scope="module")
def speaking_postgres(postgres_maker):
    """Return the URL of a PostgreSQL that sorts as English does: most are set to some language."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)  # as root, the server runs as somebody else
        words = ["localedef", "-i", "en_US", "-f", "UTF-8", f"{folder}/en_US.UTF-8"]
        if shutil.which(words[0]) is None or subprocess.run(words, check=False).returncode:
            pytest.skip("no English to be had here: localedef, or what it reads, is missing")
        patch.setenv("LOCPATH", folder)
        with postgres_maker() as server:
            url = make_url(server.get_uri())
            engine = create_engine(url, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(
                    text("CREATE DATABASE en TEMPLATE template0 LOCALE 'en_US.UTF-8'")
                )
                by_words = connection.execute(text("SELECT datcollate FROM pg_database")).scalars()
                assert "en_US.UTF-8" in set(by_words)
            engine.dispose()
            yield url.set(database="en").render_as_string(hide_password=False)


def all_rows(url):
    """Return every row of every table, as records read them."""
    engine = open_store(url)
    with engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def exported(url, file):
    engine = open_store(url)
    export(engine, file, everything=True)
    engine.dispose()
    return file.read_bytes()


def copied(old, new):
    """Fill an empty store with all that another holds."""
    source, target = open_store(old), open_store(new)
    with source.connect() as reading, writing(target) as connection:
        for table in metadata.sorted_tables:
            if found := reading.execute(select(table)).mappings().all():
                connection.execute(table.insert(), [dict(row) for row in found])
    source.dispose()
    target.dispose()


@pytest.mark.proof
def test_cleaning_all_anew_gives_the_same_bytes_in_both_databases(
    first, payband, tmp_path, speaking_postgres
):
    urls = [f"sqlite:///{tmp_path}/p.db", speaking_postgres]
    whole, came = f"sqlite:///{first[0]}/data/payband.db", []
    for cores, url in enumerate(urls, 1):
        copied(whole, url)
        engine = open_store(url)
        with writing(engine) as connection:
            for damage in MISREAD:
                connection.execute(text(damage))
        engine.dispose()
        assert all_rows(url) != all_rows(whole)
        done = payband("clean", "--all", "--cores", cores, PAYBAND_DATABASE_URL=url)
        came.append((done.stdout, done.stderr, exported(url, tmp_path / "out.csv")))
        assert all_rows(url) == all_rows(whole)
    assert came[0] == came[1]
    told, _, written = came[0]
    assert written == exported(whole, tmp_path / "out.csv")
    for words in ("level", "city", "salary_min", "intern", "an older one"):
        assert words in told


def test_an_archive_cut_short_is_said_and_not_published(first, payband, tmp_path):
    cut = tmp_path / "cut.warc.gz"
    data = SAMPLE.read_bytes()
    cut.write_bytes(data[: len(data) // 2])
    done = payband("run", "--replay", cut, code=3)
    assert "Traceback" not in done.stderr
    assert "partial" in done.stdout


@pytest.mark.parametrize("ending", [".jsonl", ".parquet", ".csv"])
def test_clean_takes_and_gives_every_format(payband, tmp_path, ending):
    table = tmp_path / f"in{ending}"
    _write(
        table,
        [{"title": "Sr. ML Engineer", "salary": "$120k-$150k", "country": "US"}, {"title": ""}],
    )
    payband("clean", table, "-o", "out.jsonl")
    said = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    senior, nameless = map(json.loads, said)
    assert (senior["level"], senior["salary_max"], senior["salary_currency"]) == (
        "senior",
        150000,
        "USD",
    )
    assert nameless["title"] is None


def _write(path, records):
    frame = pd.DataFrame(records).fillna("")
    if path.suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True)
    elif path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False)
