"""Rows that a process finished are written as if the command had made them."""

import io
import pickle
from pathlib import Path

import pytest

from models.record import Column
from pipeline.errors import UsageError
from pipeline.operate.tables.row_output import PlacedRow, row_output
from pipeline.publish.export.table_out import write_records

NAMES = {"a": str, "salary_min": int, "duplicate_of": str, "pay_of": str, "net": bool, "n": int}
COLUMNS = [Column(name, kind, True, "", "", False) for name, kind in NAMES.items()]
ROWS = [
    ("x, y", 5, None, None, True, 1),
    ('quo"ted', None, "first", None, None, None),
    ("=1+1", 7, None, None, False, 3),
    ("", None, "first", None, None, 4),
]
PAYER = 2
LENT = ("x, y", 7, None, "third", False, 1)


def own(row):
    a, pay, _, _, net, n = row
    return a, pay, None, None, net, n


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_the_file_is_that_of_whole_rows(tmp_path, ending):
    whole, made = tmp_path / f"whole{ending}", tmp_path / f"made{ending}"
    assert write_records(COLUMNS, [LENT, *ROWS[1:]], whole) == len(ROWS)
    sent = pickle.dumps(row_output(made, COLUMNS))
    output = pickle.loads(sent)  # noqa: S301  # our own
    cells = output.cells([own(row) for row in ROWS])
    placed = [PlacedRow(cells[0], None, "third", output.pay(cells[PAYER]))]
    placed += [PlacedRow(kept, row[2]) for kept, row in zip(cells[1:], ROWS[1:], strict=True)]
    assert output.write(iter(placed), made) == len(ROWS)
    assert made.read_bytes() == whole.read_bytes()


def test_an_open_file_gets_csv_and_no_rows_give_the_header():
    file = io.BytesIO()
    output = row_output(file, COLUMNS)
    assert output.cells([]) == []
    assert output.write(iter(()), file) == 0
    assert file.getvalue() == f"{','.join(NAMES)}\r\n".encode()


def test_excel_gets_its_mark_and_its_guards(tmp_path):
    whole, made = tmp_path / "whole.csv", tmp_path / "made.csv"
    rows = [own(row) for row in (("007", *ROWS[0][1:]), *ROWS)]
    write_records(COLUMNS, rows, whole, excel=True)
    output = row_output(made, COLUMNS, excel=True)
    output.write((PlacedRow(cells) for cells in output.cells(rows)), made)
    assert made.read_bytes() == whole.read_bytes()


def test_another_ending_is_refused():
    with pytest.raises(UsageError, match="must end in"):
        row_output(Path("x.txt"), COLUMNS)
