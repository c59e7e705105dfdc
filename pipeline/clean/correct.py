"""Apply a person's corrections to what a stage read, and compute what depends on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from models.band import SalaryBand
from models.vocab import Flag, HeadlineBy, Level, PayKind, SalaryStatus
from pipeline.clean.correction_values import STAGE_OF, text_of
from pipeline.clean.pay.headline_columns import day_of_rate, headline_columns
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.title.level import CODES
from pipeline.clean.title.title_role import roles
from pipeline.pay.bands.checks import DISTRUSTED, Facts, check
from pipeline.pay.bands.dollars import dollars
from pipeline.pay.reader import home
from pipeline.pay.reference.annual import annual
from pipeline.pay.reference.band import Band, PayReading
from pipeline.pay.reference.bounds import level_apart


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction as cleaning applies it. `outdated`: the posting has changed since then."""

    field: str
    value: Any
    why: str
    outdated: bool = False


Fixes = Mapping[str, Sequence[Fix]]
"""The corrections by posting_id."""


AS_READ = ("salary_text", "salary_origin")
"""Columns of a headline that say where it was read."""
NO_PAY: Mapping[str, Any] = {
    **dict.fromkeys(("annual_min", "annual_max", "annual_min_usd", "annual_max_usd", "fx_date")),
    **dict.fromkeys(("annual_mid", "span_min", "span_max", "bands", "headline_by", "net")),
    "flags": (),
    "facts": (),
    "salary_status": SalaryStatus.ABSENT,
}
"""What follows from a correction that says the posting states no pay."""


def correct(job: Job, stage: str, reading: Reading, fixes: Sequence[Fix]) -> Reading:
    """Return the reading of a stage with the corrections of its columns.

    Each is an issue `corrected`, or `correction_outdated` where the posting has changed since.
    All other columns of pay follow from the corrected pay by the code that makes them of a band
    that was read.
    """
    own = [fix for fix in fixes if STAGE_OF[fix.field] == stage]
    if not own:
        return reading
    values = {**reading.values, **{fix.field: fix.value for fix in own}}
    values |= _dependent(job, values, {fix.field for fix in own}, reading)
    return replace(
        reading,
        values=values,
        issues=(*_left(reading, own), *(_issue(fix, reading) for fix in own)),
        evidence=(*reading.evidence, *(_evidence(fix) for fix in own)),
    )


def _left(reading: Reading, own: Sequence[Fix]) -> list[IssueDraft]:
    """Return the issues of columns that were not corrected."""
    fields = {fix.field for fix in own}
    return [issue for issue in reading.issues if issue.field not in fields]


def _issue(fix: Fix, reading: Reading) -> IssueDraft:
    was = text_of(reading.values.get(fix.field))
    code = "correction_outdated" if fix.outdated else "corrected"
    return IssueDraft(code, fix.field, was, f"{text_of(fix.value) or 'unknown'}: {fix.why}")


def _evidence(fix: Fix) -> Evidence:
    since = "; the posting has changed since" if fix.outdated else ""
    return Evidence(fix.field, text_of(fix.value), f"corrected by hand: {fix.why}{since}")


def _dependent(
    job: Job, values: Mapping[str, Any], fields: set[str], reading: Reading
) -> Mapping[str, Any]:
    """Return the columns that follow from the corrected ones."""
    if "role" in fields:
        role = values["role"]
        return {"role_family": roles()[role].family if role else None}
    if "level" in fields:
        level = values["level"]
        return {"level_from": None, "experience_level": CODES[level] if level else None}
    return _pay(job, values, reading) if any(f.startswith("salary_") for f in fields) else {}


def _pay(job: Job, values: Mapping[str, Any], reading: Reading) -> Mapping[str, Any]:
    """Return the pay columns of a corrected headline, made as those of a headline that was read."""
    low, high = values.get("salary_min"), values.get("salary_max")
    if low is None and high is None:
        return NO_PAY
    read = next((band for band in reading.bands if band.headline), None)
    band = _annual(_band(job, values, read), read)
    others = _others(reading, band)
    corrected = PayReading(
        bands=(band, *others),
        status=SalaryStatus.FLAGGED if band.flags else SalaryStatus.OK,
        headline=0,
        among=tuple(range(1 + len(others))),
        headline_by=values.get("headline_by") if others else HeadlineBy.ONLY,
    )
    made = headline_columns(corrected, band, dollars(band, job.rates, day_of_rate(job)), job)
    return {name: value for name, value in made.items() if name not in AS_READ}


def _band(job: Job, values: Mapping[str, Any], read: SalaryBand | None) -> Band:
    """Return the headline with the corrected values; what else was read of it stays."""
    low, high = values.get("salary_min"), values.get("salary_max")
    return Band(
        min=low,
        max=high,
        currency=values.get("salary_currency"),
        period=values.get("salary_period"),
        kind=values.get("salary_kind") or PayKind.BASE,
        months=read.months if read else None,
        net=read.net if read else None,
        facts=read.facts if read else (),
        flags=_flags(job, values, low, high),
    )


def _annual(band: Band, read: SalaryBand | None) -> Band:
    """Return the band with its amounts of a year, where no flag says that they can't be trusted."""
    if set(band.flags) & {*DISTRUSTED, Flag.PLACEHOLDER, Flag.INVERTED}:
        return band
    months = read.months if read else None
    return replace(
        band,
        annual_min=annual(band.min, band.period, months),
        annual_max=annual(band.max, band.period, months),
    )


def _others(reading: Reading, band: Band) -> tuple[Band, ...]:
    """Return the other bands of the headline's kind and currency that were read beside it."""
    origins = {other.origin for other in reading.bands if other.headline}
    found = {
        (other.min, other.max, other.period): Band(
            min=other.min, max=other.max, annual_min=other.annual_min, annual_max=other.annual_max
        )
        for other in reading.bands
        if not other.headline
        and other.origin in origins
        and (other.kind, other.currency) == (band.kind, band.currency)
    }
    found.pop((band.min, band.max, band.period), None)
    return tuple(found.values())


def _flags(
    job: Job, values: Mapping[str, Any], low: Decimal | None, high: Decimal | None
) -> tuple[Flag, ...]:
    """Return the flags of corrected pay: a person stated its period, and typed no filler."""
    level: Level | None = level_apart(job.values.get("level"))
    facts = Facts(
        low=low,
        high=high,
        currency=values.get("salary_currency"),
        period=values.get("salary_period"),
        period_stated=values.get("salary_period") is not None,
        country=home(job.values.get("country") or job.raw.country),
        level=level,
    )
    found = {flag for flag, _ in check(facts)}
    if low is not None and high is not None and low > high:
        found.add(Flag.INVERTED)
    if (values.get("salary_kind") or PayKind.BASE) is not PayKind.BASE:
        found.add(Flag.NOT_BASE)
    return tuple(flag for flag in Flag if flag in found)
