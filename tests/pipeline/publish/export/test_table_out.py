from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models.vocab import Flag, Level
from pipeline.errors import PaybandError, UsageError
from pipeline.publish.export.export import export
from pipeline.publish.export.shape import ALL_COLUMNS
from pipeline.publish.export.table_out import check_ending, write_postings, write_table
from pipeline.tables.frame import frame_of


@pytest.fixture
def postings(make):
    return [
        make(
            1,
            ("31.2500", Decimal("900000000000.5")),
            title="+1",
            level=Level.LEAD,
            flags=(Flag.INVERTED,),
            skills=("C", "Go"),
            posted_on=date(1999, 12, 31),
            last_seen=datetime(2026, 10, 28, 6, 0, 0, 5, tzinfo=UTC),
        ),
        make(2, company=None, first_seen=None, last_seen=None, status=None),
    ]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_rows_frame_and_export_give_the_same_bytes(postings, store, tmp_path, ending):
    ours, frames, exported = (tmp_path / f"{name}.{ending}" for name in ("a", "b", "c"))
    assert write_postings(iter(postings), ours) == 2
    assert write_table(frame_of(postings), frames) == 2
    export(store(postings), exported, shape=ALL_COLUMNS)
    assert ours.read_bytes() == frames.read_bytes() == exported.read_bytes()


def test_no_rows_give_a_header(tmp_path):
    assert write_postings([], tmp_path / "o.csv") == 0
    assert (tmp_path / "o.csv").read_text().startswith("posting_id,source,")
    assert write_table(frame_of([]), tmp_path / "p.csv") == 0
    assert (tmp_path / "o.csv").read_bytes() == (tmp_path / "p.csv").read_bytes()


def test_an_ending_is_checked_before_the_work(tmp_path):
    check_ending(tmp_path / "o.JSONL")
    with pytest.raises(UsageError, match=r"o\.xls: the name must end in"):
        check_ending(tmp_path / "o.xls")


def test_an_error_of_the_rows_passes_and_leaves_nothing(tmp_path, postings):
    def failing():
        yield postings[0]
        raise PaybandError("row 2")

    with pytest.raises(PaybandError, match="row 2"):
        write_postings(failing(), tmp_path / "o.csv")
    assert not list(tmp_path.iterdir())
