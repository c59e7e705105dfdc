from itertools import pairwise

import pytest

from pipeline.figures.cell import Cell
from pipeline.publish.charts.bars import LEFT, MOST_TICKS, RIGHT, chart
from pipeline.publish.money import money, short
from tests.support.rows import every_row


def cell(low, median, high, **names):
    return Cell(
        id="pay",
        unit="year",
        currency=names.pop("currency", "USD"),
        country=names.pop("country", "US"),
        label_by_job=names.pop("label", "high"),
        label_by_employer="high",
        jobs=12,
        all_jobs=20,
        p25=low,
        median_by_job=median,
        p75=high,
        **names,
    )


CELLS = [
    cell(100_000, 150_000, 200_000),
    cell(90_000, 100_000, 110_000, role="Data Analyst"),
    cell(180_000, 200_000, 300_000, role="Research Scientist"),
    cell(1, 2, 3, country="DE", currency="EUR"),
    cell(250_000, 260_000, 290_000, role="Research Scientist", level="senior"),
    cell(180_000, 190_000, 200_000, role="Research Scientist", level="mid"),
    cell(None, None, None, role="Thin", label="<5"),
]


def test_the_country_then_roles_by_median_each_with_its_levels():
    names = [(bar.name, bar.part) for bar in chart(CELLS).bars]
    assert names == [
        ("All jobs", False),
        ("Research Scientist", False),
        ("mid", True),
        ("senior", True),
        ("Data Analyst", False),
    ]


def test_bars_are_where_their_figures_are():
    drawn = chart(CELLS)
    # The scale is 50k to 300k.
    assert [tick.text for tick in drawn.ticks] == [
        "$50k",
        "$100k",
        "$150k",
        "$200k",
        "$250k",
        "$300k",
    ]
    assert (drawn.ticks[0].x, drawn.ticks[-1].x) == (LEFT, RIGHT)
    whole = drawn.bars[0]
    per_dollar = (RIGHT - LEFT) / 250_000
    assert whole.x == pytest.approx(LEFT + 50_000 * per_dollar, abs=0.001)
    assert whole.width == pytest.approx(100_000 * per_dollar, abs=0.002)
    assert whole.tick == pytest.approx(LEFT + 100_000 * per_dollar, abs=0.001)
    assert (whole.median, whole.span) == ("$150k", "$100k to $200k")


def test_a_chart_is_of_one_country_in_its_currency():
    drawn = chart(CELLS[3:])
    assert (drawn.country, drawn.currency, len(drawn.bars)) == ("DE", "EUR", 1)
    assert drawn.bars[0].median == "€2"


def test_rows_do_not_overlap_and_fit():
    drawn = chart(CELLS)
    tops = [bar.y for bar in drawn.bars] + [drawn.height]
    assert all(below - above >= 20 for above, below in pairwise(tops))


@every_row("low", [0, 1, 37, 4_000, 99_999, 150_000])
@every_row("span", [0, 1, 7, 999, 50_000, 3_000_000])
def test_the_scale_is_short_and_holds_every_bar(low, span):
    drawn = chart([cell(low, low + span // 2, low + span)])
    [bar] = drawn.bars
    assert 2 <= len(drawn.ticks) <= MOST_TICKS
    assert LEFT <= bar.x <= bar.tick <= round(bar.x + bar.width, 3) <= RIGHT


def test_nothing_to_draw():
    assert chart([CELLS[-1]]).bars == ()


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (0, "USD", "$0"),
        (950, "USD", "$950"),
        (1_000, "USD", "$1k"),
        (152_400, "USD", "$152k"),
        (999_499, "USD", "$999k"),
        (999_500, "USD", "$1M"),
        (1_250_000, "GBP", "£1.25M"),
        (10_000_000, "CAD", "CAD\u00a010M"),
    ],
)
def test_short(amount, currency, words):
    assert short(amount, currency) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (None, "USD", ""),
        (152_400.5, "EUR", "€152,401"),
        (62.5, "GBP", "£62.50"),
        (62.0, "PLN", "PLN\u00a062"),
    ],
)
def test_money(amount, currency, words):
    assert money(amount, currency) == words
