# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pytest

from pipeline.figures.inference.proportions import (
    Proportion,
    effective,
    share_difference,
    share_interval,
    share_ratio,
)
from pipeline.figures.inference.student_t import t_quantile, t_tail


def drawn(random, sizes, share, rho):
    """Draw how many of each employer's jobs name a value: beta-binomial, alike within employers."""
    odds = (1 - rho) / rho
    return random.binomial(sizes, random.beta(share * odds, (1 - share) * odds, len(sizes)))


def by_hand(values):
    e = len(values)
    return np.sqrt((e - 1) / e * sum((v - np.mean(values)) ** 2 for v in values))


def test_effective_employers():
    assert effective(np.array([5, 5, 5, 5])) == pytest.approx(4)
    assert effective(np.array([9, 1])) == pytest.approx(100 / 82)
    assert effective(np.array([], dtype=np.int64)) == 0


def test_a_share_and_its_interval_are_those_computed_employer_by_employer():
    name, of = np.array([3, 0, 5, 1, 2, 4, 0]), np.array([4, 2, 9, 3, 2, 6, 0])
    found = share_interval(Proportion(name, of))
    without = [(15 - a) / (26 - b) for a, b in zip(name[:6], of[:6], strict=True)]
    by = t_quantile(26**2 / 150 - 1) * by_hand(without)
    assert Proportion(name, of).share == pytest.approx(15 / 26)
    assert found.low == pytest.approx(15 / 26 - by)
    assert found.high == pytest.approx(min(1, 15 / 26 + by))


def test_an_interval_of_a_share_stays_within_0_and_1_and_needs_two_employers():
    assert share_interval(Proportion(np.array([4, 3, 1]), np.array([4, 3, 2]))).high == 1
    assert share_interval(Proportion(np.array([0, 0, 1]), np.array([4, 3, 2]))).low == 0
    assert share_interval(Proportion(np.array([4, 0]), np.array([9, 0]))) is None


def test_ratio_and_difference_drop_an_employer_on_both_sides_at_once():
    one = Proportion(np.array([3, 2, 4, 1, 2, 2, 3]), np.array([5, 4, 6, 3, 3, 4, 5]))
    other = Proportion(np.array([1, 2, 1, 1, 1, 1, 1]), np.array([4, 5, 3, 4, 4, 5, 5]))
    ratio, difference = share_ratio(one, other), share_difference(one, other)
    firsts = [(17 - a) / (30 - b) for a, b in zip(one.name, one.of, strict=True)]
    seconds = [(8 - a) / (30 - b) for a, b in zip(other.name, other.of, strict=True)]
    logs = [np.log(a / b) for a, b in zip(firsts, seconds, strict=True)]
    k = min(effective(each) for each in (one.name, one.of, other.name, other.of))
    by = t_quantile(k - 1) * by_hand(logs)
    assert ratio.value == pytest.approx(17 / 8)
    assert ratio.interval.low == pytest.approx(17 / 8 * np.exp(-by))
    assert ratio.interval.high == pytest.approx(17 / 8 * np.exp(by))
    assert ratio.p == pytest.approx(2 * t_tail(np.log(17 / 8) / by_hand(logs), k - 1))
    assert (ratio.employers, ratio.effective_employers) == (7, pytest.approx(k))
    k = min(one.effective_employers, other.effective_employers)
    apart = [a - b for a, b in zip(firsts, seconds, strict=True)]
    by = t_quantile(k - 1) * by_hand(apart)
    assert difference.value == pytest.approx(9 / 30)
    assert difference.interval.low == pytest.approx(9 / 30 - by)
    assert difference.p == pytest.approx(2 * t_tail(0.3 / by_hand(apart), k - 1))


def test_the_p_value_is_below_5_percent_where_the_interval_excludes_no_difference():
    random = np.random.default_rng(3)
    sizes = np.full(40, 5)
    for _ in range(60):
        one, other = (Proportion(drawn(random, sizes, share, 0.2), sizes) for share in (0.45, 0.35))
        ratio, difference = share_ratio(one, other), share_difference(one, other)
        assert (ratio.p < 0.05) == ratio.interval.excludes(1)
        assert (difference.p < 0.05) == difference.interval.excludes(0)


def test_no_ratio_where_few_employers_name_it():
    of = np.full(20, 5)
    one = np.where(np.arange(20) < 4, 5, 0)
    assert share_ratio(Proportion(one, of), Proportion(of - 1, of)) is None
    assert share_ratio(Proportion(of - 1, of), Proportion(one, of)) is None
    assert share_ratio(Proportion(of * 0, of), Proportion(of - 1, of)) is None
    assert share_difference(Proportion(one, of), Proportion(of - 1, of)) is not None
    assert share_difference(Proportion(one[:1], of[:1]), Proportion(of[:1], of[:1])) is None


def test_without_any_spread_the_difference_is_sure():
    of = np.full(12, 4)
    same = share_difference(Proportion(of, of), Proportion(of, of))
    other = share_difference(Proportion(of, of), Proportion(of * 0, of))
    assert (same.value, same.p) == (0, 1)
    assert (other.value, other.p) == (1, 0)


@pytest.mark.parametrize("rho", [0.1, 0.4])
def test_intervals_hold_the_truth_in_95_percent_of_cases(rho):
    random = np.random.default_rng(11)
    ranks = np.arange(1, 101)
    sizes = np.maximum(1, np.round(500 / ranks / np.sum(1 / ranks))).astype(int)
    held: dict[str, list[bool]] = {"ratio": [], "difference": [], "share": []}
    for _ in range(400):
        of = [random.permutation(sizes) for _ in range(2)]
        sides = [
            Proportion(drawn(random, mine, share, rho), mine)
            for mine, share in zip(of, (0.5, 0.4), strict=True)
        ]
        if (ratio := share_ratio(*sides)) is not None:
            held["ratio"].append(not ratio.interval.excludes(0.5 / 0.4))
        held["difference"].append(not share_difference(*sides).interval.excludes(0.1))
        held["share"].append(not share_interval(sides[0]).excludes(0.5))
    assert len(held["ratio"]) > 350
    for name, cases in held.items():
        assert 0.93 <= np.mean(cases) <= 0.985, name
