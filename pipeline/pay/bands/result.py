"""Turn bands into a reading: choose the headline, the status and the issues."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.vocab import Flag, PayKind, SalaryStatus
from pipeline.pay.reference.band import NOTHING, Band, PayIssue, PayReading
from pipeline.pay.reference.currency import countries

_LONGEST_QUOTE = 200


def result_of(bands: tuple[Band, ...], country: str | None, unread: str = "") -> PayReading:
    """Return the reading for `bands`, which are in the order found.

    The headline is preferably in the currency of `country` (ISO 3166 alpha-2). `unread` is the
    text in which figures were left over, or "".
    """
    home = countries().get(country or "")
    headline = choose_headline(bands, home.currency if home else None)
    if headline is not None:
        band = bands[headline]
        status = SalaryStatus.FLAGGED if band.flags else SalaryStatus.OK
        return PayReading(bands, status, headline, tuple(_issues(band)))
    if not unread:
        return NOTHING
    issue = PayIssue("pay_unparsed", "salary_min", unread.strip()[:_LONGEST_QUOTE])
    return PayReading(status=SalaryStatus.UNPARSED, issues=(issue,))


def _issues(band: Band) -> Iterator[PayIssue]:
    for field, missing, inferred in (
        ("currency", band.currency is None, band.currency_inferred),
        ("period", band.period is None, band.period_inferred),
    ):
        if missing or inferred:
            code = f"{field}_{'unknown' if missing else 'inferred'}"
            yield PayIssue(code, f"salary_{field}", band.evidence)
    if band.flags:
        yield PayIssue("pay_flagged", "salary_min", band.evidence, "; ".join(band.reasons))


def choose_headline(bands: Sequence[Band], home: str | None = None) -> int | None:
    """Return the index of the headline band; None if there are no bands.

    Base pay comes before on-target earnings and packages, bands without flags before flagged
    ones, the currency of the country (`home`) before others. The first such band decides kind,
    currency and period; the headline is the widest band with the same. Bands are never merged.
    """
    if len(bands) < 2:
        return 0 if bands else None
    order = range(len(bands))
    lead = min(order, key=lambda n: _rank(bands[n], home))
    like = [n for n in order if _like(bands[n], bands[lead])]
    return max(like, key=lambda n: (_width(bands[n]), -n))


def _rank(band: Band, home: str | None) -> tuple[bool, bool, bool]:
    foreign = home is not None and band.currency != home
    return band.kind is not PayKind.BASE, bool(set(band.flags) - {Flag.ESTIMATE}), foreign


def _like(band: Band, lead: Band) -> bool:
    return (band.kind, band.currency, band.period, bool(band.flags)) == (
        lead.kind,
        lead.currency,
        lead.period,
        bool(lead.flags),
    )


def _width(band: Band) -> Decimal:
    if band.min is None or band.max is None:
        return Decimal(0)
    return band.max - band.min
