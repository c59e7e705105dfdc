import csv
from decimal import Decimal

import pytest

from paybench.cases import BATCH, case_rows, convert
from paybench.rows import COLUMNS, DATA, TABLES, read_rows, row_of, split_of, write_rows
from pipeline.errors import InputError

GOOD = {
    "id": "b-1",
    "text": "£40k - £45k",
    "country": "GB",
    "place": "field",
    "min": "40000",
    "max": "45000",
    "currency": "GBP",
    "period": "year",
    "bogus": "",
    "split": "dev",
    "form": "plain",
    "batch": "b",
}


def row(**changes):
    return row_of({**GOOD, **changes}, "here")


def test_the_tidy_rows_are_those_of_the_tables_of_tests():
    rows = read_rows()
    others = {(r.place, r.country, r.text) for r in rows if r.batch != BATCH}
    made = [r for r in case_rows() if (r.place, r.country, r.text) not in others]

    key = "run `python -m paybench`: paybench/data/ is out of step with tests/pipeline/pay/"
    assert {r.id: r for r in rows if r.batch == BATCH} == {r.id: r for r in made}, key


def test_each_id_stands_once_and_each_row_in_its_table():
    rows = read_rows()

    assert len({r.id for r in rows}) == len(rows)
    for name in TABLES:
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            ids = [line["id"] for line in csv.DictReader(file)]
        assert ids == [r.id for r in rows if r.table == name]


def test_each_batch_says_how_it_was_chosen():
    with (DATA / "batches.csv").open(encoding="utf-8", newline="") as file:
        told = {line["batch"]: line["chosen"] for line in csv.DictReader(file)}

    assert {r.batch for r in read_rows()} == set(told)
    assert all(told.values())


def test_rows_are_written_as_they_were_read(tmp_path):
    rows = [row(), row(id="b-2", text="line\nbreak, and “marks”", min="", max="", currency="")]

    write_rows(rows, tmp_path)

    assert read_rows(tmp_path) == rows
    assert (tmp_path / "bogus.csv").read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("changes", "table"),
    [
        ({}, "fields"),
        ({"place": "prose"}, "prose"),
        ({"min": ""}, "fields"),
        ({"min": "", "max": ""}, "abstain"),
        ({"bogus": "yes"}, "bogus"),
        ({"bogus": "yes", "min": "", "max": ""}, "bogus"),
    ],
)
def test_the_label_says_which_table_a_row_stands_in(changes, table):
    assert row(**changes).table == table


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"min": "40k"}, "here, min: '40k' is no number"),
        ({"min": "50000"}, "here: min is above max"),
        ({"period": "annum"}, "here, period: 'annum' is none of"),
        ({"place": "title"}, "here, place: 'title' is none of"),
        ({"split": "train"}, "here, split: 'train' is none of"),
        ({"bogus": "no"}, "here, bogus: 'no' is neither"),
        ({"text": " "}, "here: the text is empty"),
    ],
)
def test_a_bad_label_is_an_error_that_names_the_row(changes, words):
    with pytest.raises(InputError) as caught:
        row(**changes)
    assert str(caught.value).startswith(words)


def test_a_missing_column_is_an_error():
    with pytest.raises(InputError, match="the column period is missing"):
        row_of({name: value for name, value in GOOD.items() if name != "period"}, "here")


def test_the_split_of_a_text_never_changes():
    texts = [f"${n},000 a year" for n in range(40, 48)]

    splits = [split_of(text) for text in texts]

    assert splits == ["dev", "test", "dev", "dev", "dev", "test", "dev", "dev"]


def test_a_label_of_the_tables_of_tests_is_taken_apart():
    rows = {r.text: r for r in case_rows()}

    ote, opened = rows["OTE $300k (50/50)"], rows["minimum $150k"]

    assert (ote.bogus, ote.min, ote.currency, ote.period) == (True, Decimal(300000), "USD", "year")
    assert (opened.min, opened.max, opened.table) == (Decimal(150000), None, "fields")
    assert rows["Competitive"].table == "abstain"


def test_a_case_that_stands_twice_or_has_no_text_is_no_row_of_its_own(tmp_path):
    head = "form,country,text,reads\n"
    twice = "plain,GB,£40k,40000..40000 GBP year\n" * 2 + "nothing,GB,,\n"
    (tmp_path / "read_cases.csv").write_text(head + twice, encoding="utf-8")
    (tmp_path / "prose_cases.csv").write_text(head + r"other,GB,a\nb,", encoding="utf-8")

    assert [r.text for r in case_rows(tmp_path)] == ["£40k", "a\nb"]


def test_a_case_that_another_batch_has_stays_there(tmp_path):
    case = next(r for r in case_rows() if r.table == "fields")
    other = row(text=case.text, country=case.country)
    write_rows([other], tmp_path)

    rows = convert(tmp_path)

    assert [r.batch for r in rows if (r.text, r.country) == (case.text, case.country)] == ["b"]
    assert read_rows(tmp_path)[-1] != case
    assert sum(r.batch == BATCH for r in rows) == sum(1 for _ in case_rows()) - 1
