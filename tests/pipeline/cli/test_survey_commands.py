import json
import sqlite3

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import InputError, UsageError
from pipeline.survey.rows import COLUMNS

ROWS = [
    f"2023,{level},FT,Data Analyst,{n},USD,{n},US,100,US,M"
    for level in ("SE", "MI")
    for n in range(90, 96)
]


@pytest.fixture
def salaries(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "salaries.csv"
    path.write_text("\n".join([",".join(COLUMNS), *ROWS]) + "\n", encoding="utf-8")
    return path


def payband(*words):
    result = CliRunner().invoke(cli, ["survey", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0
    return result


def test_import_says_what_became_of_the_rows_and_changes_nothing_again(salaries):
    first = json.loads(payband("import", salaries, "--json").stdout)
    assert (first["rows"], first["observations"], first["new"]) == (12, 12, 12)
    again = json.loads(payband("import", salaries, "--json").stdout)
    assert (again["new"], again["unchanged"], again["gone"]) == (0, 12, 0)
    assert "12 rows are 12 observations" in payband("import", salaries).stderr


def test_no_posting_is_made_of_a_survey(salaries, tmp_path):
    payband("import", salaries)
    with sqlite3.connect(tmp_path / "data/payband.db") as store:
        counts = {
            table: store.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608  # names of ours
            for table in ("survey", "job_posting", "raw_posting", "salary_band")
        }
    assert counts == {"survey": 12, "job_posting": 0, "raw_posting": 0, "salary_band": 0}


def test_show_has_medians_of_roles_and_of_one_role_by_level(salaries):
    payband("import", salaries)
    (line,) = json.loads(payband("show", "--json").stdout)
    assert (line["role"], line["n"], line["median_usd"]) == ("Data Analyst", 12, 92)
    levels = json.loads(payband("show", "Data Analyst", "--json").stdout)
    assert [(found["level"], found["n"]) for found in levels] == [
        ("", 12),
        ("mid", 6),
        ("senior", 6),
    ]
    assert "Data Analyst" in payband("show").stdout
    assert json.loads(payband("show", "--country", "gb", "--json").stdout) == []
    assert json.loads(payband("show", "--year", "2022", "--json").stdout) == []


def test_show_without_a_survey_says_how_to_get_one(salaries):
    with pytest.raises(UsageError, match="payband survey import"):
        payband("show")


def test_a_role_nobody_has_is_named_with_the_nearest(salaries):
    payband("import", salaries)
    with pytest.raises(UsageError, match=r"no role 'Data Analist'.*did you mean 'Data Analyst'"):
        payband("show", "Data Analist")


def test_a_file_that_is_not_there_is_named(salaries):
    with pytest.raises(InputError, match=r"gone\.csv: there is no such file"):
        payband("import", "gone.csv")


def test_the_former_name_does_the_same_and_says_so(salaries):
    def former(*words):
        said = CliRunner().invoke(cli, ["benchmark", *map(str, words)], catch_exceptions=False)
        assert said.exit_code == 0
        first, _, rest = said.stderr.partition("\n")
        assert first == "payband benchmark is now called payband survey"
        return said.stdout, rest

    for words in (("import", salaries, "--json"), ("show",), ("show", "Data Analyst", "--json")):
        former(*words)  # the first import is another than the second
        new = payband(*words)
        assert former(*words) == (new.stdout, new.stderr)


def test_the_help_shows_the_new_name_only():
    words = CliRunner().invoke(cli, ["--help"]).stdout
    assert "\n  survey " in words
    assert "benchmark" not in words
