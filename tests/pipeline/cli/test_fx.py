"""`payband fx` from a user's side, and cleaning that sees what it keeps."""

import csv
import json

import pytest

TABLE = "title,salary,country,posted\nData Scientist,30 triệu một tháng,VN,2026-10-30\n"
OWN = "date,currency,units_per_usd\n2026-10-29,VND,26000\n"


def cleaned(payband, tmp_path, **environment):
    (tmp_path / "in.csv").write_text(TABLE)
    payband("clean", "in.csv", "-o", "out.csv", **environment)
    with (tmp_path / "out.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    return row


def test_a_loaded_rate_is_used_and_changes_the_version(payband, tmp_path):
    before = cleaned(payband, tmp_path)
    (tmp_path / "own.csv").write_text(OWN)

    said = payband("fx", "load", "own.csv").stderr

    assert "1 rates added, until 2026-10-29; kept in data/rates/own.csv" in said
    after = cleaned(payband, tmp_path)
    assert (before["annual_min_usd"], before["fx_date"]) == ("", "")
    assert (after["annual_min_usd"], after["fx_date"]) == ("13846.15", "2026-10-29")
    assert after["rules_version"].startswith(before["rules_version"] + "+fx.")
    assert cleaned(payband, tmp_path) == after


def test_rates_are_kept_beside_the_database_or_where_the_configuration_says(payband, tmp_path):
    (tmp_path / "own.csv").write_text(OWN)
    payband("fx", "load", "own.csv", PAYBAND_DATABASE_URL="sqlite:///deep/er/x.db")
    payband("fx", "load", "own.csv", PAYBAND_RATES_DIR="here")

    assert (tmp_path / "deep/er/rates/own.csv").read_text() == (
        tmp_path / "here/own.csv"
    ).read_text()
    assert cleaned(payband, tmp_path, PAYBAND_RATES_DIR="here")["fx_date"] == "2026-10-29"
    assert cleaned(payband, tmp_path)["fx_date"] == ""


def test_the_list_shows_what_is_covered(payband, tmp_path):
    (tmp_path / "own.csv").write_text(OWN)
    payband("fx", "load", "own.csv")

    rows = {row["currency"]: row for row in json.loads(payband("fx", "list", "--json").stdout)}

    assert rows["VND"]["source"] == "your own"
    assert rows["RUB"]["last"] == "2022-03-01"
    assert "\nRUB " in payband("fx", "list").stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["fx", "load", "gone.csv"], 2, "gone.csv: cannot be read"),
        (["fx", "load", "bad.csv"], 2, "bad.csv, row 2, units_per_usd: 'many' is not a number"),
        (["fx", "update"], 2, "set contact"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_kept(payband, tmp_path, words, code, says):
    (tmp_path / "bad.csv").write_text("date,currency,units_per_usd\n2026-10-29,VND,many\n")

    done = payband(*words, code=code)

    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("data/rates/*"))


def test_a_damaged_file_of_rates_stops_cleaning(payband, tmp_path):
    (tmp_path / "data/rates").mkdir(parents=True)
    (tmp_path / "data/rates/ecb.csv").write_text("date,USD\n2026-11-")
    (tmp_path / "in.csv").write_text(TABLE)

    done = payband("clean", "in.csv", "-o", "out.csv", code=2)

    assert "data/rates/ecb.csv, row 2: is damaged" in done.stderr
    assert not (tmp_path / "out.csv").exists()
