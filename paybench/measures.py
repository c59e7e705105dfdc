"""What is counted of a reader: which rows a measure is about, and which of them it counts."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from statistics import NormalDist

from paybench.reader import Pay, Reader
from paybench.rows import Row

Read = tuple[Row, Pay | None]
NORMAL = NormalDist().inv_cdf(0.975)
ALL = frozenset({"currency", "period"})
ENDS: frozenset[str] = frozenset()
FLAGS = frozenset({"flags"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A share: of the rows that it is `about`, those that `counts`.

    `needs` is what a reader must tell for the share to say anything of it.
    """

    name: str
    heading: str
    needs: frozenset[str]
    about: Callable[[Row], bool]
    counts: Callable[[Row, Pay | None, Collection[str]], bool]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's 95% interval of the share; from 0 to 1 where there are no rows."""
        if not self.whole:
            return 0.0, 1.0
        n, p, z2 = self.whole, self.part / self.whole, NORMAL**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = NORMAL * (p * (1 - p) / n + z2 / (4 * n * n)) ** 0.5 / (1 + z2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def ends_right(row: Row, pay: Pay | None, _tells: Collection[str] = ()) -> bool:
    """Say whether both ends are as labelled, an open end included."""
    return pay is not None and (pay.min, pay.max) == (row.min, row.max)


def exact(row: Row, pay: Pay | None, _tells: Collection[str] = ()) -> bool:
    """Say whether ends, currency and period are as labelled, and the pay counts as sound."""
    if pay is None or pay.flagged or not ends_right(row, pay):
        return False
    return (pay.currency, pay.period) == (row.currency, row.period)


def flagged(_row: Row, pay: Pay | None, _tells: Collection[str] = ()) -> bool:
    """Say whether the pay is read and flagged."""
    return pay is not None and pay.flagged


def kept_out(_row: Row, pay: Pay | None, _tells: Collection[str] = ()) -> bool:
    """Say whether no statistic would count the pay: it is flagged, or nothing is read."""
    return pay is None or pay.flagged


def abstains(_row: Row, pay: Pay | None, _tells: Collection[str] = ()) -> bool:
    """Say whether nothing is read."""
    return pay is None


def right(row: Row, pay: Pay | None, tells: frozenset[str]) -> bool:
    """Say whether a row is read as labelled, as far as the reader tells.

    That is: exactly, or by its ends alone; flagged, or kept out; or not at all.
    """
    if row.bogus:
        return flagged(row, pay) if tells >= FLAGS else kept_out(row, pay)
    if row.table == "abstain":
        return abstains(row, pay)
    return exact(row, pay) if tells >= ALL else ends_right(row, pay)


def wrong_unflagged(row: Row, pay: Pay | None, tells: Collection[str] = ()) -> bool:
    """Say whether a statistic would count pay that is wrong, or that is bogus or none.

    Currency and period count only for a reader that tells them.
    """
    if pay is None or pay.flagged:
        return False
    said = [name for name in ("currency", "period") if name in tells]
    same = ends_right(row, pay) and all(getattr(pay, n) == getattr(row, n) for n in said)
    return row.bogus or not same


def _in(*tables: str) -> Callable[[Row], bool]:
    return lambda row: row.table in tables


MEASURES = (
    Measure("fields_exact", "fields: exact", ALL, _in("fields"), exact),
    Measure("fields_ends", "fields: ends", ENDS, _in("fields"), ends_right),
    Measure("prose_exact", "prose: exact", ALL, _in("prose"), exact),
    Measure("prose_ends", "prose: ends", ENDS, _in("prose"), ends_right),
    Measure("abstains", "no pay: nothing read", ENDS, _in("abstain"), abstains),
    Measure("bogus_flagged", "bogus: flagged", FLAGS, _in("bogus"), flagged),
    Measure("bogus_kept_out", "bogus: kept out", ENDS, _in("bogus"), kept_out),
    Measure("false_flags", "sound: flagged", FLAGS, _in("fields", "prose"), flagged),
    Measure("wrong_unflagged", "all: wrong, unflagged", ENDS, lambda _row: True, wrong_unflagged),
)


def read_all(reader: Reader, rows: Iterable[Row]) -> list[Read]:
    """Return what a reader reads in each row.

    Where a reader of others raises, that counts as nothing read; an error of our own is a fault.
    """
    read = _forgiving(reader.load()) if reader.package else reader.load()
    return [(row, read(row)) for row in rows]


def _forgiving(read: Callable[[Row], Pay | None]) -> Callable[[Row], Pay | None]:
    def safely(row: Row) -> Pay | None:
        try:
            return read(row)
        except Exception:  # noqa: BLE001  # whatever the code of others raises
            return None

    return safely


def share(measure: Measure, reads: Iterable[Read], tells: Collection[str]) -> Share:
    """Return the share of a measure over what was read."""
    about = [(row, pay) for row, pay in reads if measure.about(row)]
    return Share(sum(measure.counts(row, pay, tells) for row, pay in about), len(about))
