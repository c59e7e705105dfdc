"""The page's script places an offer as Python does."""

import random

import numpy as np
import pytest

from pipeline.figures.offer import place_offer
from pipeline.publish.report.report import report

pytestmark = pytest.mark.proof

OFFERS = 500
PLACED = """(offers) => offers.map(([country, role, level, amount, period]) => {
  const { place, cellOf, perYear } = window.payband;
  return place(cellOf(country, role, level), amount * perYear[period]);
})"""
FIELDS = ("below", "inside", "above", "percentile")
PERIODS = {"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}


@pytest.fixture
def made(people, store, tmp_path):
    """Make a report with cells of up to 100 jobs and larger ones."""
    return report(store(people()), tmp_path / "s.html"), tmp_path / "s.html"


def test_offers_stand_where_a_direct_calculation_puts_them(made, opened):
    figures, file = made
    random.seed(7)
    cells = {each.id: each for each in figures.figures.pay}
    drawn, expected = [], []
    for _ in range(OFFERS):
        offer = random.choice(figures.figures.offers)
        cell, period = cells[offer.id], random.choice(list(PERIODS))
        year = random.choice(
            [random.uniform(0.5, 1.5) * offer.middles[len(offer.middles) // 2],
             random.choice(offer.lows + offer.middles + offer.highs)]
        )  # fmt: skip
        amount = year / PERIODS[period]
        drawn.append([cell.country, cell.role or "", cell.level or "", amount, period])
        expected.append((offer, place_offer(amount, period, cell.currency, offer), amount))
    assert {offer.exact for offer, _placed, _amount in expected} == {True, False}
    with opened(file) as page:
        found = page.tab.evaluate(PLACED, drawn)
    for (offer, placed, amount), (*_cell, period), told in zip(expected, drawn, found, strict=True):
        assert [told[name] for name in FIELDS] == pytest.approx(
            [getattr(placed, name) for name in FIELDS], abs=1e-9
        )
        if placed.interval is None:
            assert told["interval"] is None
        else:
            ends = [placed.interval.low, placed.interval.high]
            assert told["interval"] == pytest.approx(ends, abs=1e-9)
        if offer.exact:
            _compare_with_numpy(offer, amount * PERIODS[period], told)


def _compare_with_numpy(offer, year, told):
    lows, middles, highs = map(np.asarray, (offer.lows, offer.middles, offer.highs))
    assert told["below"] == pytest.approx(100 * np.mean(lows > year), abs=1e-9)
    assert told["above"] == pytest.approx(100 * np.mean(highs < year), abs=1e-9)
    ties = (np.mean(middles < year) + np.mean(middles <= year)) / 2
    assert told["percentile"] == pytest.approx(100 * ties, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("95,000", 95_000), ("95.000", 95_000), ("95k", 95_000), ("€ 95 000", 95_000),
        ("1,250.50", 1_250.5), ("62,50", 62.5), ("$1,200,000", 1_200_000), ("7.5k", 7_500),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(made, opened, text, amount):
    with opened(made[1]) as page:
        assert page.tab.evaluate("(text) => window.payband.amountOf(text)", text) == amount


def test_the_card_says_it_in_words(made, opened):
    figures, file = made
    with opened(file, "phone", anchor="#country=US&offer=12k&period=month") as page:
        said = page.tab.inner_text("#stands")
        assert said.startswith("$12,000 a month is $144,000 a year. It is above ")
        assert "95% interval" in said
        cell = next(each for each in figures.figures.offers if each.id == "pay/year/country=US")
        assert f"{cell.jobs:,}" in page.tab.inner_text("#numbers")
        page.tab.evaluate("() => { window.print = () => { window.printed = true; }; }")
        page.tab.click("#print")
        assert page.tab.evaluate("() => window.printed")
        page.tab.emulate_media(media="print")
        assert page.tab.is_visible("#stands")
        assert not page.tab.is_visible("details.country")
        assert page.errors == []


def test_too_few_is_said_plainly(made, opened):
    with opened(made[1]) as page:
        page.tab.evaluate(
            "() => document.querySelector('[name=role]').append(new Option('Nobody'))"
        )
        page.tab.select_option("[name=role]", "Nobody")
        page.tab.fill("[name=offer]", "90000")
        assert "No published figures for Nobody" in page.tab.inner_text("#stands")
        assert not page.tab.is_visible("#print")
