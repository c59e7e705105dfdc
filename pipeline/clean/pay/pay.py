"""Stage: read pay from the source's pay fields, its pay text, the title and the description."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.band import SalaryBand
from models.vocab import Level, LevelFrom, Origin, PayKind, SalaryStatus
from pipeline.caches import cached_reader
from pipeline.clean.pay.conflicts import agree
from pipeline.clean.pay.facts_beside import same_amounts, with_facts
from pipeline.clean.pay.headline_columns import day_of_rate, headline_columns
from pipeline.clean.pay.months_beside import with_months
from pipeline.clean.pay.own_band import levels_named, own_bands
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.pay.bands.dollars import Dollars, dollars
from pipeline.pay.bands.money import Context
from pipeline.pay.bands.result import with_own
from pipeline.pay.fields import read_fields
from pipeline.pay.grammar.other_money import lives_on_commission
from pipeline.pay.reader import home, read_in, read_pay
from pipeline.pay.reference.band import Band, PayReading
from pipeline.pay.reference.bounds import level_apart
from pipeline.pay.title import read_title_pay

_RULE = {
    Origin.STRUCTURED: "the source's own pay fields",
    Origin.ESTIMATE: "the source's own estimate",
    Origin.TEXT: "the posting's pay text",
    Origin.TITLE: "the title",
    Origin.DESCRIPTION: "the description",
}


def pay(job: Job) -> Reading:
    """Return the pay of a posting: the headline, every band, the issues and the evidence.

    Pay fields come before the pay text, that before the title, and the title before the
    description. The first reading without a flag gives the headline, unless it repeats the figures
    of a flagged one. If two of them disagree, both stay, with the issue `pay_conflict`. Annual
    amounts are converted to US dollars at the rate of the day it was posted, else fetched.
    """
    stated = _readings(job)
    country = home(job.values.get("country") or job.raw.country)
    found = [_completed(reading, job) for reading in with_facts(stated, country)]
    readings = [reading for reading in found if reading.band is not None]
    if not readings:
        return _without_pay(job, found)
    first = _headline(readings)
    band = first.bands[first.headline or 0]
    bands = _all_bands(readings)
    turned = dollars(band, job.rates, day_of_rate(job))
    values = headline_columns(first, band, turned, job)
    issues = [IssueDraft(d.code, d.field, d.text, d.detail) for d in first.issues]
    issues += [*_conflicts(first, readings), *_rate_issues(band, turned, job)]
    no_level = _level_of_several(bands, job)
    return Reading(
        {**values, **no_level.values},
        (*issues, *no_level.issues),
        (*_evidence(band, bands), *_facts_beside(band, stated)),
        _records(job, bands, band),
    )


def _completed(reading: PayReading, job: Job) -> PayReading:
    """Return a reading with the months paid, and the headline of the posting's place or level."""
    reading = with_months(reading, job.texts.description)
    own = own_bands(reading.bands, job)
    country = home(job.values.get("country") or job.raw.country)
    return with_own(reading, country, own) if own else reading


def _level_of_several(bands: list[Band], job: Job) -> Reading:
    """Return a reading without level for pay by level, if only the years asked for gave one."""
    named = levels_named(bands)
    if len(named) < 2 or job.values.get("level_from") is not LevelFrom.EXPERIENCE:
        return Reading()
    values = {"level": None, "level_from": None, "experience_level": None}
    words = ", ".join(level for level in Level if level in named)
    return Reading(values, (IssueDraft("level_unknown", "level", "", f"pay for {words}"),))


def _rate_issues(band: Band, turned: Dollars, job: Job) -> Iterator[IssueDraft]:
    if turned.missing:
        why = f"{band.currency} on {day_of_rate(job) or 'an unknown day'}"
        yield IssueDraft("fx_missing", "annual_min_usd", why)


def _headline(readings: list[PayReading]) -> PayReading:
    """Return the reading that gives the headline.

    Figures that were flagged in one reading stay doubtful if another repeats them without a flag.
    """
    doubtful: set[tuple[Decimal | None, Decimal | None]] = set()
    for reading in readings:
        sound = {(band.min, band.max) for band in reading.bands if not band.flags}
        if reading.status is SalaryStatus.OK and not sound & doubtful:
            return reading
        doubtful |= {(band.min, band.max) for band in reading.bands}
    return readings[0]


