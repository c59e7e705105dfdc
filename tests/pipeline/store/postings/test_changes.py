"""What cleaning anew changed, field by field; and that only what differs is written."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.store.db.database import open_store
from pipeline.store.postings.changes import FieldChange, summed
from pipeline.store.postings.postings import StoredRaw, prepared, store_cleaned
from pipeline.store.raw_content import raw_content

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def engine(migrated_url):
    made = open_store(migrated_url)
    yield made
    made.dispose()


def cleaned(key, rules, **said):
    raw = RawPosting(
        source="ashby",
        source_key=key,
        url="https://e.com",
        fetched_at=AT,
        **({"title": "ML Engineer"} | said),
    )
    done = clean(raw)
    done = replace(done, posting=replace(done.posting, rules_version=rules))
    return prepared(StoredRaw(raw, raw_content(raw).content_hash, "r1"), done)


def test_a_summary_names_field_count_rules_and_an_example(engine):
    first = store_cleaned(engine, [cleaned(key, "v1", location="Berlin") for key in "ab"])
    assert (first.postings, first.changes) == (2, [])
    again = [cleaned("a", "v2", location="Paris"), cleaned("b", "v2", location="Berlin")]
    said = store_cleaned(engine, again)
    assert (said.postings, said.same_values) == (2, 1)
    assert [(c.field, c.postings, c.rules_before, c.rules_after) for c in said.changes] == [
        (name, 1, "v1", "v2") for name in ("city", "country", "location")
    ]
    assert (said.changes[0].before, said.changes[0].after) == ("Berlin", "Paris")


def test_what_is_the_same_is_not_written(engine):
    store_cleaned(engine, [cleaned(key, "v1") for key in "ab"])
    wrote = []

    def note(_connection, _cursor, statement, _parameters, _context, many):
        if "job_posting" in statement and not statement.startswith("SELECT"):
            wrote.append((statement.split()[0], many))

    event.listen(engine, "before_cursor_execute", note)
    assert store_cleaned(engine, [cleaned(key, "v1") for key in "ab"]).postings == 0
    assert wrote == []
    edited = store_cleaned(engine, [cleaned("a", "v1", title="Data Engineer"), cleaned("b", "v1")])
    assert edited.postings == 1
    assert {c.rules_before for c in edited.changes} == {"v1"}
    assert [what for what, _ in wrote] == ["INSERT"]


def test_parts_are_summed_and_their_order_does_not_matter():
    parts = [
        FieldChange("role", "v1", "v2", 2, "b", "x", "y"),
        FieldChange("city", "v1", "v2", 4, "c", "p", "q"),
        FieldChange("role", "v1", "v2", 3, "a", "z", "y"),
        FieldChange("role", "v0", "v2", 1, "d", "z", "y"),
    ]
    whole = [
        FieldChange("role", "v1", "v2", 5, "a", "z", "y"),
        FieldChange("city", "v1", "v2", 4, "c", "p", "q"),
        FieldChange("role", "v0", "v2", 1, "d", "z", "y"),
    ]
    assert summed(parts) == summed(reversed(parts)) == whole
