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
    of = np.full(12, 5)
    one = Proportion(np.array([5, 5, 5, 4, 4, 4, 0, 0, 1, 1, 5, 5]), of)
    other = Proportion(np.array([1, 0, 4, 0, 3, 0, 4, 0, 0, 5, 1, 3]), of)
    ratio, difference = share_ratio(one, other), share_difference(one, other)
    firsts = [(39 - a) / 55 for a in one.name]
    seconds = [(21 - a) / 55 for a in other.name]
    logs = [np.log(a / b) for a, b in zip(firsts, seconds, strict=True)]
    k = min(effective(each) for each in (one.name, one.of, other.name, other.of))
    by = t_quantile(k - 1) * by_hand(logs)
    assert ratio.value == pytest.approx(39 / 21)
    assert ratio.interval.low == pytest.approx(39 / 21 * np.exp(-by))
    assert ratio.interval.high == pytest.approx(39 / 21 * np.exp(by))
    assert ratio.p == pytest.approx(2 * t_tail(np.log(39 / 21) / by_hand(logs), k - 1))
    assert (ratio.employers, ratio.effective_employers) == (12, pytest.approx(k))
    apart = [a - b for a, b in zip(firsts, seconds, strict=True)]
    by = t_quantile(11) * by_hand(apart)
    assert difference.value == pytest.approx(18 / 60)
    assert difference.interval.low == pytest.approx(18 / 60 - by)
    assert difference.p == pytest.approx(2 * t_tail(0.3 / by_hand(apart), 11))


def test_employers_that_are_more_alike_than_chance_make_no_interval_narrower():
    # each employer names 2 of 4: less spread than independent jobs would have
    found = share_interval(Proportion(np.full(10, 2), np.full(10, 4)))
    assert found.high - found.low == pytest.approx(2 * 1.959964 / np.sqrt(40 + 1.959964**2) / 2)


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


def test_without_any_spread_the_difference_is_as_sure_as_so_many_employers_make_it():
    of = np.full(12, 4)
    same = share_difference(Proportion(of, of), Proportion(of, of))
    other = share_difference(Proportion(of, of), Proportion(of * 0, of))
    assert (same.value, same.p) == (0, 1)
    assert same.interval.high == pytest.approx(-same.interval.low)
    assert 0.2 < same.interval.high < 0.3
    assert (other.value, other.interval.high) == (1, 1)
    assert 0.6 < other.interval.low < 0.7
    assert 0 < other.p < 0.001


@pytest.mark.parametrize(("named", "n"), [(24, 24), (0, 10), (0, 27)])
def test_a_share_of_all_or_none_is_no_surer_than_wilson_has_it(named, n):
    # one job an employer: as many independent answers as jobs
    name = (np.arange(n) < named).astype(int)
    found = share_interval(Proportion(name, np.ones(n, dtype=int)))
    reach = 1.959964**2 / (n + 1.959964**2)
    assert (found.low, found.high) == pytest.approx((1 - reach, 1) if named else (0, reach))


def test_employers_that_all_say_alike_count_and_not_their_jobs():
    found = share_interval(Proportion(np.full(12, 2), np.full(12, 2)))
    assert found.low == pytest.approx(12 / (12 + 1.959964**2))


def test_a_ratio_of_two_whole_shares_has_an_interval():
    of = np.full(20, 3)
    ratio = share_ratio(Proportion(of, of), Proportion(of, of))
    assert (ratio.value, ratio.p) == (1, 1)
    assert 0.8 < ratio.interval.low < 0.9
    assert ratio.interval.high == pytest.approx(1 / ratio.interval.low)


def test_shares_near_0_are_held_as_often_as_the_interval_says():
    random, held = np.random.default_rng(5), []
    sizes = np.array([1, 2, 3] * 8)
    for _ in range(600):
        found = share_interval(Proportion(drawn(random, sizes, 0.03, 0.1), sizes))
        held.append(not found.excludes(0.03))
    assert np.mean(held) >= 0.93


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
