"""Show jobs as a table, or as records for a program."""

from collections.abc import Iterable, Iterator
from typing import Any

from models.value_text import JOINER
from models.vocab import SalaryStatus, Workplace
from pipeline.cli.output.show import print_json_list, print_table
from pipeline.pay.bands.format import spell
from pipeline.pay.reference.band import Band
from pipeline.publish.export.cells import typed
from pipeline.publish.export.newest_jobs import COLUMNS

HEADER = ("title", "employer", "place", "pay", "posted", "link")


def show_jobs(jobs: Iterable[Any]) -> None:
    """Print jobs as a table: what, who, where, for how much, since when, and the address."""
    print_table("Jobs, the newest first", HEADER, map(_cells, jobs))


def print_jobs(jobs: Iterable[Any]) -> None:
    """Print jobs as a JSON list of records, with the columns and values of an export."""
    print_json_list(dict(zip(COLUMNS, map(typed, _values(job)), strict=True)) for job in jobs)


def _values(job: Any) -> Iterator[Any]:
    yield from (getattr(job, name) for name in COLUMNS)


def _cells(job: Any) -> tuple[Any, ...]:
    day = job.posted_on or (job.first_seen and job.first_seen.date())
    return job.title, job.company, _place(job), _pay(job), day, job.url


def _place(job: Any) -> str:
    """Return the place in short: `Munich, DE`, `Berlin +2, DE`, `remote, US`."""
    cities = (job.city or "").split(JOINER)
    city = cities[0] + (f" +{len(cities) - 1}" if len(cities) > 1 else "")
    remote = "remote" if job.workplace is Workplace.REMOTE else ""
    return ", ".join(filter(None, (city, (job.country or "").replace(JOINER, "/"), remote)))


def _pay(job: Any) -> str:
    """Return sound pay as stated; `not trusted` for flagged pay, "" for none."""
    if job.salary_status == SalaryStatus.FLAGGED:
        return "not trusted"
    if job.salary_status != SalaryStatus.OK:
        return ""
    band = Band(
        min=job.salary_min,
        max=job.salary_max,
        currency=job.salary_currency,
        period=job.salary_period,
    )
    return spell(band)
