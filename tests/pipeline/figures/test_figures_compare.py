# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pytest

from pipeline.figures.amounts import amounts_of
from pipeline.figures.compare import compare, verdicts
from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.multiple import benjamini_hochberg
from pipeline.figures.inference.quantiles import median_by_employer
from pipeline.figures.inference.random_stream import resamples
from pipeline.figures.resampled_medians import resampled_medians

# Benjamini and Hochberg's own example: 15 p-values, of which the 4 smallest stand.
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
    0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


@pytest.fixture
def two(drawn, paid):
    """Two cells of the same employers; the first states `more` times as much."""

    def made(more, seed=1, employers=40, rho=0.6):
        amounts, codes = drawn(seed, employers=employers, rho=rho)
        names = [f"employer {code}" for code in codes]
        return paid(amounts * more, names), paid(amounts, names)

    return made


def test_the_published_example_of_many_comparisons():
    assert benjamini_hochberg(PUBLISHED) == [True] * 4 + [False] * 11
    assert benjamini_hochberg([]) == []
    assert benjamini_hochberg([0.04, 0.049, 0.9]) == [False, False, False]
    assert benjamini_hochberg([0.049, 0.03]) == [True, True]


@pytest.mark.parametrize("by_employer", [False, True])
def test_resampled_medians_are_those_of_repeated_jobs(drawn, paid, by_employer):
    amounts, codes = drawn(2, employers=12)
    found = amounts_of(paid(amounts, [f"{code:02}" for code in codes]))
    counts = resamples(5, 12, 40)
    medians = resampled_medians(found, np.arange(12), counts, by_employer=by_employer)
    for count, median in zip(counts, medians, strict=True):
        again = np.repeat(found.amounts, count[found.employers].astype(int))
        if by_employer:
            weights = (count / np.bincount(found.employers))[found.employers]
            known = np.quantile(found.amounts, 0.5, method="inverted_cdf", weights=weights)
        else:
            known = np.median(again)
        assert median == pytest.approx(known, rel=1e-9)


def test_a_resample_without_the_cell_has_no_median(paid):
    found = amounts_of(paid([1.0, 2.0], "AB"))
    assert np.isnan(resampled_medians(found, np.arange(2), np.array([[0, 0]]))[0])


@pytest.mark.parametrize("by_employer", [False, True])
def test_the_same_employers_paying_more_is_higher(two, by_employer):
    found = compare(*two(1.2), by_employer=by_employer)
    assert found.ratio == pytest.approx(1.2)
    assert (found.interval.low, found.interval.high) == pytest.approx((1.2, 1.2), rel=0.01)
    assert verdicts([found]) == ["higher"]
    assert verdicts([compare(*reversed(two(1.2)), by_employer=by_employer)]) == ["lower"]


def test_different_employers_paying_a_little_more_is_not_told_apart(drawn, paid):
    amounts, codes = drawn(1, employers=20, rho=0.9)
    other, others = drawn(2, employers=20, rho=0.9)
    found = compare(paid(amounts * 1.03, codes.astype(str)), paid(other, others.astype(str) + "b"))
    assert verdicts([found]) == ["not told apart"]
    assert found.employers == 40


def test_the_same_jobs_give_the_same_bytes_in_any_order(two):
    first, second = two(1.05)
    shuffled = [frame.sample(frac=1, random_state=3) for frame in (first, second)]
    assert compare(*shuffled) == compare(first, second)
    assert repr(compare(*shuffled)) == repr(compare(first, second))


def test_the_interval_covers_a_ratio_of_one(drawn, paid, monkeypatch):
    """Different employers, true ratio 1: 95 of 100 intervals hold it."""
    monkeypatch.setattr("pipeline.figures.compare.TIMES", 500)
    held = 0
    for seed in range(60):
        cells = []
        for n in (0, 1):
            amounts, codes = drawn(2 * seed + n, employers=16, most=6)
            cells.append(paid(amounts, [f"{n}-{code}" for code in codes]))
        found = compare(*cells)
        assert found.interval
        held += not found.interval.excludes(1)
    assert held / 60 >= 0.9


def test_p_and_interval_agree(two, drawn, paid):
    for more in (1.0, 1.02, 1.05, 1.1, 1.3):
        amounts, codes = drawn(7, employers=30)
        found = compare(paid(amounts * more, codes.astype(str)), two(1.0, seed=8)[1])
        assert ((found.p or 0) < 0.05) == found.interval.excludes(1)


def test_more_than_ten_comparisons_must_stand_together(two):
    sure, weak = compare(*two(1.3)), compare(*two(1.0))
    weak = type(weak)(1.02, Interval(1.001, 1.05), 0.045, 40, 20.0)
    assert verdicts([sure, *[weak] * 9]) == ["higher"] * 10
    unsure = type(weak)(1.0, Interval(0.9, 1.1), 0.9, 40, 20.0)
    assert verdicts([sure, weak, *[unsure] * 9]) == ["higher", *["not told apart"] * 10]


@pytest.mark.parametrize(
    ("n", "employers", "why"),
    [(0, 1, "10 jobs"), (9, 9, "10 jobs"), (30, 5, "6 employers"), (30, 9, "effective")],
)
def test_what_cannot_be_compared_says_why(two, paid, n, employers, why):
    thin = paid([100.0 + i for i in range(n)], [str(i % employers) for i in range(n)])
    found = compare(thin, two(1.0)[1])
    assert found.ratio is None
    assert why in found.why
    assert verdicts([found]) == [found.why]


def test_a_dominated_cell_is_compared_by_employer_only(two, paid):
    names = [*["A"] * 40, *[str(n) for n in range(20)]]
    most = paid(np.arange(100.0, 160), names)
    other = two(1.0)[1]
    assert "half" in compare(most, other).why
    typical = [median_by_employer(c.amounts, c.employers) for c in map(amounts_of, (most, other))]
    by_employer = compare(most, other, by_employer=True)
    assert by_employer.ratio == typical[0] / typical[1]
