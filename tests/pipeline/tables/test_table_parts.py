"""The parts of a table have its rows, wherever they are read."""

import gzip
import pickle

import pandas as pd
import pytest

from pipeline.errors import InputError
from pipeline.tables.reading.csv_part import CsvPart
from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.parquet_part import ParquetPart
from pipeline.tables.reading.table import GivenRows
from pipeline.tables.reading.table_file import TableFile

ROWS = "".join(f'"Data\nEngineer, {n}",Zürich,{n}k\n' for n in range(25))
TEXT = f"title,place,pay\n{ROWS}\n\nLast,Genève,\n"


def table(path):
    return open_table(TableFile(path, str(path)))


def read_apart(path, size):
    """Return the rows of the whole table, those of its parts after pickling, and the parts."""
    found = table(path)
    parts = list(found.parts(size))
    again = pickle.loads(pickle.dumps(parts))  # noqa: S301
    rows = [tuple(row) for part in again for row in part.rows()]
    assert [part.count for part in parts] == [len(list(part.rows())) for part in parts]
    return [tuple(row) for row in found.rows()], rows, parts


@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TEXT.encode(), CsvPart),
        (b"\xef\xbb\xbf" + TEXT.encode(), CsvPart),
        (TEXT.replace("\n", "\r\n").encode(), CsvPart),
        (TEXT.encode("cp1252"), CsvPart),
        (("sep=;\n" + TEXT.replace(",", ";")).encode(), CsvPart),
        (TEXT.encode("utf-16"), GivenRows),
        (gzip.compress(TEXT.encode()), GivenRows),
    ],
    ids=["utf-8", "marked", "crlf", "cp1252", "excel", "utf-16", "gzip"],
)
def test_csv(tmp_path, content, kind, size):
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    whole, rows, parts = read_apart(path, size)
    assert rows == whole
    assert len(whole) == 26
    assert {type(part) for part in parts} == {kind}
    assert len(parts) == -(-26 // size)


@pytest.mark.parametrize(("group", "kind"), [(4, ParquetPart), (30_000, GivenRows)])
def test_parquet_is_cut_at_its_row_groups(tmp_path, group, kind):
    count = 30 if group < 30 else 25_000
    path = tmp_path / "in.parquet"
    frame = pd.DataFrame({"title": [f"Job {n}" for n in range(count)], "pay": range(count)})
    frame.to_parquet(path, row_group_size=group)
    whole, rows, parts = read_apart(path, 10)
    assert rows == whole
    assert {type(part) for part in parts} == {kind}
    assert parts[0].count in (10, 12)


def test_a_bad_cell_of_a_part_has_the_row_number_of_the_table(tmp_path):
    path = tmp_path / "in.parquet"
    given = [None] * 5 + [{"of": "a job"}, None]
    pd.DataFrame({"title": given}).to_parquet(path, row_group_size=2)
    parts = list(table(path).parts(2))
    with pytest.raises(InputError, match="row 6") as whole:
        list(table(path).rows())
    with pytest.raises(InputError) as apart:
        list(parts[2].rows())
    assert str(apart.value) == str(whole.value)


def test_a_file_that_changed_meanwhile_is_named(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(TEXT)
    part = next(table(path).parts(5))
    path.write_text(TEXT + "One more,,\n")
    with pytest.raises(InputError, match=r"in\.csv: the file was changed"):
        list(part.rows())
    path.unlink()
    with pytest.raises(InputError, match="no such file"):
        list(part.rows())
