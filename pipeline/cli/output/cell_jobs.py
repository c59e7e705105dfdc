"""Show the jobs of a cell of a report."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.cli.output.show import print_filled, print_table
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from pipeline.publish.explain.cell_jobs import CellJob, CellJobs
    from pipeline.publish.explain.last_report import LastReport

STATED = 60
"""Characters of the text of pay that a table has; the JSON has all."""
TITLE = 80
CORRECTED = 120


def show_cell(found: "CellJobs", report: "LastReport | None") -> None:
    """Print a cell and its jobs: with pay, without, and those left out.

    `report` is the one that `found` was compared with, None for none.
    """
    print_table(f"{found.words}: the cell", ("what", "value"), list(_facts(found, report)))
    per = f"{found.currency} per {found.unit}".strip()
    rows = [(j.posting_id, f"{j.pay:,.0f}", *_told(j)) for j in found.counted]
    header = ("posting", per, "as stated", "title", "employer", "link")
    print_filled(f"Jobs behind {found.words}, the best paid first", header, rows)
    header = ("posting", "why", "as stated", "title", "employer", "link")
    for heading, jobs in (
        ("Jobs of the cell without pay that counts", found.without_pay),
        ("Not in the cell", found.others),
    ):
        print_filled(heading, header, [(job.posting_id, job.why, *_told(job)) for job in jobs])


def _told(job: "CellJob") -> tuple[str, ...]:
    fixed = f"; corrected by hand: {_cut(job.corrected, CORRECTED)}" if job.corrected else ""
    return f"{_cut(job.stated, STATED)}{fixed}", _cut(job.title, TITLE), job.company, job.url


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _facts(found: "CellJobs", report: "LastReport | None") -> Iterator[tuple[str, str]]:
    n, whole = len(found.counted), len(found.counted) + len(found.without_pay)
    yield "id", found.id
    yield "jobs", f"{n:,} of {many(whole, 'job', 'jobs')} with pay"
    if found.since:
        yield "period asked for", f"jobs open between {found.since} and {found.until}"
    if found.invented:
        yield "postings", "invented: Payband's bundled sample"
    yield "now", found.now
    if found.published and report:
        yield f"in {report.words}", found.published
        period = report.feed["period"]
        if (period["since"], period["until"]) != (found.since, found.until):
            yield (
                "",
                (
                    f"that report is of jobs open between {period['since']} and {period['until']}: "
                    f"--report {report.file.name} lists those"
                ),
            )
        elif found.published != found.now:
            yield "", f"not as it is now: report --against {report.file.name} says why"