def _readings(job: Job) -> tuple[PayReading, ...]:
    """Return the readings of pay fields, pay text, title and description, in this order.

    A title is read where neither fields nor text state pay. Only arguments that change a reading
    are passed, so that the caches are hit more often.
    """
    country = home(job.values.get("country") or job.raw.country)
    level = level_apart(job.values.get("level"))
    fields = (
        read_fields(job.raw.salary_fields, country=country, level=level),
        read_pay(job.texts.salary, country=country, level=level),
    )
    title, commission = job.texts.title, lives_on_commission(job.texts.title)
    in_title = read_title_pay(title, country=country, level=level, commission=commission)
    stated = any(reading.bands for reading in fields)
    return (
        *fields,
        *(() if stated else (in_title,)),
        _in_description(job.texts.description, country, level, commission),
    )


@cached_reader(512)
def _in_description(
    text: str, country: str | None, level: Level | None, commission: bool
) -> PayReading:
    """Return the pay in a description. The cache is small: descriptions are long, few repeat."""
    setting = Context(country, origin=Origin.DESCRIPTION, level=level, commission=commission)
    return read_in(text, setting, prose=True)


def _without_pay(job: Job, found: list[PayReading]) -> Reading:
    statuses = {reading.status for reading in found}
    unread = SalaryStatus.UNPARSED in statuses
    status = SalaryStatus.UNPARSED if unread else SalaryStatus.ABSENT
    values = {"salary_text": job.texts.salary or None, "salary_status": status, "flags": ()}
    issues = [IssueDraft(d.code, d.field, d.text, d.detail) for r in found for d in r.issues]
    return Reading(values, tuple(dict.fromkeys(issues)))


def _conflicts(first: PayReading, readings: list[PayReading]) -> list[IssueDraft]:
    """Return an issue for each reading that disagrees with the first one."""
    others = (r for r in readings if r is not first and r.status is SalaryStatus.OK)
    return [
        IssueDraft(
            "pay_conflict", "salary_min", band.evidence, f"{_RULE[band.origin]} states other pay"
        )
        for band in (other.band for other in others)
        if band is not None and not agree(band, first.bands)
    ]


def _all_bands(readings: list[PayReading]) -> list[Band]:
    """Return the bands of all readings without repeats; the first of equal ones stays."""
    bands: dict[tuple[object, ...], Band] = {}
    for reading in readings:
        for band in reading.bands:
            key = (band.min, band.max, band.currency, band.period, band.kind)
            bands.setdefault(key, band)
    return list(bands.values())


def _records(job: Job, bands: list[Band], headline: Band) -> tuple[SalaryBand, ...]:
    return tuple(_record(job, n, band, headline=band == headline) for n, band in enumerate(bands))


def _record(job: Job, n: int, band: Band, *, headline: bool) -> SalaryBand:
    return SalaryBand(
        posting_id=job.raw.posting_id,
        n=n,
        headline=headline,
        label=band.label,
        min=band.min,
        max=band.max,
        currency=band.currency,
        currency_inferred=band.currency_inferred,
        period=band.period,
        period_inferred=band.period_inferred,
        kind=band.kind,
        origin=band.origin,
        evidence=band.evidence,
        months=band.months,
        net=band.net,
        facts=band.facts,
        annual_min=band.annual_min,
        annual_max=band.annual_max,
        flags=band.flags,
    )


def _evidence(headline: Band, bands: list[Band]) -> tuple[Evidence, ...]:
    """Return the evidence of each band, the headline first, and the reason of each flag."""
    others = [band for band in bands if band != headline]
    return tuple(found for band in (headline, *others) for found in _band_evidence(band))


def _facts_beside(band: Band, stated: Sequence[PayReading]) -> Iterator[Evidence]:
    """Yield the texts that state the headline's amounts with a kind or fact, of other parts."""
    others = [other for reading in stated for other in reading.bands]
    for other in same_amounts(band, others):
        if other.evidence == band.evidence:
            continue
        why = f"{_RULE[other.origin]}, of the same amounts"
        if band.kind is not PayKind.BASE:
            yield Evidence("salary_kind", other.evidence, why)
        same_net = other.net is not None and other.net == band.net
        if same_net or not set(other.facts).isdisjoint(band.facts):
            yield Evidence("facts", other.evidence, why)


def _band_evidence(band: Band) -> Iterator[Evidence]:
    yield Evidence("salary_min", band.evidence, _RULE[band.origin])
    yield from (Evidence("flags", band.evidence, reason) for reason in band.reasons)
