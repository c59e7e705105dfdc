"""Convert the annual amounts of a band to US dollars."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipeline.fx.rates import Rates
from pipeline.pay.reference.band import Band


class Dollars(NamedTuple):
    """Both annual amounts in US dollars, and the day of the exchange rate.

    An end without an annual amount is None. The day is None if no rate was needed or found.
    `missing` means that a rate was needed but not found.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    rated: date | None = None
    missing: bool = False


def dollars(band: Band, rates: Rates, day: date | None) -> Dollars:
    """Return the annual amounts in US dollars at the rate of `day`, or the last rate before it."""
    ends = (band.annual_min, band.annual_max)
    if band.currency is None or ends == (None, None):
        return Dollars()
    if band.currency == "USD":
        return Dollars(*ends)
    if day is None:
        return Dollars(missing=True)
    converted = [None if end is None else rates.usd(end, band.currency, day) for end in ends]
    rated = next((found[1] for found in converted if found), None)
    if rated is None:
        return Dollars(missing=True)
    low, high = (found and found[0] for found in converted)
    return Dollars(low, high, rated)
