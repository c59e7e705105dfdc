import random
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.posting import JobPosting
from models.vocab import Level
from pipeline.publish.compare.population import population
from pipeline.publish.compare.statistics import (
    GRAINS,
    Cell,
    _order,
    dollars,
    interval_rank,
    statistics,
)

MLE, DSC, DEN = "Machine Learning Engineer", "Data Scientist", "Data Engineer"
RLC = "role_level_country"

# 34 postings in the figures: role, level, country, then employer and midpoint in thousands.
PAID = [
    (MLE, "senior", "US", "A180 B190 C200 D210 E220 A230"),
    (MLE, "senior", "DE", "A100 F110 G120 H130"),
    (MLE, "mid", "US", "B140 C150 D160 E170 F180"),
    (MLE, None, "US", "G300"),
    (DSC, "senior", "US", "A150 A155 A160 B165 B170"),
    (DSC, "entry", "GB", "C60 D62 E64"),
    (DSC, "mid", "US; CA", "F120 G125 H130 I135"),
    (DEN, "senior", "US", "A140 B150 C160 D170"),
    (None, None, "US", "J90 K95"),
]
K = {"role": MLE, "level": "senior", "country": "US"}
# 6 counted, in no figure.
UNPAID: list[tuple[Any, dict[str, Any]]] = [
    (None, K),
    ((100, 200), {**K, "salary_status": "flagged"}),
    ((100, None), K),
    ((100, 200), {**K, "role": DSC, "salary_status": "unparsed"}),
    ((1, 2), {**K, "role": DSC, "level": "mid", "annual_min_usd": None, "annual_max_usd": None}),
    (None, {**K, "role": DEN, "salary_status": "ok"}),
]


@pytest.fixture
def forty(make):
    rows: list[JobPosting] = []
    for role, level, country, paid in PAID:
        place = {"role": role, "level": level, "country": country}
        for one in paid.split():
            middle = int(one[1:]) * 1000
            pay = (middle - 7000, middle + 7000)
            rows.append(make(len(rows), pay, company=f"Firm {one[0]}", **place))
    for pay, more in UNPAID:
        rows.append(make(len(rows), pay, **more))
    return rows


# By hand. With x the sorted midpoints from 0: the quartile at p is at place (n-1)p, between two
# neighbours in proportion. The interval is (x[j-1], x[n-j]), j from a table of the sign test.
# Employers' share is rounded; quartiles, median and interval are in thousands.
FIGURES = [
    # grain, role, level, country, label, n, all, employers, share, p25, median, p75, interval
    ("all", None, None, None, "medium", 34, 40, 11, "0.21", 121.25, 150, 170, 130, 170),
    ("role", DEN, None, None, "too few", None, 5, None, None, None, None, None, None, None),
    ("role", DSC, None, None, "low", 12, 14, 9, "0.25", 106, 132.5, 156.25, 64, 160),
    ("role", MLE, None, None, "low", 16, 19, 8, "0.19", 137.5, 175, 202.5, 130, 210),
    ("role_country", MLE, None, "US", "low", 12, 15, 7, "0.17", 167.5, 185, 212.5, 160, 220),
    ("role_level", MLE, "mid", None, "very low", 5, 5, 5, "0.2", 150, 160, 170, None, None),
    (RLC, MLE, "mid", "US", "very low", 5, 5, 5, "0.2", 150, 160, 170, None, None),
    ("role_level", MLE, "senior", None, "low", 10, 13, 8, "0.3", 122.5, 185, 207.5, 110, 220),
    (RLC, MLE, "senior", "US", "very low", 6, 9, 5, "0.33", 192.5, 205, 217.5, 180, 230),
]  # fmt: skip


def line(cell):
    share = None if cell.largest_share is None else str(cell.largest_share.normalize())
    figures = (
        cell.p25_usd, cell.median_usd, cell.p75_usd, cell.median_low_usd, cell.median_high_usd,
    )  # fmt: skip
    return (
        cell.grain, cell.role, cell.level, cell.country, cell.label, cell.postings,
        cell.all_postings, cell.employers, share, *(f if f is None else f / 1000 for f in figures),
    )  # fmt: skip


def test_forty_postings(forty):
    assert len(forty) == 40
    figures = statistics(population(forty).counted)
    assert [line(cell) for cell in figures.cells] == FIGURES
    # Too small: 4 levels (three of DSC, one of DEN), 4 countries (MLE in DE, DSC in US and GB,
    # DEN in US), 4 of both (MLE senior DE, DSC senior US, DSC entry GB, DEN senior US).
    assert figures.rolled_up == 12


