"""The views are a promise: their columns and types change only with their version."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import column, inspect, select, table, text

from models.posting import JobPosting
from models.raw import RawPosting
from models.record import columns
from models.tables import job_posting, posting_life, same_job
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export.rows import stream_jobs, stream_postings
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore

GOLDEN = Path(__file__).parent / "views.golden.csv"
VIEWS = ("v_schema_version", "v_jobs", "v_postings", "v_bands", "v_history")
PAGE = Path(__file__).parents[2] / "docs/views.md"


@pytest.fixture
def engine(migrated_url):
    engine = open_store(migrated_url)
    yield engine
    engine.dispose()


def golden(dialect):
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.reader(file) if row[0] == dialect]
    return [row[1:] for row in found]


def named(kind):
    return f"{kind}{' WITH TIME ZONE' if getattr(kind, 'timezone', False) else ''}"


def test_columns_and_types_are_those_that_were_announced(engine):
    looked = inspect(engine)
    there = [
        [view, found["name"], named(found["type"])]
        for view in VIEWS
        for found in looked.get_columns(view)
    ]
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version FROM v_schema_version")).scalar_one()
    words = "raise v_schema_version, and say what changed in CHANGELOG.md and docs/views.md"
    assert [["version", str(version), ""], *there] == golden(engine.dialect.name), words


def test_there_are_no_other_views(engine):
    assert set(inspect(engine).get_view_names()) == set(VIEWS)


def test_the_page_names_every_column():
    page = PAGE.read_text(encoding="utf-8")
    exported = {c.name for c in columns(JobPosting)}
    names = {row[1] for row in golden("sqlite") if row[0] in VIEWS} - exported
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("view", "but", "more"),
    [("v_jobs", "duplicate_of", set()), ("v_postings", "pay_of", {"job_id"})],
)
def test_jobs_and_postings_have_all_columns_of_an_export(view, but, more):
    names = {row[1] for row in golden("sqlite") if row[0] == view}
    assert names == {c.name for c in columns(JobPosting)} - {but} | more


AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def raw(source, key, salary):
    return RawPosting(
        source=source,
        source_key=key,
        url=f"https://example.com/{key}",
        title="Senior ML Engineer",
        company="Quillmere",
        location="Berlin, Germany",
        salary=salary,
        fetched_at=AT,
    )


@pytest.fixture
def filled(engine):
    """Return a store of three postings; two are one job, of which the later states the pay."""
    store = RawStore(engine.url.render_as_string(hide_password=False), "run-1")
    store.put([raw("ashby", "1", ""), raw("lever", "2", "€80,000"), raw("lever", "3", "$1")])
    store.close()
    clean_store(engine, cores=1)
    first, second = (raw(s, k, "").posting_id for s, k in (("ashby", "1"), ("lever", "2")))
    with writing(engine) as connection:
        connection.execute(same_job.delete())
        pair = {"posting_id": second, "duplicate_of": first, "matched": first, "rule": "r"}
        connection.execute(same_job.insert(), pair)
        connection.execute(
            posting_life.update().where(posting_life.c.posting_id == first).values(status="closed")
        )
    return engine


def of_view(engine, name):
    """Return the rows of a view as our own types read them, by source and key."""
    kinds = {**{c.name: c.type for c in job_posting.c}, **{c.name: c.type for c in posting_life.c}}
    names = [c["name"] for c in inspect(engine).get_columns(name)]
    view = table(name, *(column(n, kinds.get(n)) for n in names))
    query = select(*view.c).order_by(view.c.source, view.c.source_key)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def test_jobs_are_those_of_the_export(filled):
    viewed = of_view(filled, "v_jobs")
    names = list(viewed[0])
    assert viewed == [dict(row._mapping) for row in stream_jobs(filled, names)]
    assert [row["source"] for row in viewed] == ["ashby", "lever"]
    assert (viewed[0]["annual_max"], viewed[0]["status"]) == (80_000, "open")
    assert viewed[0]["pay_of"] == raw("lever", "2", "").posting_id


def test_postings_are_those_of_the_export_with_all(filled):
    viewed = of_view(filled, "v_postings")
    jobs = [row.pop("job_id") for row in viewed]
    assert viewed == [dict(row._mapping) for row in stream_postings(filled, list(viewed[0]))]
    assert jobs == [viewed[0]["posting_id"], viewed[0]["posting_id"], viewed[2]["posting_id"]]


def test_bands_and_history_have_a_row_for_each_of_theirs(filled):
    def count(name):
        with filled.connect() as connection:
            return connection.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one()  # noqa: S608

    assert count("v_bands") == count("salary_band") > 0
    assert count("v_history") == count("status_change") + count("posting_version") > 0


def test_the_history_has_former_words_but_no_description(engine):
    store = RawStore(engine.url.render_as_string(hide_password=False), "run-1")
    first = raw("ashby", "1", "€60k")
    later = replace(first, salary="€70k", fetched_at=AT + timedelta(days=1))
    store.put([replace(first, description_html="<p>Ask Ada Example</p>")])
    store.put([replace(later, description_html="<p>Ask us</p>")])
    store.close()
    with engine.connect() as connection:
        found = connection.execute(text("SELECT was FROM v_history WHERE event = 'content'"))
        was = [json.loads(row[0]) for row in found]
    assert sorted(each.get("salary", "") for each in was) == ["", "€60k"]
    assert not any("description_html" in each for each in was)
