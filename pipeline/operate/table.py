"""Clean a user's table of postings on several cores (`payband clean`)."""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.protected_inputs import keep_input
from pipeline.operate.spill_file import SpillFile
from pipeline.operate.workers import in_order
from pipeline.publish.export.table_out import check_ending, write_postings
from pipeline.tables.read import postings_of, read_rows
from pipeline.tables.rows import Compared, compared, with_jobs

BATCH = 2_000
"""Rows of one batch of work."""

Row = tuple[int, Sequence[str]]
"""A row's number, from 1, and its cells."""


def clean_table(table: Path, output: Path, rates: Rates = SHIPPED, *, cores: int = 1) -> int:
    """Write the rows of a table cleaned, in their order; return how many.

    Duplicate rows name the first posting of the job in `duplicate_of`. The file is the same, byte
    for byte, on any number of cores. Raises InputError with row and field for a value that cannot
    be read, UsageError where `output` is `table`. Then nothing is written.
    """
    check_ending(output)
    keep_input(table, output)
    names, rows = read_rows(table)
    title = names.index("title")
    numbered = enumerate(rows, 1)
    batches = iter(lambda: list(islice(numbered, BATCH)), [])
    work = partial(_cleaned, names, str(table), rates)
    with SpillFile[Compared]() as spool:
        for cleaned in in_order(work, batches, lambda row: row[1][title], cores):
            spool.add(cleaned)
        return write_postings(with_jobs(spool), output)


def _cleaned(names: Sequence[str], table: str, rates: Rates, rows: list[Row]) -> list[Compared]:
    raws = (raw for at, cells in rows for raw in postings_of(names, [cells], table, at))
    return list(compared(raws, rates))
