"""Each format has the same bytes from SQLite and from PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.raw import RawPosting
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export.export import export
from pipeline.publish.export.history.history_files import export_history
from pipeline.publish.export.shape import SURVEY, narrowed
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, 30, 15, 123456, tzinfo=UTC)
TEXTS = ["ML Engineer", "=1+1", "Éa", "Z", "a", "Data Scientist (m/w/d)", "_x0041_", "ﬁ"]


def fill(url):
    raws = [
        RawPosting(
            source="ashby",
            source_key=text,
            url=f"https://example.com/{n}",
            title=text,
            company="Quillmere",
            location="Berlin, Germany",
            salary=f"€{60 + n}.333,55 - {75 + n}.000 a year",
            posted="2026-10-01",
            fetched_at=AT,
        )
        for n, text in enumerate(TEXTS)
    ]
    for day, given in enumerate((raws, [replace(raw, salary="€50k") for raw in raws[::2]])):
        store = RawStore(url, f"run-{day}")
        store.put([replace(raw, fetched_at=AT + timedelta(days=10 * day)) for raw in given])
        store.close()
    engine = open_store(url)
    clean_store(engine, cores=1)
    return engine


@pytest.fixture(scope="module")
def both(tmp_path_factory, postgres_database):
    folder = tmp_path_factory.mktemp("both")
    with postgres_database() as url:
        engines = [fill(f"sqlite:///{folder}/p.db"), fill(url)]
        yield engines
        for engine in engines:
            engine.dispose()


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
@pytest.mark.parametrize(
    "shape", [{}, {"shape": SURVEY}, {"shape": narrowed(["title", "salary_min"])}]
)
def test_the_bytes_are_the_same(both, tmp_path, ending, shape):
    for engine in both:
        export(engine, tmp_path / engine.dialect.name / f"o.{ending}", **shape)
    for name in (f"o.{ending}", f"o.{ending}.datapackage.json"):
        one, other = ((tmp_path / e.dialect.name / name).read_bytes() for e in both)
        assert one == other


def test_the_history_has_the_same_bytes(both, tmp_path):
    for engine in both:
        export_history(engine, tmp_path / engine.dialect.name)
    one, other = (tmp_path / engine.dialect.name for engine in both)
    files = sorted(path.relative_to(one) for path in one.rglob("*.*"))
    assert [str(file.parent) for file in files] == [".", "month=2026-10", "month=2026-11"]
    assert files == sorted(path.relative_to(other) for path in other.rglob("*.*"))
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)
