from itertools import pairwise

import pytest

from pipeline.publish.report.chart import LEFT, MOST_TICKS, RIGHT, chart, short
from pipeline.publish.report.statistics import Cell
from tests.rows import every_row


def cell(grain, low, median, high, **names):
    return Cell(
        grain=grain,
        label=names.pop("label", "low"),
        postings=12,
        all_postings=20,
        p25_usd=low,
        median_usd=median,
        p75_usd=high,
        **names,
    )


CELLS = [
    cell("all", 100_000, 150_000, 200_000),
    cell("role", 90_000, 100_000, 110_000, role="Data Analyst"),
    cell("role", 180_000, 200_000, 300_000, role="Research Scientist"),
    cell("role_country", 1, 2, 3, role="Research Scientist", country="US"),
    cell("role_level", 180_000, 190_000, 200_000, role="Research Scientist", level="mid"),
    cell("role_level", 250_000, 260_000, 290_000, role="Research Scientist", level="senior"),
    Cell(grain="role", role="Thin", label="too few", all_postings=3),
]


def test_all_then_roles_by_median_each_with_its_levels():
    names = [(bar.name, bar.part) for bar in chart(CELLS).bars]
    assert names == [
        ("All roles", False),
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


def test_rows_do_not_overlap_and_fit():
    drawn = chart(CELLS)
    tops = [bar.y for bar in drawn.bars] + [drawn.height]
    assert all(below - above >= 20 for above, below in pairwise(tops))


@every_row("low", [0, 1, 37, 4_000, 99_999, 150_000])
@every_row("span", [0, 1, 7, 999, 50_000, 3_000_000])
def test_the_scale_is_short_and_holds_every_bar(low, span):
    drawn = chart([cell("all", low, low + span // 2, low + span)])
    [bar] = drawn.bars
    assert 2 <= len(drawn.ticks) <= MOST_TICKS
    assert LEFT <= bar.x <= bar.tick <= round(bar.x + bar.width, 3) <= RIGHT


def test_nothing_to_draw():
    assert chart([CELLS[-1]]).bars == ()


@pytest.mark.parametrize(
    ("dollars", "words"),
    [
        (0, "$0"),
        (950, "$950"),
        (1_000, "$1k"),
        (152_400, "$152k"),
        (999_499, "$999k"),
        (999_500, "$1M"),
        (1_250_000, "$1.25M"),
        (10_000_000, "$10M"),
    ],
)
def test_short(dollars, words):
    assert short(dollars) == words
