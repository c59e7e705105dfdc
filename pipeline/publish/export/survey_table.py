"""Make rows in the columns of the ai-jobs.net salary survey."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from models.survey_table import SurveyTableRow
from models.value_text import JOINER
from models.vocab import EmploymentType, Relevance, SalaryStatus, Workplace

EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FT",
    EmploymentType.PART_TIME: "PT",
    EmploymentType.CONTRACT: "CT",
    EmploymentType.FREELANCE: "FL",
}
REMOTE_RATIO = {Workplace.ONSITE: 0, Workplace.HYBRID: 50, Workplace.REMOTE: 100}
RELEVANT = (Relevance.CORE, Relevance.ADJACENT)


class Source(NamedTuple):
    """The columns of a job that a row of the survey is made of."""

    title: Any
    experience_level: Any
    employment_type: Any
    workplace: Any
    country: Any
    posted_on: Any
    first_seen: Any
    salary_currency: Any
    annual_min: Any
    annual_max: Any
    annual_min_usd: Any
    annual_max_usd: Any
    salary_status: Any
    ai_relevance: Any


READS = Source._fields


def survey_rows(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each job about AI, ML or data whose pay counts in reports.

    Pay counts if its status is `ok` and both ends are known in US dollars.
    """
    for row in rows:
        job = Source(*row)
        if _counts(job):
            yield astuple(_survey_row(job))


def _counts(job: Source) -> bool:
    ends = (job.annual_min, job.annual_max, job.annual_min_usd, job.annual_max_usd)
    is_sound = job.salary_status is SalaryStatus.OK and None not in ends
    return is_sound and job.ai_relevance in RELEVANT


def _survey_row(job: Source) -> SurveyTableRow:
    day = job.posted_on or job.first_seen
    country = job.country if job.country and JOINER not in job.country else None
    return SurveyTableRow(
        work_year=day.year if day else None,
        experience_level=job.experience_level,
        employment_type=EMPLOYMENT.get(job.employment_type),
        job_title=job.title,
        salary=_middle(job.annual_min, job.annual_max),
        salary_currency=job.salary_currency,
        salary_in_usd=_middle(job.annual_min_usd, job.annual_max_usd),
        employee_residence=country,
        remote_ratio=REMOTE_RATIO.get(job.workplace),
        company_location=None if job.workplace is Workplace.REMOTE else country,
    )


def _middle(low: Decimal, high: Decimal) -> Decimal:
    return ((low + high) / 2).quantize(Decimal(1), ROUND_HALF_UP)
