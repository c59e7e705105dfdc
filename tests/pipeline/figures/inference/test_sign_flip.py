# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import time
from itertools import product

import numpy as np
import pytest

from pipeline.figures.inference import sign_flip
from pipeline.figures.inference.quantiles import median_by_employer, median_by_job
from pipeline.figures.inference.score_path import score_path
from pipeline.figures.inference.sign_chances import sign_chances
from pipeline.figures.inference.sign_flip import FEWEST_EMPLOYERS, SURELY_OUT, sign_flip_interval
from pipeline.figures.inference.sign_sums import NOTHING


def enumerated(numbers, total):
    """P(|sum| >= |total|) over all signs, one by one."""
    sums = [sum(s * n for s, n in zip(signs, numbers, strict=True)) for signs in signs_of(numbers)]
    return sum(abs(each) >= abs(total) for each in sums) / len(sums)


def signs_of(numbers):
    return product((1, -1), repeat=len(numbers))


def plain_interval(amounts, employers):
    """By the definition: every amount, every combination of signs."""
    sizes, held = np.bincount(employers), []
    for amount in np.unique(amounts):
        scores = 2 * np.bincount(employers[amounts < amount], minlength=len(sizes)) - sizes
        scores = scores + np.bincount(employers[amounts == amount], minlength=len(sizes))
        if enumerated(scores.tolist(), int(scores.sum())) > 0.05:
            held.append(amount)
    return held[0], held[-1]


@pytest.mark.parametrize("seed", range(20))
def test_chances_are_those_of_every_combination_of_signs(seed):
    random = np.random.default_rng(seed)
    numbers = (random.integers(0, 9, 11) * random.choice([1, 60, 840])).tolist()
    sums = NOTHING.plus(numbers)
    assert sums.chances.sum() == 1
    for signs in list(signs_of(numbers))[:: 2**6]:
        total = sum(s * n for s, n in zip(signs, numbers, strict=True))
        assert sums.chance_beyond(total) == pytest.approx(enumerated(numbers, total), abs=1e-15)


def test_a_mixed_grid_gives_the_same_chances():
    assert NOTHING.plus([840, 420, 120, 7]).chance_beyond(1_387) == enumerated(
        [840, 420, 120, 7], 1_387
    )
    assert NOTHING.plus([7, 7]).plus([840]).chance_beyond(854) == 0.25


@pytest.mark.parametrize("seed", range(12))
def test_the_interval_is_the_one_of_the_definition(seed, drawn):
    amounts, employers = drawn(seed, employers=6 + seed % 5, most=6)
    amounts = np.round(amounts, -4)  # many ties
    interval = sign_flip_interval(amounts, employers)
    assert (interval.low, interval.high) == plain_interval(amounts, employers)


@pytest.mark.parametrize("seed", range(12))
def test_by_employer_small_employers_are_exact(seed, drawn):
    amounts, employers = drawn(seed, employers=9, most=8)
    path = score_path(amounts, employers, by_employer=True)
    places = np.arange(len(path.amounts))
    sizes = np.bincount(employers)
    exact = score_path(amounts, employers, by_employer=False).scores(places) * 840 / sizes
    assert np.array_equal(path.scores(places), exact)


def test_one_job_an_employer_gives_the_same_by_job_and_by_employer(drawn):
    amounts, employers = drawn(5, employers=40, most=1)
    by_job = sign_flip_interval(amounts, employers)
    assert by_job == sign_flip_interval(amounts, employers, by_employer=True)
    # then it is the sign test: 40 jobs, ranks 14 to 27
    assert (by_job.low, by_job.high) == tuple(np.sort(amounts)[[13, 26]])


def test_deviations_are_those_of_the_scores(drawn):
    amounts, employers = drawn(3)
    path = score_path(np.round(amounts, -4), employers, by_employer=False)
    scores = path.scores(np.arange(len(path.amounts)))
    spread = np.sqrt((scores**2).sum(axis=1))
    assert path.deviations == pytest.approx(np.abs(scores.sum(axis=1)) / spread)


def test_nothing_is_left_out_that_random_signs_would_keep(drawn):
    for seed in range(40):
        amounts, employers = drawn(seed, employers=6 + seed % 20, most=30)
        path = score_path(amounts, employers, by_employer=False)
        out = np.flatnonzero(path.deviations > SURELY_OUT)
        for scores in path.scores(out) if len(out) else ():
            assert NOTHING.plus(scores.tolist()).chance_beyond(int(scores.sum())) <= 0.05


