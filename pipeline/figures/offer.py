"""Where an offer stands among advertised ranges.

A published cell carries what the answer needs: its own values up to 100 jobs, 101 quantiles of
lows, middles and highs above. From quantiles a share is off by at most half a point, and the
share inside, a difference of two, by at most one.
"""

from dataclasses import dataclass

import numpy as np

from models.vocab import Period
from pipeline.figures.amounts import Amounts
from pipeline.figures.cell import Cell
from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import Floats
from pipeline.figures.inference.share_floor import ShareError
from pipeline.figures.inference.student_t import t_quantile
from pipeline.figures.inference.woodruff import FEWEST_EFFECTIVE, effective_employers, share_errors
from pipeline.figures.policy import COUNTS_ONLY, SUPPRESSED
from pipeline.pay.reference.annual import per_year

MOST_VALUES = 100
QUANTILES = 101


@dataclass(frozen=True, slots=True)
class OfferCell:
    """What a page carries of a published cell; amounts in its currency a year, lowest first.

    `lows`, `middles` and `highs` are the jobs' own where `exact`, else 101 quantiles. `errors`
    has the standard error of the share below each of `middles`; empty where k < 10. No interval is
    narrower than that of `effective_jobs` (n_eff) where all are above, or all below.
    """

    id: str
    currency: str
    jobs: int
    employers: int
    effective_employers: float
    effective_jobs: float
    exact: bool
    lows: tuple[float, ...]
    middles: tuple[float, ...]
    highs: tuple[float, ...]
    errors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Where an amount stands, in percent: it is below, inside and above so many of the ranges.

    `percentile`: so many middles are lower, ties half, with its 95% interval, empty where the
    cell has k < 10. `why` says why there is no answer; then the rest is empty.
    """

    below: float | None = None
    inside: float | None = None
    above: float | None = None
    percentile: float | None = None
    interval: Interval | None = None
    jobs: int = 0
    employers: int = 0
    exact: bool = True
    why: str = ""


def offer_cell(found: Amounts, cell: Cell) -> OfferCell | None:
    """Return what the page carries for `cell`, the figures of `found`; None if not published."""
    if cell.label_by_job in {*SUPPRESSED, COUNTS_ONLY} or cell.unit != "year":
        return None
    exact = len(found.amounts) <= MOST_VALUES
    middles = _carried(found.amounts, exact=exact)
    k = effective_employers(found.employers)
    enough = k >= FEWEST_EFFECTIVE
    errors = share_errors(found.amounts, found.employers, middles) if enough else ()
    return OfferCell(
        id=cell.id,
        currency=cell.currency,
        jobs=len(found.amounts),
        employers=len(found.names),
        effective_employers=k,
        effective_jobs=cell.effective_jobs or k,
        exact=exact,
        lows=_carried(found.lows, exact=exact),
        middles=middles,
        highs=_carried(found.highs, exact=exact),
        errors=errors,
    )


def place_offer(amount: float, period: str, currency: str, cell: OfferCell | None) -> Offer:
    """Return where `amount` of `currency` per `period` stands in a cell.

    `period` is year, month, week, day or hour (2080 h, 260 d, 52 w, 12 months a year). Raises
    ValueError for an amount that isn't above 0, or a period that there is not.
    """
    if not amount > 0:
        raise ValueError(f"amount: must be above 0, not {amount}")
    year = amount * float(per_year(Period(period)))
    if cell is None:
        return Offer(why="too few: no published figures for such jobs")
    if currency != cell.currency:
        return Offer(why=f"the cell's pay is in {cell.currency}, not in {currency}")
    below = 100 - _percent(cell.lows, year, cell, ties=True)
    above = _percent(cell.highs, year, cell, ties=False)
    less = _percent(cell.middles, year, cell, ties=False)
    percentile = (less + _percent(cell.middles, year, cell, ties=True)) / 2
    return Offer(
        below=below,
        inside=max(0.0, 100 - below - above),
        above=above,
        percentile=percentile,
        interval=_interval(cell, year, percentile),
        jobs=cell.jobs,
        employers=cell.employers,
        exact=cell.exact,
    )


def _carried(amounts: Floats, *, exact: bool) -> tuple[float, ...]:
    if exact:
        return tuple(float(value) for value in np.sort(amounts))
    at = np.quantile(amounts, np.linspace(0, 1, QUANTILES), method="inverted_cdf")
    return tuple(float(value) for value in at)


def _percent(amounts: tuple[float, ...], year: float, cell: OfferCell, *, ties: bool) -> float:
    """Return the percentage of jobs below `year`, with those at it where `ties`."""
    count = int(np.searchsorted(amounts, year, side="right" if ties else "left"))
    if cell.exact:
        return 100 * count / len(amounts)
    return min(100.0, max(0.0, count - 0.5)) if count < len(amounts) else 100.0


def _interval(cell: OfferCell, year: float, percentile: float) -> Interval | None:
    if not cell.errors:
        return None
    error = float(np.interp(year, cell.middles, cell.errors))
    sure = ShareError(percentile / 100, error, cell.effective_jobs, cell.jobs)
    found = sure.interval(t_quantile(cell.effective_employers - 1))
    return Interval(100 * found.low, 100 * found.high)
