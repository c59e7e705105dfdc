"""What others say is paid: survey rows to compare with, kept apart from postings."""

from dataclasses import dataclass
from decimal import Decimal

from models.record import column
from models.vocab import EmploymentType, Level, Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One observation of a salary data set: what a person or an advert said is paid.

    Never a posting, and in no statistic of postings: nobody knows who paid it.
    """

    dataset: str = column("The data set it is of.", key=True)
    benchmark_id: str = column("16 hex digits of SHA-256 over what it says.", key=True)
    work_year: int = column("The year it was paid in.")
    title: str = column("The job's title, as the data set has it.")
    role: str | None = column("The role read from the title.", default=None)
    level: Level | None = column("The data set's level, in our words.", default=None)
    employment_type: EmploymentType | None = column("How the job is contracted.", default=None)
    workplace: Workplace | None = column("On site, hybrid or remote.", default=None)
    employee_country: str = column("Where the employee lives, ISO 3166 alpha-2.")
    company_country: str = column("Where the employer is, ISO 3166 alpha-2.")
    company_size: str = column("S below 50 employees, M to 250, L above.")
    currency: str = column("The currency it was paid in, ISO 4217.")
    pay_min: Decimal = column("The amount, or the low end of a band.", unit="currency a year")
    pay_max: Decimal = column("The same amount, or the high end.", unit="currency a year")
    usd_min: Decimal = column(
        "In US dollars, at the data set's one rate a year.", unit="USD a year"
    )
    usd_max: Decimal = column("The high end, likewise.", unit="USD a year")
    is_band: bool = column("Whether two neighbouring rows were put together again as one band.")
    is_clipped: bool = column("Whether an end is at 15,000 or 800,000 USD, where the set is cut.")
    times: int = column("How often exactly this stands in the file.")
