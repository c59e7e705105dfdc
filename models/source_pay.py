"""What a source's employers advertised at its last healthy run, to compare the next run with."""

from dataclasses import dataclass
from decimal import Decimal

from models.record import column


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePay:
    """Median pay of one employer for one role, level and country at one source."""

    source: str = column("Name of the source.", key=True)
    employer: str = column("Name of the employer, in lower case.", key=True)
    role: str = column("Role.", key=True)
    level: str = column("Seniority level. Empty if none is known.", key=True)
    country: str = column("Country code, ISO 3166 alpha-2.", key=True)
    currency: str = column("ISO 4217 code of the median.", key=True)
    median: Decimal = column("Median of `annual_mid`.", unit="currency per year")
