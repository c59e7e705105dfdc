"""Clean somebody's table of postings, on as many cores as there are."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from models.posting import JobPosting
from pipeline.clean.frame import clean_rows
from pipeline.clean.tables import postings_of, read_rows
from pipeline.operate.workers import in_order
from pipeline.pay.fx import SHIPPED, Rates
from pipeline.publish.table_out import check_ending, write_postings

BATCH = 1_000
"""Rows cleaned as one task."""

Cells = Sequence[Sequence[str]]


def clean_table(table: Path, output: Path, rates: Rates = SHIPPED, *, cores: int = 1) -> int:
    """Write the rows of a table cleaned, in their order; return how many.

    The file is the same byte for byte on any number of cores. Raises InputError naming row and
    field for a value that cannot be read; then nothing is written.
    """
    check_ending(output)
    names, rows = read_rows(table)
    tasks = ((at + 1, rows[at : at + BATCH]) for at in range(0, len(rows), BATCH))
    batches = in_order(partial(_cleaned, names, str(table), rates), tasks, cores)
    return write_postings(chain.from_iterable(batches), output)


def _cleaned(
    names: Sequence[str], table: str, rates: Rates, task: tuple[int, Cells]
) -> list[JobPosting]:
    first, rows = task
    return list(clean_rows(postings_of(names, rows, table, first), rates))
