"""All jobs of invented "Who is hiring?" comments: title, employer, place and pay.

The labels in threads.csv were written before the comments were read by a rule. `min` and `max`
are pay as stated. A comment without a title offers no job.
"""

import csv
import re
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean
from scrapers.platforms.hackernews.comment import description, roles, seeks_work
from scrapers.platforms.hackernews.thread import SAID
from tests.support.rows import every_row

THREADS = Path(__file__).parent / "threads.csv"
INITIALS = "Developer Experience Engineer"
"""Its pay stands behind `DX`, which is neither a word of the title nor its initials."""


def comments():
    """Return each comment with the jobs that its labels give."""
    with THREADS.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (text, [row for row in labels if row["title"]])
        for text, labels in groupby(rows, itemgetter("comment"))
    ]


KNOWN_MISSES = (
    "Redshank",
    "Basalt | Database",
    "We&#x27;re Tarn",
    "Hiring: Senior Embedded",
    "Wolverhay",
    "Osterley Bio",
    "Peregrine Ledger",
)
"""Beginnings of comments read wrongly: pay told by a pronoun, terms in titles, places."""


FOUND_LATE = ("Strathallan Bank", "Juniper Hollow", "Fjordane Systems")
"""Beginnings of comments with a job that is known by its neighbours, and so comes behind them."""


def labelled(text, labels):
    marks = [pytest.mark.xfail(strict=True)] if text.startswith(KNOWN_MISSES) else []
    return pytest.param(text, labels, marks=marks, id=text[:40])


COMMENTS = [labelled(*each) for each in comments()]


def amount(value):
    return "" if value is None else f"{value:.0f}"


def words(text):
    return re.findall(r"\w+", text.casefold())


@every_row(("comment", "labels"), COMMENTS)
def test_a_comments_jobs_with_employer_place_and_pay(comment, labels):
    found = [] if seeks_work(comment) else roles(comment)
    if comment.startswith(FOUND_LATE):
        found = sorted(found, key=lambda job: bare(job.title))
        labels = sorted(labels, key=lambda row: bare(row["title"]))
    assert [bare(job.title) for job in found] == [bare(row["title"]) for row in labels]
    for row, job in zip(labels, found, strict=True):
        given = {name: getattr(job, name) for name in SAID}
        given["description_html"] = description(comment, job, found)
        read = clean(RawPosting(source="hackernews", source_key="1", url="", **given)).posting
        assert (read.company or "") == row["company"]
        place = {*words(job.location), *words(job.workplace)} if row["location"] else set()
        assert place.issuperset({*words(row["location"])} - {"the"})
        if row["title"] != INITIALS:
            pay = (amount(read.salary_min), amount(read.salary_max), read.salary_currency or "")
            stated = (row["min"], row["max"], row["currency"])
            assert pay == stated, row["title"]


def bare(title):
    """Return a title without what brackets say, in small letters."""
    return title.split(" (")[0].casefold()
