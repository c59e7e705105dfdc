"""What a report of an exported file says of the jobs in it, as its data package has it."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from models.tables import run
from pipeline.filters.filters import Filters
from pipeline.publish.compare.stored_pair import exported_comparison, two_roles
from pipeline.publish.export.export import export
from pipeline.publish.report.report import ReportFiles, report_of_export
from pipeline.store.db.writing import writing
from pipeline.store.runs.bundled_sample import BUNDLED

ROLES = ("Data Scientist", "Data Engineer")
NOTICE = "Sample of invented postings"


@pytest.fixture
def engine(store, make):
    place = {"country": "US", "source": "aijobs"}
    return store(
        [
            make(n, (100 + n, 140 + n), company=f"Firm {n % 9}", role=ROLES[n % 2], **place)
            for n in range(24)
        ]
    )


def sample(engine):
    at = datetime(2026, 10, 28, tzinfo=UTC)
    with writing(engine) as connection:
        connection.execute(
            insert(run).values(
                run_id="r", started_at=at, archive=BUNDLED, replayed=True, state="complete"
            )
        )


def written(table, tmp_path):
    files = ReportFiles(tmp_path / "of-export.html")
    report_of_export(table, files.html)
    return [file.read_text(encoding="utf-8") for file in files.all]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_invented_postings_are_called_that_in_a_report_of_their_export(engine, tmp_path, ending):
    sample(engine)
    table = tmp_path / f"e.{ending}"
    export(engine, table)
    page, _csv, feed, text, _about = written(table, tmp_path)
    assert NOTICE in page
    assert NOTICE in text
    assert "sample of invented postings" in page.split('id="citation"')[1].split("</blockquote>")[0]
    said = json.loads(feed)
    assert said["invented"]
    assert "don't quote" in said["notice"]
    assert exported_comparison(table, two_roles(*ROLES)).invented


def test_an_export_of_real_postings_is_not(engine, tmp_path):
    export(engine, tmp_path / "e.csv")
    page, _csv, feed, *_rest = written(tmp_path / "e.csv", tmp_path)
    assert NOTICE not in page
    assert not json.loads(feed)["invented"]


def test_without_a_data_package_nothing_is_known(engine, tmp_path):
    sample(engine)
    export(engine, tmp_path / "e.csv")
    for text in ("[]", "{", "{}"):
        (tmp_path / "e.csv.datapackage.json").write_text(text)
        assert not json.loads(written(tmp_path / "e.csv", tmp_path)[2])["invented"]


def test_the_search_words_of_an_export_are_those_of_its_report(engine, tmp_path):
    export(engine, tmp_path / "e.csv", filters=Filters(role=("Data Engineer",)))
    page, _csv, feed, text, _about = written(tmp_path / "e.csv", tmp_path)
    assert json.loads(feed)["filters"] == {"role": ["Data Engineer"]}
    assert "role: Data Engineer" in page
    assert "role: Data Engineer" in text


def test_corrections_of_an_export_are_told(engine, tmp_path, make, correct):
    correct(engine, make(0).posting_id, "level", "lead")
    export(engine, tmp_path / "e.csv")
    page, _csv, feed, *_rest = written(tmp_path / "e.csv", tmp_path)
    assert "the team says so" in page
    assert [row["value"] for row in json.loads(feed)["corrections"]] == ["lead"]
