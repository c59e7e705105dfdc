"""A Parquet file doesn't depend on the batches in which a database gives its rows."""

import io

import pytest

from models.posting import JobPosting
from models.record import columns
from pipeline.publish.export.column_format import StoredRows
from pipeline.publish.export.parquet import write_parquet

COLUMNS = [c for c in columns(JobPosting) if c.name in ("posting_id", "title", "experience_min")]
ROWS = 60_000  # more than a row group


def written(size):
    def batches():
        for first in range(0, ROWS, size):
            numbers = range(first, min(first + size, ROWS))
            titles = [f"Engineer {n} of a team with a long name" for n in numbers]  # past 1 MB
            yield [[f"{n:016x}" for n in numbers], titles, [n % 9 for n in numbers]]

    file = io.BytesIO()
    rows = StoredRows(batches(), [None] * 3, [None] * 3, None)
    assert write_parquet(file, COLUMNS, rows) == ROWS
    return file.getvalue()


@pytest.mark.parametrize("size", [701, 20_011])
def test_batches_of_any_size_give_the_same_bytes(size):
    assert written(size) == written(5_000)
