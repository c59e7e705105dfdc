"""The DataFrames of a store: types, columns, and what they refuse."""

import doctest
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import payband
from models.band import SalaryBand
from models.posting import JobPosting
from models.raw import RawPosting
from models.record import columns
from pipeline.errors import NoStoreError, UsageError
from pipeline.figures.cell import Cell
from pipeline.figures.role_pair.shares import TYPES
from pipeline.operate.cleaning import clean_store
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore

PAGE = Path(__file__).parents[2] / "docs/python.md"
door: Any = payband  # called wrongly below, which a type checker would see
DTYPES = {
    "salary_min": "float64",
    "experience_min": "Int64",
    "education_required": "boolean",
    "first_seen": "datetime64[us, UTC]",
    "posted_on": "datetime64[s]",
    "title": "str",
    "flags": "str",
}


@pytest.fixture
def store(migrated_url):
    raws = [
        RawPosting(
            source="ashby",
            source_key=str(n),
            url=f"https://example.com/{n}",
            title=title,
            company=f"Quillmere {n}",
            location="Berlin, Germany",
            salary="€70,000 - €90,000 a year" if n else "",
            fetched_at=datetime(2026, 10, 28, 6, tzinfo=UTC),
        )
        for n, title in enumerate(["Senior ML Engineer", "Data Scientist", "Data Scientist"])
    ]
    raw = RawStore(migrated_url, "run-1")
    raw.put(raws)
    raw.close()
    engine = open_store(migrated_url)
    clean_store(engine, cores=1)
    engine.dispose()
    return migrated_url


def test_jobs_and_postings_have_the_columns_and_types_that_are_documented(store):
    for frame in (payband.jobs(store), payband.postings(store)):
        assert list(frame) == [c.name for c in columns(JobPosting)]
        assert len(frame) == 3
        assert {name: str(frame[name].dtype) for name in DTYPES} == DTYPES
        assert frame.salary_min.isna().tolist() == [True, False, False]


def test_columns_are_chosen(store):
    frame = payband.jobs(store, columns=["title", "annual_max"])
    assert list(frame) == ["title", "annual_max"]
    assert frame.annual_max.max() == 90_000


def test_bands(store):
    frame = payband.bands(store)
    assert list(frame) == [c.name for c in columns(SalaryBand)]
    assert (frame["min"].tolist(), str(frame.headline.dtype)) == ([70_000, 70_000], "boolean")


def test_the_salary_table(store):
    frame = payband.salary_table(store)
    assert list(frame) == ["table", *(c.name for c in columns(Cell))]
    assert str(frame.all_jobs.dtype) == "Int64"
    assert frame[frame.table == "pay"].all_jobs.max() >= 2


def test_two_roles(store):
    frame = payband.compare("ML Engineer", "data scientist", store)
    assert frame.attrs["roles"] == ("Machine Learning Engineer", "Data Scientist")
    assert list(frame) == list(TYPES)
    assert str(frame.one_jobs.dtype) == "Int64"
    assert len(frame) == 0  # no value is named by five jobs


def test_an_empty_store_has_typed_columns(migrated_url):
    frame = payband.jobs(migrated_url)
    assert len(frame) == 0
    assert {name: str(frame[name].dtype) for name in DTYPES} == DTYPES
    assert len(payband.bands(migrated_url)) == 0
    assert str(payband.salary_table(migrated_url).jobs.dtype) == "Int64"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: door.jobs(5), "the URL of a database as text, not int"),
        (lambda: door.postings(Path("x.db")), "as text, not PosixPath"),
        (lambda: door.bands([]), "not list"),
        (lambda: door.salary_table({}), "not dict"),
        (lambda: door.jobs(columns="title"), "columns as a list of names, not str"),
        (lambda: door.jobs(columns=[1]), "the name of a column as text, not int"),
        (lambda: door.compare(1, "Data Scientist"), "the name of a role as text, not int"),
        (lambda: door.compare("Data Scientist", None), "not None"),
    ],
)
def test_a_wrong_type_is_a_type_error_in_words(call, words):
    with pytest.raises(TypeError, match=words):
        call()


def test_what_is_unknown_is_named(store, tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="did you mean 'title'"):
        payband.jobs(store, columns=["titel"])
    with pytest.raises(UsageError, match="no role is called"):
        payband.compare("qwertz", "Data Scientist", store)
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    with pytest.raises(NoStoreError):
        payband.jobs()
    with pytest.raises(NoStoreError):
        payband.jobs("sqlite:///none.db")
    assert not list(empty.iterdir())


def test_the_page_shows_what_happens(tmp_path, monkeypatch, quick_crawls):
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted) == (0, 15)
    monkeypatch.chdir(tmp_path / "demo")
    with pytest.warns(UserWarning, match="this is the bundled sample"):
        assert len(payband.jobs()) > 0
