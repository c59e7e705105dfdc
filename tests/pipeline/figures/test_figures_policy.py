from dataclasses import replace

import pytest

from pipeline.figures.inference.concentration import Concentration
from pipeline.figures.inference.interval import Interval
from pipeline.figures.policy import few_drive, showing, tails_shown

CELL = Concentration(
    jobs=40,
    employers=12,
    pairs=30,
    largest_share=0.2,
    effective_employers=10.0,
    effective_jobs=25.0,
)


def label(cell=CELL, low=90.0, high=110.0, *, by_employer=False):
    return showing(cell, 100.0, Interval(low, high), by_employer=by_employer).label


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (95, 105, "high"), (94.9, 105, "medium"), (90, 110, "medium"), (89.9, 110, "low"),
        (75, 125, "low"), (74.9, 125, "counts only"), (100, 100, "high"), (90, 150, "counts only"),
    ],
)  # fmt: skip
def test_labels_go_by_half_the_width(low, high, expected):
    assert label(low=low, high=high) == expected


@pytest.mark.parametrize(
    ("jobs", "employers", "expected"),
    [
        (4, 4, "<5"), (5, 2, "<3 employers"), (5, 3, "counts only"), (9, 9, "counts only"),
        (10, 5, "counts only"), (10, 6, "medium"), (0, 0, "<5"),
    ],
)  # fmt: skip
def test_thin_cells_show_less(jobs, employers, expected):
    assert label(replace(CELL, jobs=jobs, employers=employers)) == expected


def test_one_employer_with_more_than_half_has_no_median_by_job():
    cell = replace(CELL, largest_share=0.51)
    assert label(cell) == "counts only"
    assert label(cell, by_employer=True) == "medium"
    assert label(replace(CELL, largest_share=0.5)) == "medium"
    assert "51%" in showing(cell, 1.0, Interval(1, 1), by_employer=False).why


def test_no_interval_is_no_median():
    assert showing(CELL, 100.0, None, by_employer=False).label == "counts only"


def test_tails_from_36_effective_jobs():
    assert not tails_shown(replace(CELL, effective_jobs=35.9))
    assert tails_shown(replace(CELL, effective_jobs=36))


def test_few_employers_drive_medians_that_differ_by_over_a_tenth():
    assert not few_drive(110, 100)
    assert few_drive(110.1, 100)
    assert few_drive(89.9, 100)
