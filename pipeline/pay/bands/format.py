"""Write a reading as text: for `explain`, for the examples of rules, and to be read again."""

from decimal import Decimal

from models.vocab import PayKind, Period
from pipeline.pay.reference.band import Band, PayReading


def brief(reading: PayReading) -> str:
    """Return the headline band in short: `30000.. GBP year ote not_base`, or "".

    The order is: ends (an open one is empty), currency and period (`-` if unknown), then what was
    found of kind, net or gross, facts, `x14` months paid, flags.
    """
    band = reading.band
    if band is None:
        return ""
    words = [f"{_plain(band.min)}..{_plain(band.max)}", band.currency or "-", band.period or "-"]
    if band.kind is not PayKind.BASE:
        words.append(band.kind)
    if band.net is not None:
        words.append("net" if band.net else "gross")
    words += band.facts
    if band.months is not None:
        words.append(f"x{_plain(band.months)}")
    return " ".join([*words, *band.flags])


def spell(band: Band) -> str:
    """Return the band as text that can be read again: `USD 120,000 - 150,000 per year`."""
    opening = "from " if band.max is None else "up to " if band.min is None else ""
    ends = dict.fromkeys(end for end in (band.min, band.max) if end is not None)
    # 25,500 an hour would be read back as 25.5
    places = ",.2f" if band.period is Period.HOUR else ",f"
    figures = " - ".join(format(end, places) for end in ends)
    period = f" per {band.period}" if band.period else ""
    return f"{opening}{band.currency or ''} {figures}{period}".strip()


def _plain(end: Decimal | None) -> str:
    return "" if end is None else f"{end.normalize():f}"
