"""A report computed again from the store and from exports, and compared with an earlier one."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, update

from models.tables import job_posting, posting_life
from pipeline.errors import InputError, PaybandError, UsageError
from pipeline.publish.export.export import export
from pipeline.publish.report.job_source import exported_jobs, stored_jobs
from pipeline.publish.report.published import read_feed
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.revised.earlier_jobs import Earlier
from pipeline.publish.report.verify import NO_ROW, verify
from pipeline.store.db.writing import writing

CELL = "pay/year/country=US/role=Data%20Scientist"
LATER = datetime(2026, 11, 20, 6, tzinfo=UTC)


@pytest.fixture
def jobs(make):
    place = {"role": "Data Scientist", "level": "senior", "country": "US", "language": "en"}
    return [
        make(
            n,
            (Decimal(100_000 + n * 1_000), Decimal("140000.55")),
            company=f"=Firm, {n % 9} Inc.",
            title_short="Data; Scientist",
            region="Texas",
            posted_on=datetime(2026, 6, 1, tzinfo=UTC).date(),
            skills=("Python", "SQL") if n % 2 else ("SQL",),
            **place,
        )
        for n in range(24)
    ]


@pytest.fixture
def engine(store, jobs):
    return store(jobs)


@pytest.fixture
def feed(engine, tmp_path):
    files = ReportFiles(tmp_path / "first" / "s.html")
    report(engine, files.html)
    return read_feed(files.json)


def raised():
    names = [n for n in ("annual_min", "annual_max", "annual_mid") if n in job_posting.c]
    return {name: job_posting.c[name] * 2 for name in names}


def now(engine, feed):
    return verify(feed, stored_jobs(engine))


def test_an_unchanged_store_gives_every_figure_again(engine, feed):
    found = now(engine, feed)
    assert found.figures == sum(map(len, feed["figures"].values())) > 10
    assert (found.differences, found.versions, found.unchecked) == ((), (), ())
    assert found.same_inputs


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_an_export_gives_every_figure_again(engine, feed, tmp_path, ending):
    export(engine, tmp_path / f"e.{ending}")
    found = verify(feed, exported_jobs(tmp_path / f"e.{ending}"), unchecked=("time_open",))
    assert found.differences == ()
    assert found.same_inputs
    assert found.unchecked == ("time_open",)


def test_an_export_for_excel_does_too(engine, feed, tmp_path):
    export(engine, tmp_path / "e.csv", excel=True)
    assert verify(feed, exported_jobs(tmp_path / "e.csv")).same_inputs


def test_a_changed_figure_is_named(engine, feed):
    row = next(row for row in feed["figures"]["pay"] if row["id"] == CELL)
    row["median_by_job"] += 1
    feed["figures"]["pay"].append({"id": "pay/year/country=ZZ"})
    del feed["figures"]["disclosure"][0]
    found = now(engine, feed)
    told = {(each.id, each.field): (each.published, each.recomputed) for each in found.differences}
    assert told[CELL, "median_by_job"] == (row["median_by_job"], row["median_by_job"] - 1)
    assert told["pay/year/country=ZZ", ""] == ("published", NO_ROW)
    assert told["disclosure/country/country=US/name=US", ""] == (NO_ROW, "recomputed")
    assert len(told) == 3
    assert found.same_inputs


def test_a_changed_job_is_told_by_the_hash_and_the_figures(engine, feed):
    with writing(engine) as connection:
        key = job_posting.c.source_key == "3"
        connection.execute(update(job_posting).where(key).values(raised()))
    found = now(engine, feed)
    assert not found.same_inputs
    assert CELL in {each.id for each in found.differences}


def test_other_rules_are_named(engine, feed):
    with writing(engine) as connection:
        connection.execute(update(job_posting).values(rules_version="0.2+def"))
    assert now(engine, feed).versions == (("rules", "0.1+abc", "0.2+def"),)


def test_what_is_no_report_is_refused(tmp_path):
    for text in ("{", "[]", '{"format": "other"}'):
        (tmp_path / "a.json").write_text(text)
        with pytest.raises(InputError, match=r"is no salary feed|cannot be read as"):
            read_feed(tmp_path)
    (tmp_path / "b.json").write_text("{}")
    with pytest.raises(InputError, match=r"has 2 files \.json"):
        read_feed(tmp_path)


def test_an_export_that_lacks_a_column_is_refused(tmp_path):
    (tmp_path / "e.csv").write_text("posting_id,source\n1,a\n")
    with pytest.raises(PaybandError, match=r"e\.csv: there is no column"):
        exported_jobs(tmp_path / "e.csv")
    (tmp_path / "e.jsonl").write_text("{")
    with pytest.raises(PaybandError, match=r"e\.jsonl: cannot be read as an export"):
        exported_jobs(tmp_path / "e.jsonl")


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("utf-8", "Data Engineer,Blåfjell Analyse\n"),
        ("cp1252", "Data Engineer,Blåfjell Analyse\n"),
        ("utf-8", ""),
    ],
)
def test_a_table_that_is_no_export_is_to_be_cleaned(tmp_path, encoding, rows):
    text = f"title,company\n{rows}"
    (tmp_path / "jobspy.csv").write_bytes(text.encode(encoding))
    with pytest.raises(UsageError) as error:
        exported_jobs(tmp_path / "jobspy.csv")
    for words in ("jobspy.csv: is no export of Payband", "payband clean", "-o cleaned.csv"):
        assert words in str(error.value)


def revisions(engine, feed, tmp_path):
    files = ReportFiles(tmp_path / "later" / "s.html")
    made = report(engine, files.html, earlier=Earlier(feed))
    written = json.loads(files.json.read_text(encoding="utf-8"))["revisions"]
    assert [row["id"] for row in written] == [each.id for each in made.revisions or ()]
    return {each.id: each for each in made.revisions or ()}


def test_against_itself_nothing_moved(engine, feed, tmp_path):
    assert revisions(engine, feed, tmp_path) == {}


def test_new_jobs_and_closed_ones_are_why(engine, feed, tmp_path):
    with writing(engine) as connection:
        # 4 were last seen in the earlier period alone, 20 are seen again
        gone = posting_life.c.posting_id.in_([row.posting_id for row in old_rows(engine)[:4]])
        seen = LATER - timedelta(days=380)
        connection.execute(update(posting_life).where(gone).values(first_seen=seen, last_seen=seen))
        connection.execute(update(posting_life).where(~gone).values(last_seen=LATER))
        news = posting_life.c.posting_id.in_([row.posting_id for row in old_rows(engine)[-3:]])
        connection.execute(update(posting_life).where(news).values(first_seen=LATER))
    moved = revisions(engine, feed, tmp_path)[CELL]
    assert (moved.new_jobs, moved.gone_jobs) == (3, 4)
    assert moved.why == "3 new jobs; 4 jobs closed or out of the period"
    assert moved.median_by_job_then != moved.median_by_job


def old_rows(engine):
    with engine.connect() as connection:
        return connection.execute(job_posting.select().order_by(job_posting.c.posting_id)).all()


def test_other_rules_are_why(engine, feed, tmp_path):
    with writing(engine) as connection:
        connection.execute(update(job_posting).values(raised() | {"rules_version": "0.2"}))
    assert revisions(engine, feed, tmp_path)[CELL].why == "other rules"


def test_an_edited_job_is_why(engine, feed, tmp_path):
    with writing(engine) as connection:
        connection.execute(update(job_posting).values(raised()))
    assert revisions(engine, feed, tmp_path)[CELL].why == (
        "jobs of both reports that changed: edited, or found to be one job"
    )


def test_a_cell_that_is_gone_says_so(engine, feed, tmp_path):
    with writing(engine) as connection:
        connection.execute(update(job_posting).values(role="Data Engineer"))
    moved = revisions(engine, feed, tmp_path)
    assert moved[CELL].label == "no such cell"
    assert moved[CELL.replace("Scientist", "Engineer")].label_then == "no such cell"


def test_an_empty_store_against_a_report_names_every_cell(engine, feed, tmp_path):
    with writing(engine) as connection:
        connection.execute(delete(job_posting))
    assert set(revisions(engine, feed, tmp_path)) == {row["id"] for row in feed["figures"]["pay"]}
