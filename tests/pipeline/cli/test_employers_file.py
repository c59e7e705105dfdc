"""The setting `employers_file` from a user's side."""

import csv

import pytest

TABLE = """source,source_key,url,title,company,location,salary,posted
a,1,https://a.example/jobs/1001,Data Scientist,Tarnmoor Ltd,Leeds,£60k - £70k,2026-10-01
b,2,https://b.example/jobs/1002,Data Scientist,Valley Water,Leeds,£60k - £70k,2026-10-02
"""
NAMES = "name,alias_of\nValley Water,Tarnmoor\n"


@pytest.fixture
def cleaned(payband, tmp_path):
    def clean(**environment):
        (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
        payband("clean", "in.csv", "-o", "out.csv", **environment)
        with (tmp_path / "out.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return clean


def test_a_file_of_employers_decides_on_one_job_and_changes_the_version(cleaned, tmp_path):
    (tmp_path / "names.csv").write_text(NAMES)
    before, after = cleaned(), cleaned(PAYBAND_EMPLOYERS_FILE="names.csv")
    assert [row["duplicate_of"] for row in before] == ["", ""]
    assert [row["duplicate_of"] for row in after] == ["", after[0]["posting_id"]]
    assert [row["company"] for row in after] == ["Tarnmoor Ltd", "Valley Water"]
    for one, two in zip(before, after, strict=True):
        assert two["rules_version"].startswith(one["rules_version"] + "+employers.")


def test_payband_toml_names_it(cleaned, tmp_path):
    (tmp_path / "names.csv").write_text(NAMES)
    (tmp_path / "payband.toml").write_text('employers_file = "names.csv"\n')
    assert cleaned()[1]["duplicate_of"]


@pytest.mark.parametrize(
    "words", [["clean", "in.csv", "-o", "out.csv"], ["rules", "check"]], ids=["clean", "check"]
)
def test_a_bad_row_is_named_and_nothing_is_written(payband, tmp_path, words):
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "names.csv").write_text(NAMES + "Brook,\n")
    said = payband(*words, PAYBAND_EMPLOYERS_FILE="names.csv", code=2)
    assert "names.csv, row 3, alias_of: '' is no name of an employer" in said.stderr
    assert not (tmp_path / "out.csv").exists()
