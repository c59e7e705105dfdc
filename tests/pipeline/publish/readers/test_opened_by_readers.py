"""Each export opens in its real reader, and hostile cells are harmless in each."""

import csv
import io
import json
import zipfile
from dataclasses import asdict
from datetime import UTC, datetime

import duckdb
import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from sqlalchemy import insert

from models.run import CrawlRun, Run
from models.tables import crawl_run, run
from models.vocab import RunState
from pipeline.formula_guard import undo
from pipeline.publish.export.export import export
from pipeline.publish.export.shape import DEFAULT
from tests.support.payloads import PAYLOADS
from tools.schemas import postings_schema

HEADER = [c.name for c in DEFAULT.columns]


def titles():
    return [text.replace("\x00", "") for text in PAYLOADS]


def test_there_are_sixty_payloads():
    assert len(PAYLOADS) >= 60


def formulas(cell):
    """Return whether a spreadsheet would run a cell: what is after a separator may be one, too."""
    parts = [cell, *cell.replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";")]
    bare = [part.lstrip(' \u200b\ufeff"') for part in parts]
    return [b for b in bare if b[:1] in set("=+-@＝＋－＠\t\r\n") and b[:1]]


@pytest.mark.parametrize("excel", [False, True])
def test_pandas_and_spreadsheets_read_the_csv(engine, tmp_path, excel):
    export(engine, tmp_path / "o.csv", excel=excel)
    text = (tmp_path / "o.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(HEADER)}
    assert [cell for row in rows for cell in row if formulas(cell)] == []
    frame = pd.read_csv(tmp_path / "o.csv", keep_default_na=False, encoding="utf-8-sig")
    assert [undo(title) for title in frame.title] == titles()
    assert set(frame.annual_min) == {60_000}


def test_duckdb_reads_csv_json_lines_and_parquet(engine, tmp_path):
    for ending, read in (("csv", "read_csv"), ("jsonl", "read_json"), ("parquet", "read_parquet")):
        export(engine, tmp_path / f"o.{ending}")
        sql = f"SELECT title, salary_status, annual_max FROM {read}(?) ORDER BY source_key"  # noqa: S608
        if ending == "csv":
            sql = sql.replace("(?)", "(?, header=true, all_varchar=true, strict_mode=true)")
        found = duckdb.execute(sql, [str(tmp_path / f"o.{ending}")]).fetchall()
        shown = [undo(row[0]) if ending == "csv" else row[0] for row in found]
        assert shown == titles(), ending
        assert {(row[1], float(row[2])) for row in found} == {("ok", 70_000.0)}


def test_openpyxl_reads_the_workbook_and_finds_no_formula(engine, tmp_path):
    export(engine, tmp_path / "o.xlsx")
    header, *rows = load_workbook(tmp_path / "o.xlsx")["postings"].iter_rows()
    at = [cell.value for cell in header].index("title")
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d", "b", "inlineStr"}
    assert len(rows) == len(PAYLOADS)
    assert all(row[at].value for row in rows)
    with zipfile.ZipFile(tmp_path / "o.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<script" not in sheet


def test_a_json_schema_validator_accepts_each_line(engine, tmp_path):
    export(engine, tmp_path / "o.jsonl")
    validator = Draft202012Validator(postings_schema())
    lines = (tmp_path / "o.jsonl").read_bytes().decode().split("\n")[:-1]
    assert [json.loads(line)["title"] for line in lines] == titles()
    assert [e.message for line in lines for e in validator.iter_errors(json.loads(line))] == []


def test_the_data_package_says_how_complete_each_source_is(store, make, tmp_path):
    made = [make(1, (1, 2)), make(2), make(3, source="mine", company="")]
    export(store(made), tmp_path / "o.csv")
    about = json.loads((tmp_path / "o.csv.datapackage.json").read_text("utf-8"))
    known = about["completeness"]
    assert (known["greenhouse"]["annual_min"], known["mine"]["annual_min"]) == (0.5, 0.0)
    assert (known["greenhouse"]["company"], known["mine"]["company"]) == (1.0, 0.0)
    assert list(known["mine"]) == HEADER
    assert "created" not in about  # no run has received a response
    assert about["$schema"].startswith("https://datapackage.org/profiles/2.0/")
    assert {"profile", "version", "licenses", "contributors"} <= set(about)
    assert about["contributors"][0]["roles"] == ["wrangler"]


def test_a_run_that_changes_nothing_moves_created_and_no_byte_of_the_rows(store, make, tmp_path):
    engine = store([make(1)])
    described = []
    for day, responses in ((28, 3), (29, 2), (30, 0)):
        at = datetime(2026, 10, day, 6, tzinfo=UTC)
        crawled = CrawlRun(
            run_id=f"{day}", source="greenhouse", board="acre", started_at=at, finished_at=at,
            responses=responses, state=RunState.HEALTHY if responses else RunState.FAILED,
        )  # fmt: skip
        with engine.begin() as connection:
            begun = Run(run_id=f"{day}", started_at=at)
            connection.execute(insert(run).values(asdict(begun)))
            connection.execute(insert(crawl_run).values(asdict(crawled)))
        export(engine, tmp_path / "o.csv")
        described.append(json.loads((tmp_path / "o.csv.datapackage.json").read_text("utf-8")))
    days = [about["created"] for about in described]
    assert days == ["2026-10-28T06:00:00Z", "2026-10-29T06:00:00Z", "2026-10-29T06:00:00Z"]
    assert len({about["resources"][0]["hash"] for about in described}) == 1
