"""What boards put around a title changes neither role nor level: on every labelled title."""

import csv
from pathlib import Path

import pytest

from pipeline.clean.title.title_level import read_level
from pipeline.clean.title.title_role import read_role

LABELS = Path(__file__).parents[3] / "labels/titles.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    TITLES = [row["title"] for row in csv.DictReader(file)]


def read(title):
    form = read_role(title).form
    return form and form.role, read_level(title).level


@pytest.mark.parametrize(
    "around",
    [
        "{} - Berlin",
        "{} (Remote)",
        "{}, New York, NY",
        "{} - R-0012345",
        "{} (m/w/d)",
        "{} - £50k - £60k",
        "{} at Acme Robotics Ltd",
        "URGENT: {}",
        "🚀 {} 🚀",
        "{} (3-5 years)",
        "{} - Leading Fashion Brand",
        "{} - 6 Month Contract",
    ],
)
def test_what_stands_around_a_title_changes_nothing(around):
    changed = [t for t in TITLES if read(around.format(t)) != read(t)]
    assert changed == []
