import csv
import hashlib
import json
import random
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, event

from models.vocab import Flag
from pipeline.errors import PaybandError, StoreError, UsageError
from pipeline.formula_guard import undo
from pipeline.publish.export import column_format, formats, rows
from pipeline.publish.export.export import export
from pipeline.publish.export.rows import stream_postings
from pipeline.publish.export.shape import DEFAULT

HEADER = [c.name for c in DEFAULT.columns]


@pytest.fixture
def full(make):
    return make(
        "k-1",
        (Decimal("120000.5"), 160000),
        title='=HYPERLINK("x")',
        company="Ünö, Inc",
        salary_text="two\nlines",
        posted_on=date(2026, 10, 1),
        flags=(Flag.TOO_WIDE, Flag.NOT_BASE),
        skills=("C", "R"),
        last_seen=datetime(2026, 10, 28, 6, 30, tzinfo=UTC),
    )


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv(store, full, tmp_path):
    target = tmp_path / "out" / "postings.csv"
    assert export(store([full]), target) == 1
    [row] = read(target)
    assert list(row) == HEADER
    assert row["title"] == '\'=HYPERLINK("x")'
    assert undo(row["title"]) == full.title
    assert row["company"] == "Ünö, Inc"
    assert row["salary_text"] == "two\nlines"
    assert (row["annual_min_usd"], row["annual_max_usd"]) == ("120000.5", "160000")
    assert (row["posted_on"], row["last_seen"]) == ("2026-10-01", "2026-10-28T06:30:00Z")
    assert (row["flags"], row["skills"]) == ("too_wide; not_base", "C; R")
    assert (row["status"], row["role"], row["closed_on"]) == ("open", "", "")


def test_csv_for_excel(store, make, tmp_path):
    export(store([make("0012")]), tmp_path / "o.csv", excel=True)
    content = (tmp_path / "o.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfposting_id,")
    assert b'"\'0012"' in content


def test_jsonl_is_not_neutralised(store, full, tmp_path):
    export(store([full]), tmp_path / "o.jsonl")
    [record] = map(json.loads, (tmp_path / "o.jsonl").read_text("utf-8").splitlines())
    assert list(record) == HEADER
    assert record["title"] == full.title
    assert (record["annual_min_usd"], record["annual_max_usd"]) == (120000.5, 160000)
    assert (record["role"], record["flags"]) == (None, "too_wide; not_base")


def test_parquet_is_typed_and_not_neutralised(store, full, make, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    export(store([full, make("k-2")]), tmp_path / "o.parquet")
    first, second = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    assert list(first) == HEADER
    assert first["title"] == full.title
    assert first["annual_min_usd"] == 120000.5
    assert first["posted_on"] == date(2026, 10, 1)
    assert first["last_seen"] == datetime(2026, 10, 28, 6, 30, tzinfo=UTC)
    assert second["annual_min_usd"] is None


def test_parquet_without_pyarrow(store, make, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"payband\[parquet\]"):
        export(store([make(1)]), tmp_path / "o.parquet")
    assert not (tmp_path / "o.parquet").exists()


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_the_same_store_gives_the_same_bytes(store, make, tmp_path, ending):
    engine = store([make(n, (n, n + 1)) for n in range(1, 30)])
    for name in ("a", "b"):
        export(engine, tmp_path / name / f"o.{ending}")
    for file in (f"o.{ending}", f"o.{ending}.datapackage.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_rows_are_in_the_order_of_source_and_key_as_bytes(store, make, tmp_path):
    keys = ["10", "9", "Z", "a", "é", "ａ"]
    made = [make(k, source=s) for s in ("ashby", "lever", "Zed") for k in keys]
    random.Random(1).shuffle(made)
    export(store(made), tmp_path / "o.csv")
    got = [(row["source"], row["source_key"]) for row in read(tmp_path / "o.csv")]
    assert got == sorted(got, key=lambda pair: [text.encode() for text in pair])


def test_a_posting_without_a_life_is_there(store, make, tmp_path):
    engine = store([make(1, first_seen=None, last_seen=None, status=None)])
    assert export(engine, tmp_path / "o.csv") == 1
    [row] = read(tmp_path / "o.csv")
    assert (row["first_seen"], row["status"]) == ("", "")


def test_an_empty_store_gives_a_header(store, tmp_path):
    assert export(store([]), tmp_path / "o.csv") == 0
    assert (tmp_path / "o.csv").read_text().strip().split(",") == HEADER


def test_the_description_tells_types_units_and_checksum(store, make, tmp_path):
    target = tmp_path / "o.csv"
    export(store([make(1), make(2, source="mine")]), target)
    package = json.loads((tmp_path / "o.csv.datapackage.json").read_text("utf-8"))
    [resource] = package["resources"]
    content = target.read_bytes()
    assert resource["path"] == "o.csv"
    assert (resource["rows"], resource["bytes"]) == (2, len(content))
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(fields) == HEADER
    assert fields["annual_min_usd"]["type"] == "number"
    assert fields["annual_min_usd"]["unit"] == "USD per year"
    assert fields["posted_on"]["type"] == "date"
    assert fields["last_seen"]["type"] == "datetime"
    assert "intern" in fields["level"]["constraints"]["enum"]
    assert fields["source"]["constraints"] == {"required": True}
    assert all(field["description"] for field in fields.values())
    assert "' before it" in resource["description"]
    assert [source["title"] for source in package["sources"]] == ["greenhouse", "mine"]
    assert package["sources"][0]["path"].startswith("https://")


def test_a_store_that_cannot_be_read(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    (tmp_path / "o.csv").write_text("old")
    with pytest.raises(StoreError, match="no such table"):
        export(engine, tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_text() == "old"
    assert not (tmp_path / "o.csv.datapackage.json").exists()


def test_a_folder_and_a_strange_ending_are_refused(store, tmp_path):
    engine = store([])
    (tmp_path / "o.csv").mkdir()
    with pytest.raises(PaybandError, match="is a folder"):
        export(engine, tmp_path / "o.csv")
    with pytest.raises(UsageError, match=r"\.csv, \.jsonl, \.parquet, \.xlsx"):
        export(engine, tmp_path / "o.xls")


def test_rows_come_from_the_store_in_batches(store, make):
    engine = store([make(n) for n in range(3)])
    seen = []

    @event.listens_for(engine, "before_cursor_execute")
    def look(_conn, _cursor, _statement, _parameters, context, _many):
        seen.append(context.execution_options.get("yield_per"))

    assert len(list(stream_postings(engine))) == 3
    assert seen == [rows.BATCH]


def test_rows_are_written_as_they_come(make, monkeypatch):
    monkeypatch.setattr(column_format, "BATCH", 10)
    taken, ahead = 0, []

    class Sink:
        def write(self, _data):
            ahead.append(taken)

    def coming():
        nonlocal taken
        for n in range(35):
            taken += 1
            yield [getattr(make(n), name) for name in HEADER]

    assert formats.write_rows(".csv", Sink(), DEFAULT.columns, coming()) == 35
    assert ahead == [0, 10, 20, 30, 35]
