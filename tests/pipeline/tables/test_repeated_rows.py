"""Rows of a table that come again are marked, with an id or without, in every way to clean one."""

import csv
import json

import pandas as pd
import pytest

from payband import clean_frame

CELLS = ("title", "company", "location", "salary")
ENGINEER = ("ML Engineer", "Dovetrace", "Berlin, Germany", "60k EUR")
ANALYST = ("Data Analyst", "Kestwick", "Lyon, France", "50k EUR")


def table(rows, *, ids):
    names = (*CELLS, "id", "site") if ids else CELLS
    return pd.DataFrame(
        [(*cells, key, "indeed") if ids else cells for cells, key in rows], columns=list(names)
    )


ROWS = [(ENGINEER, "1"), (ANALYST, "2"), (ENGINEER, "1"), (ENGINEER, "1"), (ANALYST, "2")]


@pytest.mark.parametrize("ids", [True, False])
def test_a_frame_marks_them_and_what_is_left_has_an_id_each(ids):
    out = clean_frame(table(ROWS, ids=ids))
    assert out["duplicate_of"].isna().tolist() == [True, True, False, False, False]
    assert (out["duplicate_of"][2:] == out["posting_id"][2:]).all()
    assert out["posting_id"][out["duplicate_of"].isna()].is_unique


@pytest.mark.parametrize("ids", [True, False])
def test_the_command_marks_them_alike_and_counts_them(payband, tmp_path, ids):
    table(ROWS, ids=ids).to_csv(tmp_path / "in.csv", index=False)
    done = payband("clean", "in.csv", "-o", "out.csv")
    assert "duplicates: 3 rows with an earlier posting in duplicate_of\n  3 of them" in done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        out = list(csv.DictReader(file))
    alike = [(row["posting_id"], row["duplicate_of"]) for row in out]
    frame = clean_frame(table(ROWS, ids=ids))[["posting_id", "duplicate_of"]].fillna("")
    assert alike == list(frame.itertuples(index=False, name=None))
    said = json.loads(payband("clean", "out.csv", "-o", "again.csv", "--json").stdout)
    assert (said["duplicates"], said["repeats"]) == (3, 3)


def test_an_id_with_other_words_is_the_same_posting_again():
    later = ("ML Engineer", "Dovetrace", "Berlin, Germany", "65k EUR")
    out = clean_frame(table([(ENGINEER, "1"), (later, "1")], ids=True))
    assert out["duplicate_of"].tolist()[1:] == out["posting_id"].tolist()[:1]


@pytest.mark.parametrize(
    ("board", "salary", "jobs"),
    [("indeed", "60k EUR", 1), ("indeed", "", 2), ("greenhouse", "60k EUR", 2)],
)
def test_two_ids_of_one_board_are_one_job_or_two_as_the_how_to_says(board, salary, jobs):
    rows = table([(ENGINEER, "1"), (ENGINEER, "2")], ids=True)
    out = clean_frame(rows.assign(site=board, salary=salary))
    assert out["duplicate_of"].isna().sum() == jobs


def test_a_copy_on_another_board_names_the_first_posting_and_so_does_its_repeat():
    rows = table([(ENGINEER, "1"), (ENGINEER, "7"), (ENGINEER, "7")], ids=True)
    rows.loc[1:, "site"] = "glassdoor"
    out = clean_frame(rows)
    assert out["duplicate_of"].tolist()[1:] == [out["posting_id"][0]] * 2
