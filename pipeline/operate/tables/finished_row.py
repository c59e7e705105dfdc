"""Clean rows of a table into what the command still needs of them, in any process."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.posting import JobPosting
from models.vocab import SalaryStatus
from pipeline.clean.employer.aliases import Aliases
from pipeline.dedupe.batch import Keyed
from pipeline.fx.rates import Rates
from pipeline.operate.engines.engine import TableRow
from pipeline.operate.tables.clean_issues import IssueCells, issue_cells
from pipeline.operate.tables.row_output import Cells, RowOutput
from pipeline.operate.tables.without_usd import NoUsd, no_usd
from pipeline.publish.export.table_out import PLACES, VALUES
from pipeline.tables.pay_choice import PayClaim, pay_claim
from pipeline.tables.raw_row import RowReader
from pipeline.tables.repeated_rows import JobMarks
from pipeline.tables.rows import Compared, compared


class FinishedRow(NamedTuple):
    """A cleaned row: its cells as the output keeps them, and what is counted.

    `claim` is what its pay is worth, `flags` are those of its pay, `issues` the cells of the issues
    file. `duplicate_of` and `pay_of` are what the table says (Payband's own export), `no_usd` is of
    pay without US dollars. `undated`: neither a day of posting nor one of collection is known.
    """

    claim: PayClaim
    cells: Cells
    status: SalaryStatus | None
    flags: tuple[str, ...]
    issues: tuple[IssueCells, ...]
    duplicate_of: str | None = None
    pay_of: str | None = None
    no_usd: NoUsd | None = None
    undated: bool = False

    @property
    def posting_id(self) -> str:
        """The id of the posting."""
        return self.claim.posting_id


Finished = tuple[Keyed, FinishedRow]
"""What duplicates are found by, and the rest of a row."""


@dataclass(frozen=True, slots=True)
class RowCleaner:
    """Cleans rows of one table.

    `keep` says whether cells without a meaning stay; the columns `without` are not written.
    """

    reader: RowReader
    rates: Rates
    aliases: Aliases
    output: RowOutput
    keep: bool = False
    without: tuple[str, ...] = ()

    def __call__(self, rows: Sequence[TableRow]) -> list[Finished]:
        """Return the rows cleaned, in their order. Raises InputError."""
        raws = (self.reader.posting(cells, number) for number, cells in rows)
        takers = (self.reader.taker(cells, number) for number, cells in rows)
        done = list(compared(raws, self.rates, self.aliases, takers, rows[0][0]))
        made = self.output.cells([self._values(*pair) for pair in zip(rows, done, strict=True)])
        return [
            ((one.known, one.keys), _finished(number, one, cells))
            for (number, _), one, cells in zip(rows, done, made, strict=True)
        ]

    def _values(self, row: TableRow, one: Compared) -> tuple[object, ...]:
        values: tuple[object, ...] = VALUES(one.posting)
        for name in self.without:
            at = PLACES[name]
            values = (*values[:at], *values[at + 1 :])
        if not self.keep:
            return values
        return (*values, *(cell or None for cell in self.reader.left_cells(row[1])))


def _finished(number: int, one: Compared, cells: Cells) -> FinishedRow:
    posting: JobPosting = one.posting
    flags = tuple(map(str, posting.flags))
    return FinishedRow(
        pay_claim(posting),
        cells,
        posting.salary_status,
        flags,
        issue_cells(number, one),
        posting.duplicate_of,
        posting.pay_of,
        no_usd(posting),
        posting.posted_on is None and posting.first_seen is None,
    )


def named_duplicates(
    rows: Iterable[FinishedRow], marks: JobMarks
) -> Iterator[tuple[FinishedRow, str | None]]:
    """Yield each row with the id of the first posting of its job, None where it is the first."""
    for row in rows:
        yield row, marks.duplicate_of(row.posting_id, row.duplicate_of)
