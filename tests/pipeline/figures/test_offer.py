# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pytest

from pipeline.figures.amounts import amounts_of
from pipeline.figures.cell import cell_of
from pipeline.figures.offer import offer_cell, place_offer


def published(frame):
    return offer_cell(amounts_of(frame), cell_of(frame, {"country": "US"}, currency="USD"))


@pytest.fixture
def cells(drawn, paid):
    """A cell of up to 100 jobs, and a larger one, with their frames."""

    def made(employers, most, seed=4):
        amounts, codes = drawn(seed, employers=employers, most=most)
        frame = paid(amounts, [f"e{code}" for code in codes])
        return frame, published(frame)

    return made


def plain(frame, amount):
    low, high, middle = (frame[c].to_numpy() for c in ("annual_min", "annual_max", "pay"))
    below, above = np.mean(amount < low), np.mean(amount > high)
    percentile = (np.mean(middle < amount) + np.mean(middle <= amount)) / 2
    return 100 * np.array([below, 1 - below - above, above, percentile])


def offers(frame, count=500):
    random = np.random.default_rng(9)
    near = np.exp(random.normal(np.log(150_000), 0.5, count // 2))
    return [*near, *random.choice(frame["pay"], count - len(near))]


def answers(found):
    return [found.below, found.inside, found.above, found.percentile]


def test_500_offers_to_a_cell_that_carries_its_jobs_are_exact(cells):
    frame, carried = cells(20, 7)
    assert carried.exact
    assert carried.jobs == len(carried.middles) <= 100
    for amount in offers(frame):
        found = place_offer(amount, "year", "USD", carried)
        assert answers(found) == pytest.approx(plain(frame, amount), abs=1e-9)


def test_500_offers_to_a_large_cell_are_off_by_half_a_point_at_most(cells):
    frame, carried = cells(80, 20)
    assert not carried.exact
    assert len(carried.middles) == 101
    for amount in offers(frame):
        found = place_offer(amount, "year", "USD", carried)
        off = np.abs(np.array(answers(found)) - plain(frame, amount))
        assert off[[0, 2, 3]].max() <= 0.5 + 1e-9
        assert off[1] <= 1 + 1e-9
        assert not found.exact


def test_the_percentile_has_an_interval_that_holds_it(cells):
    frame, carried = cells(60, 10)
    assert carried.effective_employers >= 10
    for amount in offers(frame, 50):
        found = place_offer(amount, "year", "USD", carried)
        low, high = found.interval.low, found.interval.high
        assert 0 <= low <= (found.percentile or 0) <= high <= 100
    _frame, carried = cells(9, 6)
    assert carried is None or place_offer(150_000, "year", "USD", carried).interval is None


@pytest.mark.parametrize(
    ("amount", "period"), [(12_500, "month"), (150_000 / 52, "week"), (150_000 / 2080, "hour")]
)
def test_other_periods_are_a_year_of_them(cells, amount, period):
    _, carried = cells(20, 8)
    year = place_offer(150_000, "year", "USD", carried)
    assert answers(place_offer(amount, period, "USD", carried)) == answers(year)


def test_an_offer_below_all_is_as_sure_as_so_many_jobs_make_it(paid):
    carried = published(paid(150_000.0 + np.arange(10), [str(n) for n in range(10)]))
    reach = 100 * 1.959964**2 / (10 + 1.959964**2)
    for amount, ends in ((1, (0, reach)), (1e9, (100 - reach, 100))):
        found = place_offer(amount, "year", "USD", carried).interval
        assert (found.low, found.high) == pytest.approx(ends)


def test_far_offers_are_below_all_and_above_all(cells):
    _, carried = cells(80, 20)
    assert answers(place_offer(1, "year", "USD", carried)) == [100, 0, 0, 0]
    assert answers(place_offer(1e9, "year", "USD", carried)) == [0, 0, 100, 100]


def test_too_few_is_said_plainly(paid):
    for n in (0, 1, 9):
        frame = paid(np.arange(100.0, 100 + n), [str(i) for i in range(n)])
        carried = published(frame)
        assert carried is None
        found = place_offer(100, "year", "USD", carried)
        assert found.percentile is None
        assert found.why.startswith("too few")


def test_another_currency_is_refused(cells):
    _, carried = cells(20, 8)
    found = place_offer(100_000, "year", "EUR", carried)
    assert found.percentile is None
    assert "USD" in found.why


@pytest.mark.parametrize(("amount", "period"), [(0, "year"), (-1, "year"), (1, "fortnight")])
def test_what_is_no_offer_is_refused(cells, amount, period):
    with pytest.raises(ValueError, match=r"amount|Period"):
        place_offer(amount, period, "USD", cells(20, 8)[1])
