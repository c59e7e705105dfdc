"""Apply a person's corrections to what a stage read, and compute what depends on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from models.vocab import Flag, Level, PayKind, SalaryStatus
from pipeline.clean.correction_values import STAGE_OF, text_of
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.title.level import CODES
from pipeline.clean.title.title_role import roles
from pipeline.pay.bands.checks import DISTRUSTED, Facts, check
from pipeline.pay.bands.dollars import dollars
from pipeline.pay.reader import home
from pipeline.pay.reference.annual import annual, quantize
from pipeline.pay.reference.band import Band
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


def correct(job: Job, stage: str, reading: Reading, fixes: Sequence[Fix]) -> Reading:
    """Return the reading of a stage with the corrections of its columns.

    Each is an issue `corrected`, or `correction_outdated` where the posting has changed since.
    Annual amounts, US dollars, flags and status follow from the corrected pay.
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
) -> dict[str, Any]:
    """Return the columns that follow from the corrected ones."""
    if "role" in fields:
        role = values["role"]
        return {"role_family": roles()[role].family if role else None}
    if "level" in fields:
        level = values["level"]
        return {"level_from": None, "experience_level": CODES[level] if level else None}
    return _pay(job, values, reading) if any(f.startswith("salary_") for f in fields) else {}


def _pay(job: Job, values: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    low, high = values.get("salary_min"), values.get("salary_max")
    none = dict.fromkeys(("annual_min", "annual_max", "annual_min_usd", "annual_max_usd"))
    none |= dict.fromkeys(("annual_mid", "span_min", "span_max"))
    if low is None and high is None:
        return {**none, "fx_date": None, "flags": (), "salary_status": SalaryStatus.ABSENT}
    flags = _flags(job, values, low, high)
    band = Band(min=low, max=high, currency=values.get("salary_currency"), flags=flags)
    if not set(flags) & {*DISTRUSTED, Flag.PLACEHOLDER, Flag.INVERTED}:
        period, months = values.get("salary_period"), _months(reading)
        band = replace(
            band,
            annual_min=annual(low, period, months),
            annual_max=annual(high, period, months),
        )
    day = job.values.get("posted_on") or (job.raw.fetched_at and job.raw.fetched_at.date())
    turned = dollars(band, job.rates, day)
    return {
        "salary_kind": values.get("salary_kind") or PayKind.BASE,
        **_middle_and_span(band, values),
        "annual_min": band.annual_min,
        "annual_max": band.annual_max,
        "annual_min_usd": turned.low,
        "annual_max_usd": turned.high,
        "fx_date": turned.rated,
        "flags": flags,
        "salary_status": SalaryStatus.FLAGGED if flags else SalaryStatus.OK,
    }


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


def _middle_and_span(band: Band, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the middle of a year's pay, and the span where the posting has no other bands."""
    low, high = band.annual_min, band.annual_max
    middle = None if low is None or high is None else quantize((low + high) / 2)
    span = {} if (values.get("bands") or 0) > 1 else {"span_min": low, "span_max": high}
    return {"annual_mid": middle, **span}


def _months(reading: Reading) -> Decimal | None:
    """Return the monthly salaries of a year that the headline band states."""
    return next((band.months for band in reading.bands if band.headline), None)
