"""Items of a table stay in memory or go to a file; a caller can't tell which."""

import io
import pickle
from contextlib import closing
from datetime import UTC, datetime

import pytest

from models.own_pickle import OwnUnpickler
from models.raw import RawPosting
from models.same import Fingerprint
from pipeline.operate.tables import spill_file
from pipeline.operate.tables.spill_file import SpillFile
from pipeline.tables.rows import compared


def again(record):
    with io.BytesIO(pickle.dumps(record, pickle.HIGHEST_PROTOCOL)) as file:
        return OwnUnpickler(file).load()


@pytest.mark.parametrize("short", [0, 5, 100])
def test_items_come_back_in_their_order_however_often(monkeypatch, short):
    monkeypatch.setattr(spill_file, "SHORT", short)
    with closing(SpillFile[int]()) as spill:
        for at in range(0, 12, 3):
            spill.add([at, at + 1, at + 2])
        assert spill.count == 12
        assert list(spill) == list(spill) == list(range(12))


def test_few_items_need_no_file(monkeypatch):
    monkeypatch.setattr(spill_file, "SHORT", 3)
    with closing(SpillFile[int]()) as spill:
        spill.add([1, 2, 3])
        assert spill._file.tell() == 1
        spill.add([4])
        assert spill._file.tell() > 1


def test_a_cleaned_row_is_the_same_after_a_way_through_a_file():
    raw = RawPosting(
        source="s",
        source_key="1",
        url="https://example.com/1",
        title="Senior Data Engineer",
        company="Northmoor Analytics",
        location="Leeds",
        salary="GBP 60,000 a year",
        posted="2026-10-01",
        fetched_at=datetime(2026, 10, 28, tzinfo=UTC),
    )
    (row,) = compared([raw])
    assert again(row) == row
    with pytest.raises(AttributeError):
        row.known.print.title = ()  # type: ignore[misc]  # it is frozen


def test_a_record_pickles_as_its_values_without_the_names_of_its_fields():
    record = Fingerprint(posting_id="a", source="s")
    assert again(record) == record
    assert b"requisition" not in pickle.dumps(record)
