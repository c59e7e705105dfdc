"""Each row of a report's CSV, its JSON and its data package say what the figures are of."""

import csv
import json
from datetime import UTC, datetime

import pandas as pd
import pytest

from models.record import columns
from pipeline.errors import UsageError
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.publish.report.file_hashes import checked_files
from pipeline.publish.report.published import feed_file
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.salaries_table import ReportColumns

WORDS = Filters(city=("Berlin",))
PERIOD = (pd.Timestamp("2026-09-01"), pd.Timestamp("2026-10-28"))


@pytest.fixture
def files(store, make, tmp_path, monkeypatch):
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 30, tzinfo=UTC).timestamp()))
    )
    place = {"country": "DE", "salary_currency": "EUR"}
    jobs = [
        make(n, (60_000, 70_000 + n), company=f"F {n}", city="Berlin", **place) for n in range(12)
    ]
    engine = store([*jobs, make("m", (9, 9), company="M", city="Munich", **place)])
    made = ReportFiles(tmp_path / "berlin.html")
    report(engine, made.html, ReportOptions(*PERIOD, filters=WORDS))
    return made


def test_every_row_says_the_words_the_period_the_day_and_the_sample(files):
    with files.csv.open(newline="") as file:
        rows = list(csv.DictReader(file))
    told = ["city: Berlin", "2026-09-01", "2026-10-28", "false", "2026-11-30"]
    names = [c.name for c in columns(ReportColumns)]
    assert rows
    assert all([row[name] for name in names] == told for row in rows)
    assert all("city=Berlin" in row["id"] for row in rows)
    frame = pd.read_csv(files.csv)
    assert frame["search_words"].unique().tolist() == ["city: Berlin"]


def test_every_figure_of_the_feed_names_the_words(files):
    feed = json.loads(files.json.read_text())
    assert (feed["made_on"], feed["filters"]) == ("2026-11-30", {"city": ["Berlin"]})
    rows = [row["id"] for rows in feed["figures"].values() for row in rows]
    assert len(rows) > 3
    assert all("city=Berlin" in each or "city%3DBerlin" in each for each in rows)


def test_the_data_package_declares_every_column(files):
    about = json.loads(files.package.read_text())
    (resource,) = about["resources"]
    header = files.csv.read_text().splitlines()[0].split(",")
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == header
    assert all(field["description"] for field in fields)
    kinds = {field["name"]: field["type"] for field in fields}
    assert (kinds["p25"], kinds["jobs"], kinds["since"]) == ("number", "integer", "date")
    assert about["name"] == "payband-salaries"
    assert about["period"] == {"since": "2026-09-01", "until": "2026-10-28"}
    assert about["search_words"] == {"city": ["Berlin"]}
    assert (resource["path"], resource["bytes"]) == (files.csv.name, files.csv.stat().st_size)
    assert f'href="{files.package.name}"' in files.html.read_text()
    assert feed_file(files.html.parent) == files.json, "the package is no report's JSON"


def test_the_day_of_making_alters_no_file(files):
    hashes = json.loads(files.json.read_text())["files_sha256"]
    table = files.csv.read_bytes().replace(b"2026-11-30", b"2031-01-02")
    files.csv.write_bytes(table)
    assert [each.same for each in checked_files(files.json, hashes)] == [True] * 3
    files.csv.write_bytes(table.replace(b"2026-09-01", b"2026-09-02"))
    assert [each.same for each in checked_files(files.json, hashes)] == [True, False, True]


def test_a_data_package_of_another_is_not_replaced(store, tmp_path):
    made = ReportFiles(tmp_path / "s.html")
    made.package.write_text('{"name": "mine"}')
    with pytest.raises(UsageError, match="is another file"):
        report(store([]), made.html)
