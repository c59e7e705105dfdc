"""Which band speaks for the posting: the widest of the first kind, currency and period."""

from collections.abc import Sequence
from decimal import Decimal

from models.vocab import Flag, PayKind
from pipeline.pay.band import Band


def choose_headline(bands: Sequence[Band], home: str | None = None) -> int | None:
    """Return the place of the headline band; None where there is none.

    Base pay comes before on-target earnings and packages, sound bands before flagged ones, the
    currency of the country (`home`) before others; then the first band says which currency and
    period, and the widest band like it is the headline. Bands are never merged.
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
