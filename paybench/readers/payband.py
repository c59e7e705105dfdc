"""Payband: `pipeline.read_pay`, with the row's country."""

from models.vocab import SalaryStatus
from paybench.reader import Pay, Read, Reader
from paybench.rows import Row
from pipeline import read_pay


def _load() -> Read:
    return _read


def _read(row: Row) -> Pay | None:
    reading = read_pay(row.text, country=row.country or None, prose=row.place == "prose")
    if reading.band is None:
        return None
    band, flagged = reading.band, reading.status is SalaryStatus.FLAGGED
    return Pay(band.min, band.max, band.currency or "", band.period or "", flagged)


PAYBAND = Reader("Payband", "", frozenset({"currency", "period", "flags"}), _load)
