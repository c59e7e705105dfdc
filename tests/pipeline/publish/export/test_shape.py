import csv
import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from models.vocab import Flag, SalaryStatus
from pipeline.cli.main import cli
from pipeline.errors import UsageError
from pipeline.publish.export.export import export
from pipeline.publish.export.shape import PRESETS, SURVEY, narrowed
from pipeline.survey.rows import COLUMNS


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_are_those_asked_for_in_their_order(store, make, tmp_path):
    shape = narrowed(["title", "annual_max_usd", "source"])
    export(store([make(1, (1, 2), title="=x")]), tmp_path / "o.csv", shape=shape)
    assert (tmp_path / "o.csv").read_bytes() == (
        b'title,annual_max_usd,source\r\n"\'=x",2,"greenhouse"\r\n'
    )
    about = json.loads((tmp_path / "o.csv.datapackage.json").read_text())
    schema = about["resources"][0]["schema"]
    assert [field["name"] for field in schema["fields"]] == ["title", "annual_max_usd", "source"]
    assert "primaryKey" not in schema
    assert [source["title"] for source in about["sources"]] == ["greenhouse"]


def test_a_wrong_column_is_an_error_that_names_the_nearest():
    with pytest.raises(UsageError, match="no column 'titel'; did you mean 'title'"):
        narrowed(["titel"])
    with pytest.raises(UsageError, match="'title' is there twice"):
        narrowed(["title", "title"])
    with pytest.raises(UsageError, match="no column 'slary'; did you mean 'salary'"):
        narrowed(["slary"], SURVEY)


def test_a_narrow_export(store, make, tmp_path):
    export(store([make(1)]), tmp_path / "o.csv", shape=narrowed(PRESETS["narrow"]))
    assert list(read(tmp_path / "o.csv")[0]) == list(PRESETS["narrow"])


@pytest.fixture
def surveyed(make):
    return make(
        1,
        (100_001, 160_000),
        title="Senior ML Engineer",
        experience_level="SE",
        employment_type="full_time",
        workplace="hybrid",
        country="DE",
        posted_on=date(2025, 12, 31),
    )


def test_the_columns_of_the_survey(store, make, surveyed, tmp_path):
    assert export(store([surveyed]), tmp_path / "o.csv", shape=SURVEY) == 1
    [row] = read(tmp_path / "o.csv")
    assert tuple(row) == COLUMNS
    assert list(row.values()) == [
        *("2025", "SE", "FT", "Senior ML Engineer", "130001", "USD", "130001"),
        *("DE", "50", "DE", ""),
    ]


def test_what_is_unknown_is_empty_in_the_survey(store, make, tmp_path):
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    unknown = make(1, (1, 1), country="DE; FR", workplace="remote", first_seen=seen)
    export(store([unknown]), tmp_path / "o.csv", shape=SURVEY)
    [row] = read(tmp_path / "o.csv")
    assert row["work_year"] == "2026"
    assert [row[n] for n in ("experience_level", "employment_type", "employee_residence")] == [
        ""
    ] * 3
    assert (row["remote_ratio"], row["company_location"]) == ("100", "")


def test_the_survey_has_rows_whose_pay_counts(store, make, tmp_path):
    flagged = {"salary_status": SalaryStatus.FLAGGED, "flags": (Flag.TOO_WIDE,)}
    left_out = [
        make(1),
        make(2, (1, 2), **flagged),
        make(3, (1, None)),
        make(4, (1, 2), ai_relevance="no"),
    ]
    assert export(store([*left_out, make(5, (1, 2))]), tmp_path / "o.csv", shape=SURVEY) == 1


def test_columns_of_the_survey_can_be_chosen(store, surveyed, tmp_path):
    shape = narrowed(["salary_in_usd", "job_title"], SURVEY)
    export(store([surveyed]), tmp_path / "o.csv", shape=shape)
    assert read(tmp_path / "o.csv") == [
        {"salary_in_usd": "130001", "job_title": "Senior ML Engineer"}
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--columns", "titel"], "did you mean 'title'"),
        (["--columns", "title,"], "no column ''"),
        (["--columns", "title", "--preset", "narrow"], "not both"),
        (["--schema", "aijobs", "--preset", "narrow"], "is for --schema postings"),
        (["-o", "a.csv", "--format", "xlsx"], "-o ends in .csv, but --format is xlsx"),
        (["--schema", "mine"], "'postings', 'aijobs'"),
    ],
)
def test_a_wrong_option_is_a_usage_error(words, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["export", *words])
    said = str(done.exception) if isinstance(done.exception, UsageError) else done.output
    assert done.exit_code != 0
    assert message in said


def test_industry_is_in_an_export_only_where_it_is_named(store, make, tmp_path):
    engine = store([make(1)])
    export(engine, tmp_path / "usual.csv")
    assert "industry" not in read(tmp_path / "usual.csv")[0]
    export(engine, tmp_path / "asked.csv", shape=narrowed(["title", "industry"]))
    assert list(read(tmp_path / "asked.csv")[0]) == ["title", "industry"]


def test_department_and_equity_are_the_last_columns_of_an_export(store, make, tmp_path):
    export(store([make(1, department="Research", equity="0.1% - 0.4%")]), tmp_path / "o.csv")
    row = read(tmp_path / "o.csv")[0]
    assert list(row)[-2:] == ["department", "equity"]
    assert (row["department"], row["equity"]) == ("Research", "0.1% - 0.4%")
