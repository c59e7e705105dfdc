"""The columns of a posting that its headline fills."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from models.raw import RawPosting
from models.value_text import JOINER
from models.vocab import EmploymentType, Origin, PayFact
from pipeline.clean.stage import Job
from pipeline.pay.bands.dollars import Dollars
from pipeline.pay.reference.annual import quantize
from pipeline.pay.reference.band import Band, PayReading
from pipeline.pay.reference.currency import countries


def headline_columns(reading: PayReading, band: Band, turned: Dollars, job: Job) -> dict[str, Any]:
    """Return the values of the pay columns; `turned` is the headline in US dollars a year."""
    return {
        "salary_text": job.texts.salary if band.origin is Origin.TEXT else band.evidence,
        "salary_min": band.min,
        "salary_max": band.max,
        "salary_currency": band.currency,
        "salary_period": band.period,
        "salary_kind": band.kind,
        "salary_origin": band.origin,
        "annual_min": band.annual_min,
        "annual_max": band.annual_max,
        "annual_min_usd": turned.low,
        "annual_max_usd": turned.high,
        "fx_date": turned.rated,
        "salary_status": reading.status,
        "flags": band.flags,
        "net": band.net,
        "facts": tuple(dict.fromkeys(_facts(band, job))),
        **_among(reading, band),
    }


def day_of_rate(job: Job) -> date | None:
    """Return the day of the exchange rate: the day it was posted, else fetched."""
    return rate_day(job.values.get("posted_on"), job.raw)


def rate_day(posted: date | None, raw: RawPosting) -> date | None:
    """Return the day of the exchange rate of a posting that was posted on a day, if known."""
    return posted or (raw.fetched_at.date() if raw.fetched_at else None)


def _among(reading: PayReading, band: Band) -> dict[str, Any]:
    """Return the columns that say which band counts, and what the others span."""
    among = [reading.bands[n] for n in reading.among]
    lows = [b.annual_min for b in among if b.annual_min is not None]
    highs = [b.annual_max for b in among if b.annual_max is not None]
    return {
        "annual_mid": _mid(band.annual_min, band.annual_max),
        "headline_by": reading.headline_by,
        "bands": len(among),
        "span_min": min(lows, default=None),
        "span_max": max(highs, default=None),
    }


def _mid(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    return None if low is None or high is None else quantize((low + high) / 2)


def _facts(band: Band, job: Job) -> Iterator[PayFact]:
    yield from map(PayFact, band.facts)
    if job.values.get("employment_type") is EmploymentType.PART_TIME:
        yield PayFact.PART_TIME
    if _is_foreign(band.currency, job.values.get("country") or job.raw.country):
        yield PayFact.FOREIGN_CURRENCY


def _is_foreign(currency: str | None, places: str) -> bool:
    """Return whether a currency is that of none of the posting's countries, where all are known."""
    named = [countries().get(code.strip().upper()) for code in places.split(JOINER.strip())]
    known = [country.currency for country in named if country is not None]
    return currency is not None and len(known) == len(named) and currency not in known
