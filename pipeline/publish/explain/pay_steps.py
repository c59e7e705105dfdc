"""Tell how the headline pay of a posting came about, step by step, each with the row behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.band import SalaryBand
from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.clean.engine import Cleaned
from pipeline.clean.pay.headline_columns import rate_day
from pipeline.fx.rates import Rates
from pipeline.pay.reader import home
from pipeline.pay.reference.annual import per_year
from pipeline.pay.reference.bounds import bounds, level_apart
from pipeline.pay.reference.currency import countries
from pipeline.pay.reference.usual_period import usual_rule
from pipeline.publish.explain.band_row import figure
from pipeline.publish.explain.pay_words import pay_words

CHOSEN = {
    "own_place": "its label names the posting's place",
    "own_level": "its label names the posting's level",
    "only": "it is the only band of its kind and currency",
    "middle": "it is in the middle of the bands of its kind and currency",
}
"""Why a band is the headline, by `headline_by`."""
CORRECTED = ("corrected", "correction_outdated")
"""Codes of the issues of a value that a person put right."""


@dataclass(frozen=True, slots=True)
class PayStep:
    """A step from the text of pay to the figure: what it gave, and the row or reason behind it."""

    step: str
    result: str
    by: str = ""


def pay_steps(raw: RawPosting, cleaned: Cleaned, rates: Rates) -> tuple[PayStep, ...]:
    """Return the steps of the headline band, those of corrections included."""
    return tuple(_steps(raw, cleaned, rates))


def _steps(raw: RawPosting, cleaned: Cleaned, rates: Rates) -> Iterator[PayStep]:
    posting, band = cleaned.posting, next((b for b in cleaned.bands if b.headline), None)
    if band is None:
        yield PayStep("band", "no band was read")
    else:
        yield from _read(raw, cleaned, band)
    fixed = list(_corrections(cleaned))
    yield from fixed
    if band is not None or fixed:
        yield _year(posting, band)
    if posting.annual_min is not None or posting.annual_max is not None:
        yield _dollars(posting, rates, rate_day(posting.posted_on, raw))


def _read(raw: RawPosting, cleaned: Cleaned, band: SalaryBand) -> Iterator[PayStep]:
    """Yield the steps of a band up to its choice, as it was read."""
    posting, country = cleaned.posting, home(cleaned.posting.country or raw.country)
    for word in pay_words(raw, cleaned.texts, band, country):
        yield PayStep("word", f"{word.text}: {word.meaning}", word.rule)
    yield PayStep("amounts", _range(band.min, band.max), _origin(band))
    yield PayStep("currency", band.currency or "not known", _currency_by(band, country))
    yield PayStep("period", band.period or "not known", _period_by(band, country))
    yield from _checks(cleaned, band, country)
    count = posting.bands or 1
    why = CHOSEN.get(str(posting.headline_by or ""), "it is the first")
    yield PayStep("band", f"1 of {count} read" if count > 1 else "the only one", why)


def _corrections(cleaned: Cleaned) -> Iterator[PayStep]:
    """Yield each correction of pay by a person, and the flags that the corrected pay has."""
    issues = [i for name, reading in cleaned.readings if name == "pay" for i in reading.issues]
    fixed = [issue for issue in issues if issue.code in CORRECTED]
    for issue in fixed:
        value, _, why = issue.detail.partition(": ")
        was = issue.raw_value or "unknown"
        yield PayStep("by hand", f"{issue.field}: {value} (was {was})", f"corrected by hand: {why}")
    if fixed:
        flags = ", ".join(map(str, cleaned.posting.flags))
        yield PayStep("check by hand", flags or "no check flagged it", "the corrected pay")


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return f"from {figure(low)}" if low is not None else f"up to {figure(high)}"
    return figure(low) if low == high else f"{figure(low)} to {figure(high)}"


def _origin(band: SalaryBand) -> str:
    return f"read from: {band.origin}"


def _currency_by(band: SalaryBand, country: str | None) -> str:
    if not band.currency_inferred:
        return "stated"
    row = countries().get(country or "")
    return f"inferred: {row.source if row else 'the usual meaning of its sign'}"


def _period_by(band: SalaryBand, country: str | None) -> str:
    if not band.period_inferred:
        return "stated" if band.period else ""
    amount = band.max if band.max is not None else band.min
    row = usual_rule(country, band.currency, amount or Decimal(0))
    return f"inferred: {row.source if row else 'the usual period of the country'}"


def _checks(cleaned: Cleaned, band: SalaryBand, country: str | None) -> Iterator[PayStep]:
    """Yield the bounds that the band was held to, and each flag with its reason."""
    limit = None
    if band.currency and band.period:
        level = level_apart(cleaned.posting.level)
        limit = bounds(band.currency, band.period, country=country, level=level)
    if limit:
        within = f"{limit.floor:,.0f} to {limit.ceiling:,.0f} {band.currency} a {band.period}"
        yield PayStep("bounds", within, limit.rule)
    reasons = (
        e.rule
        for name, reading in cleaned.readings
        if name == "pay"
        for e in reading.evidence
        if e.field == "flags" and e.text == band.evidence
    )
    flagged = [PayStep("check", *reason.split(": ", 1)) for reason in reasons if ": " in reason]
    yield from flagged or [PayStep("check", "no check flagged it")]


def _year(posting: JobPosting, band: SalaryBand | None) -> PayStep:
    """Return the step to a year of the headline, as it counts: corrected where a person did."""
    if posting.annual_min is None and posting.annual_max is None:
        return PayStep("a year", "not computed", "the period is not known, or a check failed")
    period = posting.salary_period
    times = per_year(period, band.months if band else None) if period else Decimal(1)
    by = "" if times == 1 else f"{times:,f} times a {period}"
    amounts = _range(posting.annual_min, posting.annual_max)
    return PayStep("a year", f"{amounts} {posting.salary_currency}", by)


def _dollars(posting: JobPosting, rates: Rates, day: date | None) -> PayStep:
    amounts = _range(posting.annual_min_usd, posting.annual_max_usd)
    if posting.salary_currency == "USD":
        return PayStep("US dollars", amounts, "no conversion")
    found = rates.dollars_for_one(posting.salary_currency or "", day) if day else None
    if found is None or posting.fx_date is None:
        return PayStep("US dollars", "not converted", "there is no rate for the day")
    rate = f"1 {posting.salary_currency} = {found[0]:.6f} USD on {posting.fx_date}"
    return PayStep("US dollars", amounts, rate)
