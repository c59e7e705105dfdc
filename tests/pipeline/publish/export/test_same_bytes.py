"""Each format has the same bytes from SQLite and from PostgreSQL."""

from datetime import UTC, datetime

import pytest

from models.raw import RawPosting
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export.export import export
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
    store = RawStore(url, "run-1")
    store.put(raws)
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
