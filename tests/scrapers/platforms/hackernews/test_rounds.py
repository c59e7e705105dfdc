"""How many jobs of comments written anew are found, with their pay, batch by batch.

The labels in rounds.csv were written before the comments were read by a rule. `FLOORS` has what
is read now, so that no later rule loses it.
"""

import csv
import difflib
import re
from collections import defaultdict
from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean
from scrapers.platforms.hackernews.comment import description, roles, seeks_work
from scrapers.platforms.hackernews.thread import SAID

ALIKE = 0.8
"""Least likeness of two titles of one job."""
FLOORS = {
    "2026-12e": (94, 96, 85),
    "2026-12f": (109, 109, 101),
    "2026-12g": (95, 95, 72),
    "2026-12m": (91, 91, 81),
    "2026-12n": (63, 63, 62),
    "2026-12o": (30, 30, 29),
    "round 1": (90, 90, 89),
    "round 2": (95, 97, 91),
    "round 3": (94, 94, 92),
    "round 4": (64, 66, 62),
}
"""Jobs found (at least), jobs read (at most), and found jobs with their pay (at least)."""


def comments():
    """Return the labels of each comment, by batch and comment."""
    found = defaultdict(list)
    with (Path(__file__).parent / "rounds.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["batch"], row["comment"]].append(row)
    return found


def folded(title):
    return " ".join(re.findall(r"[\w+#.]+", title.casefold()))


def alike(one, two):
    one, two = folded(one), folded(two)
    held = 0.9 if f" {one} " in f" {two} " or f" {two} " in f" {one} " else 0
    return max(difflib.SequenceMatcher(None, one, two).ratio(), held)


def matched(labels, jobs):
    """Yield each label with the job read for it, the most alike first."""
    pairs = sorted(
        ((alike(row["title"], job.title), n, m) for n, row in enumerate(labels)
         for m, job in enumerate(jobs)),
        reverse=True,
    )  # fmt: skip
    rows, read = set(), set()
    for likeness, n, m in pairs:
        if likeness >= ALIKE and n not in rows and m not in read:
            rows.add(n)
            read.add(m)
            yield labels[n], jobs[m]


def pay(comment, job, jobs):
    given = {name: getattr(job, name) for name in SAID}
    given["description_html"] = description(comment, job, jobs)
    read = clean(RawPosting(source="hackernews", source_key="1", url="", **given)).posting
    ends = (
        "" if end is None else f"{end.normalize():f}" for end in (read.salary_min, read.salary_max)
    )
    return (*ends, read.salary_currency or "")


@pytest.mark.parametrize("batch", FLOORS)
def test_no_job_of_a_round_is_lost(batch):
    found = read = paid = 0
    for (of, comment), rows in comments().items():
        if of != batch:
            continue
        jobs = [] if seeks_work(comment) else roles(comment)
        read += len(jobs)
        labels = [row for row in rows if row["title"]]
        for row, job in matched(labels, jobs):
            found += 1
            stated = (row["min"], row["max"], row["currency"])
            paid += any(stated[:2]) and pay(comment, job, jobs) == stated
    most_found, most_read, most_paid = FLOORS[batch]
    assert found >= most_found
    assert read <= most_read
    assert paid >= most_paid
