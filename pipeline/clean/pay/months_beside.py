"""Apply the number of salaries a year that a description states to monthly pay beside it."""

from dataclasses import replace
from decimal import Decimal

from models.vocab import Origin, Period
from pipeline.pay.grammar.months_paid import months_paid
from pipeline.pay.reference.annual import annual
from pipeline.pay.reference.band import Band, PayReading


def with_months(reading: PayReading, description: str) -> PayReading:
    """Return a reading of a pay field or pay text, its year of as many months as are paid.

    A field of 2,500 to 3,200 a month beside `14 salaries a year` is 35,000 to 44,800 a year. Pay
    that states its own number of months stays as it is.
    """
    if not any(map(_is_open, reading.bands)) or not (months := months_paid(description)):
        return reading
    bands = tuple(_of_year(b, months) if _is_open(b) else b for b in reading.bands)
    return replace(reading, bands=bands)


def _is_open(band: Band) -> bool:
    """Return whether a band is monthly pay without a number of months."""
    own = band.origin is Origin.DESCRIPTION or band.months is not None
    return band.period is Period.MONTH and not own


def _of_year(band: Band, months: Decimal) -> Band:
    """Return a band with its months, and its year unless a flag says that it can't be trusted."""
    if band.annual_min is None and band.annual_max is None:
        return replace(band, months=months)
    return replace(
        band,
        months=months,
        annual_min=annual(band.min, band.period, months),
        annual_max=annual(band.max, band.period, months),
    )
