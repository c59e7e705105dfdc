from datetime import UTC, datetime

import pytest

from models.raw import RawPosting
from pipeline.dedupe.compare import known
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.tables.rows import clean_seen

DAY = datetime(2026, 10, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def met():
    """Return a function that makes what a posting is compared by, of a raw posting's fields."""

    def make(key="1", **fields):
        said = {
            "source": "board",
            "source_key": key,
            "url": "",
            "title": "Data Scientist",
            "company": "Northmoor Analytics",
            "location": "Leeds, United Kingdom",
            "country": "GB",
            "fetched_at": DAY,
            **fields,
        }
        raw = RawPosting(**said)
        cleaned = next(clean_seen([raw]))
        print_ = fingerprint_of(raw, cleaned.posting, cleaned.texts.description)
        return known(print_, cleaned.posting.first_seen)

    return make
