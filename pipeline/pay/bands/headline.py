"""Choose the headline among bands: the posting's own, the only one, or the middle one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from models.vocab import Flag, HeadlineBy, PayFact, PayKind
from pipeline.pay.reference.band import Band

Own = Mapping[HeadlineBy, frozenset[int]]


class Headline(NamedTuple):
    """The index of the headline, how it was chosen, and the bands it was chosen from."""

    at: int
    by: HeadlineBy
    among: tuple[int, ...]


def choose_headline(
    bands: Sequence[Band], home: str | None = None, own: Own | None = None
) -> Headline | None:
    """Return the headline of the bands; None if there are none.

    Base pay comes before on-target earnings and packages, bands without flags before flagged
    ones, the currency of the country (`home`) before others. Among bands alike in this, the
    bands of the posting's own place or level come first: `own` has their indexes. If several
    are left, the middle one counts: a band that the employer stated. Bands are never merged.
    """
    if len(bands) < 2:
        return Headline(0, HeadlineBy.ONLY, (0,)) if bands else None
    lead = min(range(len(bands)), key=lambda n: _rank(bands[n], home))
    like = [n for n in range(len(bands)) if _like(bands[n], bands[lead])]
    among = _different(bands, sorted(like, key=lambda n: n != lead))
    left, by = among, HeadlineBy.ONLY
    for why, ours in (own or {}).items():
        narrowed = [n for n in left if n in ours]
        if narrowed and len(narrowed) < len(left):
            left, by = narrowed, by if by is not HeadlineBy.ONLY else why
    if len(left) == 1:
        return Headline(left[0], by, tuple(among))
    return Headline(_middle(bands, left), HeadlineBy.MIDDLE, tuple(among))


def _rank(band: Band, home: str | None) -> tuple[bool, bool, bool, bool]:
    foreign = home is not None and band.currency != home
    aside = any(f.startswith("per_") or f == PayFact.PART_TIME for f in band.facts)
    doubted = bool(set(band.flags) - {Flag.ESTIMATE})
    return band.kind is not PayKind.BASE, doubted, foreign, aside


def _like(band: Band, lead: Band) -> bool:
    """Return whether two bands are alike in kind, currency, period, hours and trust."""
    return _likeness(band) == _likeness(lead)


def _likeness(band: Band) -> tuple[object, ...]:
    part_time = PayFact.PART_TIME in band.facts
    return band.kind, band.currency, band.period, part_time, bool(band.flags)


def _different(bands: Sequence[Band], like: Sequence[int]) -> list[int]:
    """Return the bands without those that say again what one before says: `up to £100k … £100k`."""
    kept: dict[tuple[str, Decimal | None, Decimal | None], int] = {}
    for n in like:
        says = _says(bands[n])
        if kept.keys().isdisjoint(says):
            kept.update(dict.fromkeys(says, n))
    return sorted(set(kept.values()))


def _says(band: Band) -> set[tuple[str, Decimal | None, Decimal | None]]:
    """Return keys of which two bands share one if they state the same pay."""
    low, high = band.min, band.max
    keys: set[tuple[str, Decimal | None, Decimal | None]] = {("", low, high)}
    if low == high:
        keys |= {("single", low, None), ("single", None, high)}
    elif low is None or high is None:
        keys.add(("single", low, high))
    return keys


def _middle(bands: Sequence[Band], left: Sequence[int]) -> int:
    """Return the band in the middle by its midpoint; the lower of two. Open bands come last."""
    closed = [n for n in left if None not in (bands[n].min, bands[n].max)] or list(left)
    order = sorted(closed, key=lambda n: (_midpoint(bands[n]), n))
    return order[(len(order) - 1) // 2]


def _midpoint(band: Band) -> Decimal:
    ends = [end for end in (band.min, band.max) if end is not None]
    return sum(ends, Decimal(0)) / len(ends)
