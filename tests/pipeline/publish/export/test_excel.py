import json
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from models.vocab import Flag
from pipeline.errors import HeldError, UsageError
from pipeline.publish.export import excel, excel_rows
from pipeline.publish.export.column_format import in_columns
from pipeline.publish.export.export import export
from pipeline.publish.export.shape import DEFAULT, narrowed

HEADER = [c.name for c in DEFAULT.columns]
HOSTILE = ["=1+1", "+A1", "-2+3", "@SUM(A1)", '=HYPERLINK("x")', "＝1", " =1", "a\t=1", "{=1}"]


def sheet_of(path, name="postings"):
    return load_workbook(path)[name]


def cells(path):
    """Return the cells of each row by column."""
    header, *rows = sheet_of(path).iter_rows()
    return [dict(zip([c.value for c in header], row, strict=True)) for row in rows]


def test_cells_have_types(store, make, tmp_path):
    full = make(
        "0012",
        (Decimal("120000.5"), 160000),
        posted_on=date(2026, 10, 1),
        flags=(Flag.TOO_WIDE, Flag.NOT_BASE),
        last_seen=datetime(2026, 10, 28, 6, 30, tzinfo=UTC),
        education_required=True,
        experience_min=3,
    )
    assert export(store([full]), tmp_path / "o.xlsx") == 1
    [row] = cells(tmp_path / "o.xlsx")
    assert list(row) == HEADER
    assert (row["annual_min_usd"].value, row["annual_max_usd"].value) == (120000.5, 160000)
    assert row["posted_on"].value == datetime(2026, 10, 1)  # noqa: DTZ001  # Excel has no zones
    assert (row["posted_on"].is_date, row["posted_on"].number_format) == (True, "yyyy-mm-dd")
    assert row["last_seen"].value == datetime(2026, 10, 28, 6, 30)  # noqa: DTZ001
    assert (row["education_required"].value, row["experience_min"].value) == (True, 3)
    assert (row["source_key"].value, row["source_key"].data_type) == ("0012", "s")
    assert row["flags"].value == "too_wide; not_base"
    assert (row["role"].value, row["closed_on"].value) == (None, None)


def test_the_header_is_frozen_and_has_filters(store, make, tmp_path):
    export(store([make(1), make(2)]), tmp_path / "o.xlsx")
    sheet = sheet_of(tmp_path / "o.xlsx")
    assert sheet.freeze_panes == "A2"
    last = get_column_letter(len(HEADER))
    assert sheet.auto_filter.ref == f"A1:{last}3"


def test_the_second_sheet_is_the_data_dictionary(store, make, tmp_path):
    export(store([make(1)]), tmp_path / "o.xlsx")
    header, *lines = sheet_of(tmp_path / "o.xlsx", "dictionary").iter_rows(values_only=True)
    assert header == ("column", "type", "unit", "meaning")
    assert [line[0] for line in lines[: len(HEADER)]] == HEADER
    by_name = {line[0]: line[1:] for line in lines}
    assert by_name["annual_min_usd"][:2] == ("number", "USD per year")
    assert by_name["flags"][0] == "text, several"
    assert "Unknown is empty" in lines[-1][3]


@pytest.mark.parametrize("text", [*HOSTILE, "<r><t>x</t></r>", "_x0041_", "a < b & c", " x "])
def test_a_cell_holds_the_text_as_it_is(store, make, tmp_path, text):
    export(store([make(1, title=text, company=text)]), tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    [row] = cells(tmp_path / "o.xlsx")
    assert row["title"].data_type == "s"
    assert unescape(row["title"].value) == text


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_hostile_cell_stays_text_when_it_is_edited(store, make, tmp_path, text):
    export(store([make(1, title=text, company="Quillmere")]), tmp_path / "o.xlsx")
    [row] = cells(tmp_path / "o.xlsx")
    assert row["title"].quotePrefix
    assert not row["company"].quotePrefix


def test_days_before_excel_counts_are_text(store, make, tmp_path):
    export(store([make(1, posted_on=date(1899, 12, 31))]), tmp_path / "o.xlsx")
    assert cells(tmp_path / "o.xlsx")[0]["posted_on"].value == "1899-12-31"


def test_a_text_too_long_for_a_cell_says_so(store, make, tmp_path):
    export(store([make(1, title="ö" * 40_000, company="😀" * 20_000)]), tmp_path / "o.xlsx")
    [row] = cells(tmp_path / "o.xlsx")
    assert row["title"].value == "ö" * 32_766 + "…"
    assert row["company"].value == "😀" * 16_383 + "…"


def test_a_sheet_that_is_full_is_an_error(store, make, tmp_path, monkeypatch):
    monkeypatch.setattr(excel_rows, "MOST_ROWS", 3)
    engine = store([make(n) for n in range(3)])
    with pytest.raises(UsageError, match=r"more rows than a sheet of Excel holds \(3, with"):
        export(engine, tmp_path / "o.xlsx")
    assert not list(tmp_path.glob("*.xlsx*"))
    monkeypatch.setattr(excel_rows, "MOST_ROWS", 4)
    assert export(engine, tmp_path / "o.xlsx") == 3


def test_excel_without_xlsxwriter(store, make, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"payband\[excel\]"):
        export(store([make(1)]), tmp_path / "o.xlsx")


def test_an_empty_store_keeps_a_workbook_with_rows(store, make, tmp_path):
    engine = store([make(1)])
    export(engine, tmp_path / "o.xlsx")
    (tmp_path / "store.db").unlink()
    empty = store([])
    with pytest.raises(HeldError):
        export(empty, tmp_path / "o.xlsx")
    export(empty, tmp_path / "o.xlsx", force=True)
    assert export(empty, tmp_path / "o.xlsx") == 0


def test_an_error_of_the_rows_leaves_no_temporary_file(make, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows():
        yield ["a"]
        raise ValueError("row 2")

    with pytest.raises(ValueError, match="row 2"), (tmp_path / "o").open("wb") as file:
        excel.write_workbook(file, narrowed(["title"]).columns, in_columns(rows(), 1), [])
    assert [path.name for path in tmp_path.iterdir()] == ["o"]


def test_rows_are_written_as_they_come(tmp_path):
    [column] = narrowed(["title"]).columns
    number = replace(column, type=int)
    with (tmp_path / "o.xlsx").open("wb") as file:
        rows = in_columns(([n] for n in range(2_000)), 1)
        assert excel.write_workbook(file, [number], rows, []) == 2_000
    assert [c.value for (c,) in sheet_of(tmp_path / "o.xlsx").iter_rows()][-1] == 1_999


def test_the_description_names_the_media_type(store, make, tmp_path):
    export(store([make(1)]), tmp_path / "o.xlsx")
    [resource] = json.loads((tmp_path / "o.xlsx.datapackage.json").read_text())["resources"]
    assert resource["mediatype"].endswith("spreadsheetml.sheet")
