"""JobSpy: the readers of pay text of its boards, and its guess from a description.

Each board's reader takes that board's own form only. A field goes to the reader of LinkedIn and
to that of its country's board; then, as for prose, `_guess_salary` looks for a range of dollars.
"""

from collections.abc import Callable
from typing import Any

from paybench.reader import Pay, Read, Reader, decimal
from paybench.rows import Row

BAYT = ("AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "MA", "OM", "QA", "SA", "TN", "YE")
PERIODS = {
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}


def _load() -> Read:
    # it may not be installed
    from jobspy.bayt import Bayt  # noqa: PLC0415
    from jobspy.bdjobs import BDJobs  # noqa: PLC0415
    from jobspy.hellowork import HelloWork  # noqa: PLC0415
    from jobspy.linkedin import LinkedIn  # noqa: PLC0415

    boards = {"FR": HelloWork, "BD": BDJobs, **dict.fromkeys(BAYT, Bayt)}
    guess = LinkedIn._guess_salary  # noqa: SLF001  # JobSpy offers no public reader

    def read(row: Row) -> Pay | None:
        own = [LinkedIn, boards.get(row.country, LinkedIn)] if row.place == "field" else []
        return _first([*(board._parse_salary for board in own), guess], row.text)  # noqa: SLF001

    return read


def _first(readers: list[Callable[[str], Any]], text: str) -> Pay | None:
    for read in readers:
        found = read(text)
        if found is not None and found.min_amount is not None:
            period = PERIODS.get(found.interval.value if found.interval else "", "")
            ends = decimal(found.min_amount), decimal(found.max_amount)
            return Pay(*ends, found.currency or "", period)
    return None


JOBSPY = Reader("JobSpy", "python-jobspy", frozenset({"currency", "period"}), _load)
