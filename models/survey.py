"""Rows of the ai-jobs.net salary survey. They are kept apart from postings."""

from dataclasses import dataclass
from decimal import Decimal

from models.record import column
from models.vocab import EmploymentType, Level, Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySalary:
    """One row of the salary survey: pay that a person or an advert reported.

    It is not a posting and is in no statistic of postings, since the employer is unknown.
    """

    dataset: str = column("Name of the data set.", key=True)
    survey_id: str = column("Id of the row: 16 hex digits of SHA-256 over its values.", key=True)
    work_year: int = column("Year of the pay.")
    title: str = column("Job title, as in the data set.")
    role: str | None = column("Role, read from the title.", default=None)
    level: Level | None = column(
        "Seniority level, converted from the code of the data set.", default=None
    )
    employment_type: EmploymentType | None = column("Employment type.", default=None)
    workplace: Workplace | None = column("On site, hybrid or remote.", default=None)
    employee_country: str = column("Country of the employee, ISO 3166 alpha-2.")
    company_country: str = column("Country of the employer, ISO 3166 alpha-2.")
    company_size: str = column("Size of the employer: S below 50 employees, M to 250, L above.")
    currency: str = column("Currency of the pay, ISO 4217.")
    pay_min: Decimal = column("Amount, or lower end of a band.", unit="currency a year")
    pay_max: Decimal = column("Amount, or upper end of a band.", unit="currency a year")
    usd_min: Decimal = column(
        "pay_min in US dollars, at the data set's rate of the year.", unit="USD a year"
    )
    usd_max: Decimal = column("pay_max in US dollars.", unit="USD a year")
    is_band: bool = column("True if two neighbouring rows were joined to one band.")
    is_clipped: bool = column(
        "True if an end is 15,000 or 800,000 USD, the limits of the data set."
    )
    times: int = column("Number of identical rows in the file.")
