"""Jobs that the shape of a comment tells: lists, strokes, brackets, addresses, other languages.

The labels in shapes.csv were written before the comments were read by a rule.
"""

import csv
from pathlib import Path

import pytest

from scrapers.platforms.hackernews.comment import roles, seeks_work
from tests.support.rows import every_row

with (Path(__file__).parent / "shapes.csv").open(encoding="utf-8", newline="") as file:
    SHAPES = list(csv.DictReader(file))
KNOWN_MISSES = ("Meadowsweet", "Tarnbrook")
"""Beginnings of comments read wrongly: fields and lists inside a header."""


def labelled(row):
    marks = [pytest.mark.xfail(strict=True)] if row["comment"].startswith(KNOWN_MISSES) else []
    return pytest.param(row, marks=marks, id=row["comment"][:40])


@every_row("row", [labelled(row) for row in SHAPES])
def test_the_jobs_of_a_comment_by_its_shape(row):
    found = [] if seeks_work(row["comment"]) else roles(row["comment"])
    meant = row["titles"].split("; ") if row["titles"] else []
    assert sorted(map(bare, (job.title for job in found))) == sorted(map(bare, meant))


def bare(title):
    return title.split(" (")[0].casefold()
