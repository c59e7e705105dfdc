"""A band's year in US dollars."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipeline.fx.rates import Rates
from pipeline.pay.reference.band import Band


class Dollars(NamedTuple):
    """Both ends of a year in US dollars, and the day of the rate.

    An end without a year's figure is None; the day is None where no rate was needed or found.
    `missing` tells that a rate was needed and there is none.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    rated: date | None = None
    missing: bool = False


def dollars(band: Band, rates: Rates, day: date | None) -> Dollars:
    """Return the band's year in US dollars at the rate of `day`, or the last before it."""
    ends = (band.annual_min, band.annual_max)
    if band.currency is None or ends == (None, None):
        return Dollars()
    if band.currency == "USD":
        return Dollars(*ends)
    if day is None:
        return Dollars(missing=True)
    turned = [None if end is None else rates.usd(end, band.currency, day) for end in ends]
    rated = next((found[1] for found in turned if found), None)
    if rated is None:
        return Dollars(missing=True)
    low, high = (found and found[0] for found in turned)
    return Dollars(low, high, rated)
