"""Rows that a process finished are written as if the command had made them."""

import io
import pickle
from pathlib import Path

import pytest

from models.record import Column
from pipeline.errors import UsageError
from pipeline.operate.tables.row_output import row_output
from pipeline.publish.export.table_out import write_records

COLUMNS = [
    Column("a", str, False, "", "", False),
    Column("duplicate_of", str, True, "", "", False),
    Column("n", int, True, "", "", False),
]
ROWS = [("x, y", None, 1), ('quo"ted', "first", None), ("=1+1", None, 3), ("", "first", 4)]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_the_file_is_that_of_whole_rows(tmp_path, ending):
    whole, made = tmp_path / f"whole{ending}", tmp_path / f"made{ending}"
    assert write_records(COLUMNS, ROWS, whole) == 4
    sent = pickle.dumps(row_output(made, COLUMNS, "duplicate_of"))
    output = pickle.loads(sent)  # noqa: S301  # our own
    cells = output.cells([(a, None, n) for a, _, n in ROWS])
    rows = [(kept, first) for kept, (_, first, _) in zip(cells, ROWS, strict=True)]
    assert output.write(iter(rows), made) == 4
    assert made.read_bytes() == whole.read_bytes()


def test_an_open_file_gets_csv_and_no_rows_give_the_header():
    file = io.BytesIO()
    output = row_output(file, COLUMNS, "duplicate_of")
    assert output.cells([]) == []
    assert output.write(iter(()), file) == 0
    assert file.getvalue() == b"a,duplicate_of,n\r\n"


def test_another_ending_is_refused():
    with pytest.raises(UsageError, match="must end in"):
        row_output(Path("x.txt"), COLUMNS, "duplicate_of")
