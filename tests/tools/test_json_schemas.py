"""The JSON Schemas are current, and what we publish is as they say."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from pipeline.figures.job import job_frame
from pipeline.figures.salary_figures import ReportOptions
from pipeline.publish.report.job_columns import Source
from pipeline.publish.report.revised.earlier_jobs import Earlier
from pipeline.publish.report.revised.revisions import against
from pipeline.publish.report.salary_feed import make_report, salary_feed
from tools.schemas import FOLDER, schemas, text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", schemas())
def test_the_files_are_current_and_valid(name):
    shown = (ROOT / FOLDER / name).read_text(encoding="utf-8")
    assert shown == text(schemas()[name]), "run `python -m tools.schemas`"
    Draft202012Validator.check_schema(json.loads(shown))


def errors(name, instance):
    return [e.message for e in Draft202012Validator(schemas()[name]).iter_errors(instance)]


@pytest.fixture(scope="module")
def files(tmp_path_factory, payband_in):
    folder = tmp_path_factory.mktemp("published")
    payband_in(folder, "run", "--sample")
    payband_in(folder, "report", "--usd", "-o", "salaries.html")
    payband_in(folder, "export", "-o", "postings.jsonl")
    return folder / "salaries.json", folder / "postings.jsonl"


def test_the_feed_of_the_sample_is_valid(files):
    feed = json.loads(files[0].read_text(encoding="utf-8"))
    assert errors("salaries.schema.json", feed) == []
    assert feed["figures"]["pay"]


def test_the_export_of_the_sample_is_valid(files):
    lines = files[1].read_text(encoding="utf-8").splitlines()
    assert len(lines) > 90
    assert [errors("postings.schema.json", json.loads(line)) for line in lines] == [[]] * len(lines)


def test_a_feed_that_lacks_a_field_or_has_an_unknown_one_is_not(files):
    feed = json.loads(files[0].read_text(encoding="utf-8"))
    assert errors("salaries.schema.json", feed | {"more": 1})
    assert errors("salaries.schema.json", {k: v for k, v in feed.items() if k != "period"})


@pytest.fixture(scope="module")
def rich():
    """The feed of two years of jobs, with something in every table."""
    random, n = np.random.default_rng(7), 12_000
    posted = pd.Timestamp("2024-07-01") + pd.to_timedelta(random.integers(0, 725, n), unit="D")
    employer, senior = random.integers(0, 40, n), random.random(n) < 0.4
    country = np.where(random.random(n) < 0.7, "US", "DE")
    kind = random.choice(["salaried", "intern", "contract"], n, p=[0.9, 0.05, 0.05])
    skill = random.random(n) < 0.5
    middle = 1e5 * np.exp(0.3 * senior + 0.05 * skill + 0.1 * random.standard_normal(n))
    open_days = pd.to_timedelta(random.integers(5, 90, n), unit="D")
    hourly = kind == "contract"
    rows = {
        "posting_id": [f"{i:016x}" for i in range(n)], "source": "greenhouse",
        "employer": [f"e{code}" for code in employer], "title": "Data Scientist",
        "role": random.choice(["Data Scientist", "Data Engineer"], n), "country": country,
        "level": np.where(kind == "intern", "intern", np.where(senior, "senior", "mid")),
        "city": random.choice(["Austin", "Boston"], n),
        "workplace": random.choice(["remote", "onsite"], n),
        "region": "Texas", "employment_type": np.where(hourly, "contract", "full_time"),
        "ai_relevance": "core", "salary_status": "ok", "described": True,
        "salary_currency": np.where(country == "US", "USD", "EUR"),
        "salary_period": np.where(hourly, "hour", "year"),
        "skills": np.where(skill, "Python; SQL", "SQL"),
        "posted_on": posted, "first_seen": posted + pd.Timedelta(days=1),
        "last_seen": posted + open_days, "closed_on": posted + open_days,
    }  # fmt: skip
    for end, part in (("min", 0.9), ("max", 1.1)):
        rows |= {f"salary_{end}": middle * part, f"annual_{end}": middle * part}
    rows |= {"annual_mid": middle, "annual_mid_usd": middle}
    source = Source(job_frame(pd.DataFrame(rows)), ("r",), "2026-06-30", {"greenhouse": n}, 0)
    report = make_report(source, ReportOptions(usd=True, widest=True), without=())
    return salary_feed(against(report, source.jobs, Earlier(salary_feed(report))))


def test_a_feed_with_something_in_every_table_is_valid(rich):
    assert errors("salaries.schema.json", rich) == []
    assert [name for name, rows in rich["figures"].items() if not rows] == []
    assert rich["revisions"] == []
    json.dumps(rich, allow_nan=False)


def test_every_figure_has_an_id_that_no_other_has(rich):
    ids = [row["id"] for rows in rich["figures"].values() for row in rows]
    assert len(ids) == len(set(ids)) > 100