@pytest.mark.parametrize("seed", range(3))
def test_order_changes_nothing(forty, seed):
    before = statistics(population(forty).counted)
    random.Random(seed).shuffle(forty)
    assert statistics(population(forty).counted) == before


def test_duplicates_and_jobs_that_are_not_about_ai_change_nothing(forty, make):
    before = statistics(population(forty).counted)
    more = [make(f"d{n}", (1, 2), role=MLE, duplicate_of="0") for n in range(9)]
    more += [make(f"n{n}", (1, 2), role=MLE, ai_relevance="no") for n in range(9)]
    assert statistics(population(forty + more).counted) == before


def test_one_employer_written_two_ways_is_one(make):
    names = ["Quillmere", "QUILLMERE ", " quillmere", "Brackwater", "Tesselate"]
    rows = [make(n, (100 + n, 100 + n), company=name) for n, name in enumerate(names)]
    whole = statistics(population(rows).counted).whole
    assert (whole.postings, whole.employers, whole.label) == (5, 3, "too few")
    assert whole.largest_share == Decimal("0.60")
    assert whole.median_usd is None


def test_an_unnamed_employer_is_none(make):
    rows = [make(n, (100, 200), company=None) for n in range(6)]
    whole = statistics(population(rows).counted).whole
    assert (whole.employers, whole.label) == (0, "too few")


def test_nothing_has_one_line():
    [cell] = statistics(population([]).counted).cells
    assert line(cell)[:7] == ("all", None, None, None, "too few", None, 0)


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_numpy(make, seed):
    random_ = random.Random(seed)
    ends = [
        sorted(random_.randrange(1, 400_000) for _ in "ab") for _ in range(random_.randrange(5, 60))
    ]
    rows = [make(n, pay, company=f"Firm {n}") for n, pay in enumerate(ends)]
    whole = statistics(population(rows).counted).whole
    middles = [(low + high) / 2 for low, high in ends]
    expected = [dollars(q) for q in np.percentile(middles, [25, 50, 75], method="linear")]
    assert [whole.p25_usd, whole.median_usd, whole.p75_usd] == expected


@given(st.lists(st.integers(1, 10**6), min_size=6, max_size=40), st.integers(2, 9))
def test_figures_are_in_order_and_scale(values, factor):
    def whole(unit):
        paid = [(v * unit * 2, f"e{n}") for n, v in enumerate(values)]
        frame = population([]).counted.reindex(range(len(paid)))
        frame["midpoint"] = [float(value) for value, _ in paid]
        frame["employer"] = [employer for _, employer in paid]
        return statistics(frame).whole

    one, more = whole(1), whole(factor)
    assert one.p25_usd <= one.median_usd <= one.p75_usd
    assert one.median_low_usd <= one.median_usd <= one.median_high_usd
    assert abs(more.median_usd - factor * one.median_usd) <= factor


@pytest.mark.parametrize(
    ("n", "ranks"),
    [
        (1, None),
        (5, None),
        (6, (1, 6)),
        (10, (2, 9)),
        (20, (6, 15)),
        (30, (10, 21)),
        (100, (40, 61)),
    ],
)
def test_the_interval_of_a_median(n, ranks):
    j = interval_rank(n)
    assert (j, n - j + 1) == ranks if ranks else j == 0


def test_the_interval_of_a_large_sample_is_near_the_normal_one():
    assert interval_rank(1_000_000) == pytest.approx(500_000 - 0.98 * 1000, abs=1)


def test_every_grain_has_a_line(make):
    rows = [make(n, (n, n), role="R", level="mid", country="FR", company=str(n)) for n in range(5)]
    cells = statistics(population(rows).counted).cells
    assert {c.grain for c in cells} == set(GRAINS)


@pytest.mark.parametrize(("value", "whole"), [(1.5, 2), (2.5, 3), (2.49, 2), (0.0, 0)])
def test_half_a_dollar_goes_up(value, whole):
    assert dollars(value) == whole


def test_within_a_role_all_levels_together_come_first_then_the_lowest():
    def line(level, country=None):
        said: dict[str, Any] = {"grain": "role", "label": "low", "all_postings": 1}
        return Cell(role="Data Engineer", level=level, country=country, **said)

    levels = [line(str(level)) for level in Level]
    lead = levels.index(line("lead")) + 1
    wanted = [line(None), line(None, "GB"), *levels[:lead], line("lead", "GB"), *levels[lead:]]
    mixed = random.Random(1).sample(wanted, len(wanted))
    assert sorted(mixed, key=_order) == wanted
