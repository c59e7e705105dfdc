"""Count what came of a table: pay stated, read and flagged, and what was not read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.vocab import SalaryStatus
from pipeline.operate.tables.clean_issues import CODE
from pipeline.operate.tables.finished_row import FinishedRow

NOT_READ = {
    "date_unread": "dates",
    "place_unknown": "places",
    "place_ambiguous": "ambiguous places",
    "title_missing": "titles (missing)",
    "role_unknown": "roles",
    "url_unusable": "web addresses",
}
"""Codes of issues that a summary names, and what was not read."""


@dataclass(slots=True)
class CleanCounts:
    """Counts of a cleaned table. `flags` and `issues` are by code."""

    rows: int = 0
    duplicates: int = 0
    pay_stated: int = 0
    pay_read: int = 0
    pay_flagged: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)

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
        return {words: n for code, words in NOT_READ.items() if (n := self.issues[code])}

    def _add(self, row: FinishedRow) -> None:
        status = row.status
        self.rows += 1
        self.pay_stated += status is not SalaryStatus.ABSENT
        self.pay_read += status in (SalaryStatus.OK, SalaryStatus.FLAGGED)
        self.pay_flagged += status is SalaryStatus.FLAGGED
        self.flags.update(row.flags)
        self.issues.update(issue[CODE] for issue in row.issues)
