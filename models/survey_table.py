"""SurveyTableRow: pay of a job in the columns of the ai-jobs.net salary survey."""

from dataclasses import dataclass
from decimal import Decimal

from models.record import column
from models.vocab import ExperienceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTableRow:
    """Advertised pay of a job about AI, ML or data, in the columns of the ai-jobs.net survey."""

    work_year: int | None = column(
        "Year the job was posted, or first seen if the day is not stated.", default=None
    )
    experience_level: ExperienceLevel | None = column("Seniority: EN, MI, SE or EX.", default=None)
    employment_type: str | None = column(
        "FT full time, PT part time, CT contract, FL freelance. Others are empty.", default=None
    )
    job_title: str | None = column("Job title as posted.", default=None)
    salary: Decimal | None = column(
        "Middle of the pay range, converted to one year, rounded.",
        unit="currency a year",
        default=None,
    )
    salary_currency: str | None = column("Currency of the pay, ISO 4217 code.", default=None)
    salary_in_usd: Decimal | None = column(
        "The same in US dollars, at the ECB reference rate of the day it was posted.",
        unit="USD a year",
        default=None,
    )
    employee_residence: str | None = column(
        "Country of the job, ISO 3166 alpha-2. Empty if there are several.", default=None
    )
    remote_ratio: int | None = column(
        "0 on site, 50 hybrid, 100 remote.", unit="percent", default=None
    )
    company_location: str | None = column(
        "Country of the workplace. Empty for remote jobs: it may not be the employer's.",
        default=None,
    )
    company_size: str | None = column(
        "Always empty: postings do not state the size of the employer.", default=None
    )
