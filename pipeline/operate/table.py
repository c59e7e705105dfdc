"""Clean somebody's table of postings, on as many cores as there are."""

from collections.abc import Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

from models.posting import JobPosting
from pipeline.clean.frame import clean_rows
from pipeline.clean.tables import postings_of, read_rows
from pipeline.operate.workers import in_order
from pipeline.pay.fx import SHIPPED, Rates
from pipeline.publish.table_out import check_ending, write_postings

BATCH = 2_000
"""Rows given out at once."""

Row = tuple[int, Sequence[str]]
"""A row's number, from 1, and its cells."""


def clean_table(table: Path, output: Path, rates: Rates = SHIPPED, *, cores: int = 1) -> int:
    """Write the rows of a table cleaned, in their order; return how many.

    The file is the same byte for byte on any number of cores. Raises InputError naming row and
    field for a value that cannot be read; then nothing is written.
    """
    check_ending(output)
    names, rows = read_rows(table)
    title = names.index("title")
    numbered = enumerate(rows, 1)
    batches = iter(lambda: list(islice(numbered, BATCH)), [])
    work = partial(_cleaned, names, str(table), rates)
    cleaned = in_order(work, batches, lambda row: row[1][title], cores)
    return write_postings(chain.from_iterable(cleaned), output)


def _cleaned(names: Sequence[str], table: str, rates: Rates, rows: list[Row]) -> list[JobPosting]:
    raws = (raw for at, cells in rows for raw in postings_of(names, [cells], table, at))
    return list(clean_rows(raws, rates))
