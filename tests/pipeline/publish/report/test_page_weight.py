"""A page stays small where there are many cells, and says what it leaves out."""

import gzip
import json
import random
import re
from dataclasses import replace

import pytest

from models.vocab import Level
from pipeline.figures.offer import OfferCell
from pipeline.pay.reference.currency import countries
from pipeline.publish.report.job_source import stored_jobs
from pipeline.publish.report.page import render
from pipeline.publish.report.page_tables.cells import MOST_ROWS
from pipeline.publish.report.report_markdown import report_markdown
from pipeline.publish.report.salary_feed import make_report

MOST_BYTES = 300_000
LEVELS = [None, *map(str, Level)]


@pytest.fixture
def heavy(make, store):
    """Make a report with the figures of 100,000 jobs: 30 countries, 40 roles, each level."""
    people = [
        make(n, (100_000 + n, 140_000 + n), country="US", company=f"F {n}") for n in range(12)
    ]
    made = make_report(stored_jobs(store(people)))
    random.seed(19)
    pay, offers = [], []
    for code in list(countries())[:30]:
        for role in (None, *(f"Engineer of Kind {n}" for n in range(40))):
            for level in LEVELS:
                cell = _cell(made.figures.pay[0], code, role, level)
                pay.append(cell)
                if level is None:
                    offers.append(_offer(cell))
    return replace(made, figures=replace(made.figures, pay=tuple(pay), offers=tuple(offers)))


def _cell(like, country, role, level):
    middle = round(random.lognormvariate(11.5, 0.4), -2) + random.randrange(100)
    keys = {"country": country, "role": role or "", "level": level or ""}
    name = "pay/year/" + "/".join(f"{key}={value}" for key, value in keys.items() if value)
    jobs = random.randrange(10, 400)
    ends = {f"p{n}": middle * (0.5 + n / 100) for n in (10, 25, 75, 90)}
    return replace(
        like, id=name, country=country, currency=countries()[country].currency, role=role,
        level=level, jobs=jobs, employers=jobs // 3 + 3, median_by_job=middle,
        median_by_employer=middle + 7, interval_low_by_job=middle * 0.93,
        interval_high_by_job=middle * 1.07, **ends,
    )  # fmt: skip


def _offer(cell):
    amounts = sorted(cell.median_by_job * random.lognormvariate(0, 0.3) for _ in range(100))
    lows, middles, highs = (tuple(round(part * each) for each in amounts) for part in (0.9, 1, 1.1))
    return OfferCell(
        id=cell.id, currency=cell.currency, jobs=cell.jobs, employers=cell.employers, exact=True,
        lows=tuple(map(float, lows)), middles=tuple(map(float, middles)),
        highs=tuple(map(float, highs)), errors=tuple(random.random() / 10 for _ in middles),
        effective_employers=20.0, effective_jobs=40.0,
    )  # fmt: skip


def test_the_page_of_100000_jobs_weighs_300_kb_and_says_what_is_cut(heavy):
    page = render(heavy)
    assert len(gzip.compress(page.encode())) <= MOST_BYTES
    cells = len(heavy.figures.pay)
    assert page.count("data-role=") == MOST_ROWS < cells
    assert page.count('<details class="country"') == 30
    told = re.search(r"([\d,]+) more cells are in the CSV and JSON only", page)
    assert told
    assert int(told[1].replace(",", "")) == cells - page.count("data-role=")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert data["left"] == len(heavy.figures.offers) - len(data["offers"]) > 0
    assert f"{data['left']:,} smaller ones have theirs in the JSON only" in page
    assert f"{told[1]} more cells" in report_markdown(heavy)