@pytest.mark.parametrize("by_employer", [False, True])
def test_it_holds_the_median(drawn, by_employer):
    for seed in range(60):
        amounts, employers = drawn(seed, employers=6 + seed)
        interval = sign_flip_interval(amounts, employers, by_employer=by_employer)
        median = median_by_employer(amounts, employers) if by_employer else median_by_job(amounts)
        assert interval.low <= median <= interval.high


@pytest.mark.parametrize("by_employer", [False, True])
def test_order_of_rows_names_of_employers_and_currency_change_nothing(drawn, by_employer):
    amounts, employers = drawn(8)
    known = sign_flip_interval(amounts, employers, by_employer=by_employer)
    random = np.random.default_rng(1)
    order, names = random.permutation(len(amounts)), random.permutation(employers.max() + 1)
    again = sign_flip_interval(amounts[order], names[employers[order]], by_employer=by_employer)
    assert again == known
    scaled = sign_flip_interval(amounts * 4, employers, by_employer=by_employer)
    assert (scaled.low, scaled.high) == (known.low * 4, known.high * 4)


def test_no_interval_below_six_employers(drawn):
    amounts, employers = drawn(1, employers=FEWEST_EMPLOYERS - 1)
    assert sign_flip_interval(amounts, employers) is None
    assert sign_flip_interval(amounts[:0], employers[:0]) is None
    amounts, employers = drawn(1, employers=FEWEST_EMPLOYERS)
    assert sign_flip_interval(amounts, employers) is not None


@pytest.mark.parametrize("by_employer", [False, True])
def test_two_far_groups_of_equal_size_are_the_ends(by_employer):
    """Every amount between is held, and none that a job states."""
    amounts = np.repeat([100.0, 200.0], 12)
    employers = np.tile(np.arange(12), 2)
    interval = sign_flip_interval(amounts, employers, by_employer=by_employer)
    assert (interval.low, interval.high) == (100, 200)


def test_equal_amounts_have_an_interval_of_nothing_else():
    interval = sign_flip_interval(np.full(20, 7.0), np.arange(20) // 2)
    assert (interval.low, interval.high) == (7, 7)


@pytest.mark.parametrize(("by_employer", "most"), [(False, 0.004), (True, 0.004)])
def test_the_normal_limit_is_close_where_it_is_taken(drawn, monkeypatch, by_employer, most):
    """In shares of jobs below: the ends in a cell of 600 employers, far below where it starts."""
    amounts, employers = drawn(2, employers=600, most=20)
    exact = sign_flip_interval(amounts, employers, by_employer=by_employer)
    monkeypatch.setattr(sign_flip, "MOST_JOBS", 0)
    monkeypatch.setattr(sign_flip, "MOST_EMPLOYERS", 0)
    normal = sign_flip_interval(amounts, employers, by_employer=by_employer)
    for one, other in ((exact.low, normal.low), (exact.high, normal.high)):
        assert abs(np.mean(amounts < one) - np.mean(amounts < other)) <= most


def test_a_cell_of_2_000_jobs_takes_well_below_a_second(drawn):
    amounts, employers = drawn(4, employers=400, most=9)
    begun = time.process_time()
    for by_employer in (False, True):
        sign_flip_interval(amounts, employers, by_employer=by_employer)
    assert time.process_time() - begun < 2  # some 0.06 s on an idle core


@pytest.mark.parametrize("seed", range(20))
def test_the_fourier_sum_gives_the_exact_chances(seed):
    random = np.random.default_rng(seed)
    many = int(random.integers(1, 300))
    scores = random.integers(-9, 9, (7, many)) * random.choice([1, 7, 60], many)
    scores[0, : many // 2] = 840
    scores[1] = 0
    exact = [NOTHING.plus(row.tolist()).chance_beyond(int(row.sum())) for row in scores]
    assert sign_chances(scores) == pytest.approx(exact, abs=1e-11)


def test_the_fourier_sum_is_as_good_for_a_few_large_employers():
    scores = np.array([[20_001, -7_500, 4_321, *[3] * 500, *[-2] * 600, *[1] * 4_000]])
    exact = NOTHING.plus(scores[0].tolist()).chance_beyond(int(scores.sum()))
    assert sign_chances(scores) == pytest.approx([exact], abs=1e-11)


@pytest.mark.parametrize("by_employer", [False, True])
def test_the_ends_are_those_of_exact_chances(drawn, monkeypatch, by_employer):
    for seed in range(12):
        amounts, employers = drawn(seed, employers=6 + 7 * seed, most=30)
        quick = sign_flip_interval(amounts, employers, by_employer=by_employer)
        monkeypatch.setattr(sign_flip, "SURELY", 2)
        assert sign_flip_interval(amounts, employers, by_employer=by_employer) == quick
        monkeypatch.undo()
