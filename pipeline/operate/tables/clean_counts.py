"""Count what came of a table: pay stated, read and flagged, and what was not read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.vocab import SalaryStatus
from pipeline.operate.tables.clean_issues import CODE
from pipeline.operate.tables.finished_row import FinishedRow
from pipeline.operate.tables.without_usd import WithoutUsd
from pipeline.publish.counted import many
from pipeline.tables.day_orders import EitherOrder

NOT_READ = {
    "date_unread": ("date", "dates"),
    "date_future": ("date (in the future)", "dates (in the future)"),
    "place_unknown": ("place", "places"),
    "place_ambiguous": ("ambiguous place", "ambiguous places"),
    "title_missing": ("title (missing)", "titles (missing)"),
    "role_unknown": ("role", "roles"),
    "url_unusable": ("web address", "web addresses"),
}
"""Codes of issues that a summary names, and what was not read: one, several."""
PAY = ("statement of pay", "statements of pay")


@dataclass(slots=True)
class CleanCounts:
    """Counts of a cleaned table. `flags` and `issues` are by code.

    `duplicates` are rows with a `duplicate_of`; `repeats` are those of them that are the posting of
    an earlier row; `undated` rows have no day; `lent` rows have the pay of another row.
    """

    rows: int = 0
    duplicates: int = 0
    repeats: int = 0
    pay_stated: int = 0
    pay_read: int = 0
    pay_flagged: int = 0
    undated: int = 0
    lent: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    without_usd: WithoutUsd = field(default_factory=WithoutUsd)
    either_order: EitherOrder = field(default_factory=EitherOrder)

    def counted(
        self, rows: Iterable[tuple[FinishedRow, str | None]]
    ) -> Iterator[tuple[FinishedRow, str | None]]:
        """Yield rows, each with the posting that it duplicates, unchanged; count each."""
        for row, duplicate_of in rows:
            self.duplicates += duplicate_of is not None
            self._add(row)
            yield row, duplicate_of

    @property
    def not_read(self) -> dict[str, int]:
        """What was not read, in words, with its count; without what there is none of."""
        return {several: n for n, _one, several in self._missed()}

    def not_read_words(self) -> str:
        """Return the same as text: `1 date, 2 places`; empty if all was read."""
        return ", ".join(f"{n} {one if n == 1 else several}" for n, one, several in self._missed())

    def duplicate_lines(self) -> Iterator[str]:
        """Yield what to say of the duplicates, with how to count each job once."""
        if not self.duplicates:
            return
        yield f"duplicates: {many(self.duplicates, 'row')} with an earlier posting in duplicate_of"
        if self.repeats:
            again = "the same again: the id or all cells of an earlier row"
            yield f"  {self.repeats:,} of them {again}"
        yield "  to count a job once, take the rows whose duplicate_of is empty"
        if self.lent:
            other = "the pay that another row of the job states (pay_of)"
            yield f"  {self.lent:,} of those {'has' if self.lent == 1 else 'have'} {other}"

    def _missed(self) -> list[tuple[int, str, str]]:
        found = [(self.pay_stated - self.pay_read, *PAY)]
        found += [(self.issues[code], *words) for code, words in NOT_READ.items()]
        return [missed for missed in found if missed[0]]

    def _add(self, row: FinishedRow) -> None:
        status = row.status
        self.rows += 1
        self.pay_stated += status is not SalaryStatus.ABSENT
        self.pay_read += status in (SalaryStatus.OK, SalaryStatus.FLAGGED)
        self.pay_flagged += status is SalaryStatus.FLAGGED
        self.flags.update(row.flags)
        self.undated += row.undated
        self.without_usd.add(row.no_usd)
        self.issues.update(issue[CODE] for issue in row.issues)
