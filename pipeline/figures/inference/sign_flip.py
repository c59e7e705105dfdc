"""The employer sign-flip interval: a 95% interval of a median where employers post many jobs.

Jobs of one employer pay alike, so employers are the independent units. For an amount θ each
employer scores its jobs below θ, ties half, minus half its jobs. At the true median each score
may as well have had the other sign. The interval holds the amounts at which random signs give
a sum as large as the one seen in more than 5% of cases; its ends are amounts that jobs state.
By employer each score is divided by the employer's jobs first.

Source of the idea: sign-flip (randomization) tests of clustered scores, e.g. Canay, Romano and
Shaikh (2017); inverted to an interval. Coverage: `python -m bench.coverage`, docs/statistics.md.
"""

from collections.abc import Iterator

import numpy as np

from pipeline.figures.inference.interval import CONFIDENCE, NORMAL_LIMIT, Interval
from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.inference.score_path import ScorePath, score_path
from pipeline.figures.inference.sign_chances import sign_chances
from pipeline.figures.inference.sign_sums import NOTHING, SignSums

FEWEST_EMPLOYERS = 6
"""With 5 the most extreme signs have a chance of 2/32, above 5%: nothing is ever excluded."""
MOST_JOBS = 50_000
MOST_EMPLOYERS = 2_000
SURELY_OUT = 2.43
"""In standard deviations: beyond 2.415 random signs have a chance below 5% whatever the scores,
P(sum >= x sd) <= 3.178 P(Z >= x) (Bentkus and Dzindzalieta, 2015); the rest allows for rounding."""
FIRST_BLOCK, LARGEST_BLOCK = 4, 32
"""Amounts that are looked at together: the sought one is mostly among the first few, but exact
chances of many share most of their work."""
FEW_EMPLOYERS = 400
SURELY = 1e-9
"""A chance so near to 5% is computed exactly, so that any machine gives the same ends."""


def sign_flip_interval(
    amounts: Floats, employers: Ints, *, by_employer: bool = False
) -> Interval | None:
    """Return the 95% interval of the median by job, or by employer, in the unit of `amounts`.

    `employers` has the employer's code, 0 to e - 1, for each amount; each code occurs. None below
    6 employers. Exact up to 50,000 jobs (by employer up to 2,000 employers, with scores rounded
    as `ScorePath.scores` says); beyond, the normal limit of the sum.
    """
    if not len(employers) or int(employers.max()) + 1 < FEWEST_EMPLOYERS:
        return None
    path = score_path(amounts, employers, by_employer=by_employer)
    if _many(amounts, path):
        held = np.flatnonzero(path.deviations <= NORMAL_LIMIT)
        ends = [*held[:1], *held[-1:]]
    else:
        near = np.flatnonzero(path.deviations <= SURELY_OUT)
        ends = [*_first_held(path, near), *_first_held(path, near[::-1])]
    # between two far groups of amounts no stated one may be held; the median always is
    places = [*path.middle, *ends]
    return Interval(float(path.amounts[min(places)]), float(path.amounts[max(places)]))


def _many(amounts: Floats, path: ScorePath) -> bool:
    return len(amounts) > MOST_JOBS or (path.unit > 0 and len(path.sizes) > MOST_EMPLOYERS)


def _first_held(path: ScorePath, places: Ints) -> list[int]:
    """Return the first of `places` that the interval holds, if any."""
    few = path.unit > 0 and len(path.sizes) <= FEW_EMPLOYERS
    held = _held_exactly if few else _held
    start, size = 0, LARGEST_BLOCK if few else FIRST_BLOCK
    while start < len(places):
        block = places[start : start + size]
        for place, holds in zip(block, held(path.scores(block)), strict=True):
            if holds:
                return [int(place)]
        start, size = start + size, min(2 * size, LARGEST_BLOCK)
    return []


def _held(scores: Ints) -> Iterator[bool]:
    """Yield, row by row, whether random signs give a sum as large in more than 5% of cases."""
    beyond = sign_chances(scores) - (1 - CONFIDENCE)
    for row, over in zip(scores, beyond, strict=True):
        yield over > 0 if abs(over) > SURELY else next(_held_exactly(row[None]))


def _held_exactly(scores: Ints) -> Iterator[bool]:
    """Yield the same by convolution: quicker for few employers on a fine grid."""
    chances = _chances(NOTHING, np.abs(scores), scores.sum(axis=1))
    yield from (chance > 1 - CONFIDENCE for chance in chances)


def _chances(sums: SignSums, sizes: Ints, totals: Ints) -> Iterator[float]:
    """Yield, row by row, the chance that random signs of `sizes` give a sum as large as its total.

    Employers that score the same in all rows are added once, then the rows are halved.
    """
    same = (sizes == sizes[0]).all(axis=0)
    sums = sums.plus(sizes[0, same].tolist())
    if same.all():
        yield from (sums.chance_beyond(int(total)) for total in totals)
        return
    rest, middle = sizes[:, ~same], len(totals) // 2
    yield from _chances(sums, rest[:middle], totals[:middle])
    yield from _chances(sums, rest[middle:], totals[middle:])
