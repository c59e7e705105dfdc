from datetime import UTC, datetime

import pytest

from models.raw import RawPosting
from pipeline.operate.cleaning import clean_store
from pipeline.rules.issues import severity
from pipeline.store.postings.raw import RawStore
from pipeline.store.postings.unmapped import CODES, unmapped

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def raw(key, title="ML Engineer", **said):
    return RawPosting(
        source="ashby",
        source_key=key,
        url=f"https://e.com/{key}",
        title=title,
        fetched_at=AT,
        **said,
    )


@pytest.fixture
def engine(tmp_path):
    store = RawStore(f"sqlite:///{tmp_path}/p.db", "run-1")
    store.put(
        [
            raw("1", "Florble"),
            raw("2", "Florble"),
            raw("3", "Quibbler"),
            raw("4", employment="blue"),
            raw("5", level="grey"),
            raw("6", location="Nowhereville Xyz", salary="competitive 12/7"),
        ]
    )
    clean_store(store.engine)
    yield store.engine
    store.close()


def test_values_are_listed_the_most_frequent_first(engine):
    found = unmapped(engine, "title", 10)
    assert [(row.value, row.code, row.postings) for row in found] == [
        ("Florble", "role_unknown", 2),
        ("Quibbler", "role_unknown", 1),
    ]
    assert len(found[0].posting_id) == 16
    assert len(unmapped(engine, "title", 1)) == 1


def test_only_given_values_can_be_mapped(engine):
    assert [row.value for row in unmapped(engine, "level", 10)] == ["grey"]
    assert [row.value for row in unmapped(engine, "employment", 10)] == ["blue"]
    assert [row.value for row in unmapped(engine, "location", 10)] == ["Nowhereville Xyz"]


def test_every_field_names_issues_that_exist():
    assert all(severity(code) for codes in CODES.values() for code in codes)
