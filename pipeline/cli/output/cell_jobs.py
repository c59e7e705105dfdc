"""Show the jobs of a cell of a report."""

from typing import TYPE_CHECKING

from pipeline.cli.output.show import print_json, print_table, say
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from pipeline.publish.explain.cell_jobs import CellJobs


def print_cell(found: "CellJobs") -> None:
    """Print a cell and its jobs as JSON."""
    from dataclasses import asdict

    print_json(asdict(found))


def show_cell(found: "CellJobs", report: str) -> None:
    """Print the jobs of a cell: with pay, without, and those left out; `report` is the last one."""
    per = f"{found.currency} per {found.unit}".strip()
    rows = [(j.posting_id, j.title, j.company, f"{j.pay:,.0f}", j.url) for j in found.counted]
    header = ("posting", "title", "employer", per, "link")
    print_table(f"Jobs behind {found.words}, the best paid first", header, rows)
    header = ("posting", "title", "employer", "why", "link")
    for heading, jobs in (
        ("Jobs of the cell without pay that counts", found.without_pay),
        ("Not in the cell", found.others),
    ):
        rows = [(job.posting_id, job.title, job.company, job.why, job.url) for job in jobs]
        print_table(heading, header, rows)
    n, whole = len(found.counted), len(found.counted) + len(found.without_pay)
    days = f", open between {found.since} and {found.until}" if found.since else ""
    say(f"{found.id}: {n:,} of {many(whole, 'job', 'jobs')} with pay{days}")
    if found.published:
        say(f"{report}: {found.published}")
