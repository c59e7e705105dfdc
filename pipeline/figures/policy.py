"""When a figure may be shown and how far it can be trusted: publication policy 2.

The thresholds are about precision, not secrecy: postings are public. A label says how wide the
median's own 95% interval is, so it means the same in a large cell and in a small one.
"""

from dataclasses import dataclass

from pipeline.figures.inference.concentration import Concentration
from pipeline.figures.inference.interval import Interval

POLICY = "publication policy 2"

FEWEST_JOBS, FEWEST_EMPLOYERS = 5, 3
"""Below either nothing is shown but a label that says which."""
JOBS_FOR_MEDIAN, EMPLOYERS_FOR_MEDIAN = 10, 6
LABELS = (("high", 0.05), ("medium", 0.10), ("low", 0.25))
"""The best first: the half-width of the interval as a share of the median."""
LARGEST_SHARE = 0.5
JOBS_FOR_TAILS = 36.0
"""Effective jobs for p10, p90 and a histogram."""
DIFFER = 0.10
"""Medians by job and by employer further apart than that are named."""

FEW_JOBS = f"<{FEWEST_JOBS}"
FEW_EMPLOYERS = f"<{FEWEST_EMPLOYERS} employers"
"""For 5 jobs or more: "<5" would be a false number of them."""
SUPPRESSED = {
    FEW_JOBS: f"fewer than {FEWEST_JOBS} jobs",
    FEW_EMPLOYERS: f"fewer than {FEWEST_EMPLOYERS} employers",
}
"""The labels of what is not shown, in words."""
TOO_FEW = "too few"
"""The word in place of a count that is not shown, where a table has no label."""
COUNTS_ONLY = "counts only"


@dataclass(frozen=True, slots=True)
class Showing:
    """What of a cell may be shown.

    `label` is high, medium, low, `counts only`, `<5` or `<3 employers`; `why` says in words why
    not more.
    """

    label: str
    why: str = ""

    @property
    def median(self) -> bool:
        """Whether the median may be shown."""
        return self.label not in {*SUPPRESSED, COUNTS_ONLY}


def suppressed(jobs: int, employers: int) -> str:
    """Return the label of what must not be shown of so few; "" where counts may be shown."""
    if jobs < FEWEST_JOBS:
        return FEW_JOBS
    return FEW_EMPLOYERS if employers < FEWEST_EMPLOYERS else ""


def suppressed_words(label: str) -> str:
    """Return why pay is not shown; "" for a label that does show some."""
    return f"{SUPPRESSED[label]} with pay" if label in SUPPRESSED else ""


def share_shown(jobs: int, employers: int) -> bool:
    """Return whether a share of jobs may be shown beside their counts."""
    return jobs >= JOBS_FOR_MEDIAN and employers >= EMPLOYERS_FOR_MEDIAN


def counts_shown(cell: Concentration) -> bool:
    """Return whether the cell's counts may be shown."""
    return not suppressed(cell.jobs, cell.employers)


def why_no_median(cell: Concentration, *, by_employer: bool) -> Showing | None:
    """Return what is shown of a median that the counts alone rule out; None where they don't."""
    if label := suppressed(cell.jobs, cell.employers):
        return Showing(label, suppressed_words(label))
    if cell.jobs < JOBS_FOR_MEDIAN or cell.employers < EMPLOYERS_FOR_MEDIAN:
        return Showing(COUNTS_ONLY, too_few_words(cell.jobs, cell.employers))
    if not by_employer and cell.largest_share > LARGEST_SHARE:
        return Showing(COUNTS_ONLY, f"one employer has {cell.largest_share:.0%} of the jobs")
    return None


def too_few_words(jobs: int, employers: int) -> str:
    """Return what is too few for a median, in words; "" where both are enough."""
    short = [f"fewer than {JOBS_FOR_MEDIAN} jobs"] if jobs < JOBS_FOR_MEDIAN else []
    if employers < EMPLOYERS_FOR_MEDIAN:
        short.append(f"fewer than {EMPLOYERS_FOR_MEDIAN} employers")
    return ", ".join(short)


def showing(
    cell: Concentration, median: float | None, interval: Interval | None, *, by_employer: bool
) -> Showing:
    """Return what may be shown of a median by job, or by employer, with its 95% interval."""
    if (known := why_no_median(cell, by_employer=by_employer)) is not None:
        return known
    if median is None or interval is None:
        return Showing(COUNTS_ONLY, "no interval")
    width = interval.half_width(median)
    label = next((name for name, most in LABELS if width <= most), COUNTS_ONLY)
    return Showing(label, "" if label != COUNTS_ONLY else f"known only to ±{width:.0%}")


def tails_shown(cell: Concentration) -> bool:
    """Return whether p10, p90 and a histogram may be shown, given that the median is."""
    return cell.effective_jobs >= JOBS_FOR_TAILS


def few_drive(by_job: float, by_employer: float) -> bool:
    """Return whether the two medians differ by more than 10% of that by employer."""
    return abs(by_job - by_employer) > DIFFER * by_employer
