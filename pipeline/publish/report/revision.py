"""What a report says of an earlier one: which it is, and each cell that moved since."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell that moved since an earlier report; medians in its currency per unit.

    `new_jobs` have pay and are new since; `gone_jobs` had pay and closed or left the period; None
    where nothing says which they are. `why` has the reasons in words.
    """

    id: str
    median_by_job_then: float | None
    median_by_job: float | None
    median_by_employer_then: float | None
    median_by_employer: float | None
    label_then: str
    label: str
    new_jobs: int | None
    gone_jobs: int | None
    why: str


@dataclass(frozen=True, slots=True)
class ComparedWith:
    """The earlier report that a report was compared with: its period, its day and its data.

    `inputs_sha256` is the hash that it names itself. `made_on` is None where it doesn't say.
    """

    since: str | None
    until: str | None
    made_on: str | None
    inputs_sha256: str
