"""Count what came of a table: pay stated, read and flagged, and what was not read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.vocab import SalaryStatus
from pipeline.tables.rows import Compared

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

    def counted(self, rows: Iterable[Compared]) -> Iterator[Compared]:
        """Yield rows unchanged, and count each."""
        for row in rows:
            self._add(row)
            yield row

    @property
    def not_read(self) -> dict[str, int]:
        """What was not read, in words, with its count; without what there is none of."""
        return {words: n for code, words in NOT_READ.items() if (n := self.issues[code])}

    def _add(self, row: Compared) -> None:
        status = row.posting.salary_status
        self.rows += 1
        self.duplicates += row.posting.duplicate_of is not None
        self.pay_stated += status is not SalaryStatus.ABSENT
        self.pay_read += status in (SalaryStatus.OK, SalaryStatus.FLAGGED)
        self.pay_flagged += status is SalaryStatus.FLAGGED
        self.flags.update(map(str, row.posting.flags))
        self.issues.update(issue.code for issue in row.issues)
