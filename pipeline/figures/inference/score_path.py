"""The employers' scores at every amount of a cell, cheap to scan and exact where asked.

In units of half a job: an employer with n jobs scores 2 * (jobs below θ) + (jobs at θ) - n.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.figures.inference.quantiles import Floats, Ints

FINEST, COARSEST = 840, 60
LONGEST = 25_000


@dataclass(frozen=True, slots=True)
class ScorePath:
    """The scores of a cell's employers along its distinct `amounts`, lowest first.

    `deviations[j]` is the size of the sum of scores at amounts[j], in standard deviations of
    random signs; `middle` has the places of the lower and the upper median; both are by weight.
    `pair_*` have one entry for each distinct employer and amount, sorted by amount. `unit` is 0
    by job; by employer it says into how many steps half an employer is cut.
    """

    amounts: Floats
    deviations: Floats
    middle: tuple[int, int]
    sizes: Ints
    pair_place: Ints
    pair_employer: Ints
    pair_count: Ints
    unit: int

    def scores(self, places: Ints) -> Ints:
        """Return the scores at amounts[places]: a row a place, a column an employer.

        By job they are exact. By employer a score is rounded to a multiple of 1/(2 * unit) of an
        employer's weight: in a cell of 29 employers unit is 840, exact for those with 1 to 8 jobs;
        up to 208 employers it is 120, above 60, which is off by 1/240 of an employer at most.
        """
        first, last = int(places.min()), int(places.max())
        before = self.pair_place < first
        base = np.bincount(
            self.pair_employer[before], self.pair_count[before], minlength=len(self.sizes)
        ).astype(np.int64)
        inside = (self.pair_place >= first) & (self.pair_place <= last)
        at = np.zeros((last - first + 1, len(self.sizes)), dtype=np.int64)
        at[self.pair_place[inside] - first, self.pair_employer[inside]] = self.pair_count[inside]
        upto = base + np.cumsum(at, axis=0)
        scores = (2 * upto - at - self.sizes)[places - first]
        if not self.unit:
            return scores
        return np.rint(scores * self.unit / self.sizes).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """One entry for each distinct employer and amount; `before`: its jobs at lower amounts."""

    place: Ints
    employer: Ints
    count: Ints
    before: Ints


def score_path(amounts: Floats, employers: Ints, *, by_employer: bool) -> ScorePath:
    """Return the scores of a cell; `employers` has a code 0 to e - 1 for each amount."""
    if (amounts[1:] < amounts[:-1]).any():
        order = np.argsort(amounts, kind="stable")
        amounts, employers = amounts[order], employers[order]
    new = np.append(True, amounts[1:] != amounts[:-1])
    distinct, place = amounts[new], np.cumsum(new) - 1
    sizes = np.bincount(employers)
    pairs = _pairs(employers, place, sizes)
    weights = 1 / sizes if by_employer else np.ones(len(sizes))
    return ScorePath(
        distinct,
        _deviations(pairs, sizes, weights, len(distinct)),
        _middle(pairs, weights, len(distinct)),
        sizes,
        pairs.place,
        pairs.employer,
        pairs.count,
        _unit(len(sizes)) if by_employer else 0,
    )


def _pairs(employers: Ints, place: Ints, sizes: Ints) -> _Pairs:
    """Return the pairs by amount and employer; `place` rises."""
    codes = np.sort(place * len(sizes) + employers, kind="stable")
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    place, employer = np.divmod(codes[starts], len(sizes))
    count = np.diff(np.append(starts, len(codes)))
    order = np.argsort(employer, kind="stable")
    mine = count[order]
    before = np.empty_like(count)
    before[order] = np.cumsum(mine) - mine - (np.cumsum(sizes) - sizes)[employer[order]]
    return _Pairs(place, employer, count, before)


def _deviations(pairs: _Pairs, sizes: Ints, weights: Floats, amounts: int) -> Floats:
    """Return |sum of scores| / sqrt(sum of their squares) at each amount, in one pass."""

    def added(values: Floats) -> Floats:
        return np.bincount(pairs.place, values, minlength=amounts).astype(np.float64)

    weight, count = weights[pairs.employer], pairs.count
    score = 2 * pairs.before - sizes[pairs.employer]
    full = added(2 * weight * count)
    full_squares = added(weight**2 * ((score + 2 * count) ** 2 - score**2))
    half_squares = added(weight**2 * ((score + count) ** 2 - score**2))
    total = np.cumsum(full) - full / 2 - np.sum(weights * sizes)
    squares = np.cumsum(full_squares) - full_squares + half_squares
    squares = np.maximum(squares + np.sum((weights * sizes) ** 2), 1e-9)
    return np.asarray(np.abs(total) / np.sqrt(squares), dtype=np.float64)


def _middle(pairs: _Pairs, weights: Floats, amounts: int) -> tuple[int, int]:
    """Return the places between which half the weight is below: the same where it is one amount."""
    reached = np.cumsum(
        np.bincount(pairs.place, weights[pairs.employer] * pairs.count, minlength=amounts)
    )
    half, slack = reached[-1] / 2, reached[-1] * 1e-12
    return int(np.argmax(reached >= half - slack)), int(np.argmax(reached > half + slack))


def _unit(employers: int) -> int:
    """Return into how many steps half an employer is cut: fewer for more employers."""
    steps = (FINEST, 420, 120, COARSEST)
    return next((unit for unit in steps if unit * employers <= LONGEST), COARSEST)
