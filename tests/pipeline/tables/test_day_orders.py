"""Days like 02/09/2026: the days of a column that are clear decide for the others."""

import csv
import io
import json
import subprocess
import sys

import pandas as pd
import pytest

from payband import clean_frame
from pipeline.operate.engines.local_engine import LocalEngine
from pipeline.operate.tables.audit import audit_table
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from pipeline.publish.audit.page import render
from pipeline.tables.read import ReadingOptions
from tests.support.rows import every_row

SEP_2, FEB_9 = "2026-09-02", "2026-02-09"
NAMES = ("Job Title", "site", "Country", "Posted")


def table(*days):
    """Return a table; a row is `US 02/09/2026`, behind its source where there are several."""
    cells = [("file", *words)[-3:] for words in (tuple(row.split()) for row in days)]
    cells = [tuple("" if c == "-" else c for c in row) for row in cells]
    return pd.DataFrame(
        [(f"Data Engineer {n}", *row) for n, row in enumerate(cells)], columns=NAMES
    )


@every_row(
    "rows, day",
    [
        # the clear days decide, whatever the country
        (["US 02/09/2026", "US 13/09/2026"], SEP_2),
        (["US 02/09/2026", "DE 13/09/2026"], SEP_2),
        (["GB 02/09/2026", "GB 09/13/2026"], FEB_9),
        (["- 02/09/2026", "GB 13/09/2026"], SEP_2),
        # days of both orders: none, unless each is of its country's order
        (["US 02/09/2026", "US 13/09/2026", "US 09/13/2026"], ""),
        (["GB 02/09/2026", "GB 13/09/2026", "- 09/13/2026"], ""),
        (["GB 02/09/2026", "GB 13/09/2026", "US 09/13/2026"], SEP_2),
        (["US 02/09/2026", "GB 13/09/2026", "US 09/13/2026"], FEB_9),
        # nothing decides: the countries, if they agree
        (["US 02/09/2026", "US 03/09/2026"], FEB_9),
        (["DE 02/09/2026", "GB 03/09/2026"], SEP_2),
        (["US 02/09/2026", "GB 03/09/2026"], ""),
        (["US 02/09/2026", "GB 04/04/2026"], FEB_9),
        (["- 02/09/2026", "US 03/09/2026"], ""),
        # one source after the other, then the table
        (["a US 02/09/2026", "a US 13/09/2026", "b US 09/13/2026"], SEP_2),
        (["b US 02/09/2026", "a US 13/09/2026", "b US 09/13/2026"], FEB_9),
        (["c US 02/09/2026", "a US 13/09/2026"], SEP_2),
        (["c US 02/09/2026", "a US 13/09/2026", "b US 09/13/2026"], ""),
        # what shows nothing
        (["US 02/09/2026", "US 13.09.2026", "US 2026-09-13"], FEB_9),
    ],
)
def test_the_first_row_is_read_as_the_table_shows(rows, day):
    out = clean_frame(table(*rows))
    assert ["" if pd.isna(out["posted_on"][0]) else f"{out['posted_on'][0]:%Y-%m-%d}"] == [day]


def test_each_column_with_days_has_an_order():
    rows = table("US 02/09/2026", "US 13/09/2026")
    found = clean_frame(rows.assign(closes=["10/11/2026", "10/20/2026"], scraped_at=rows["Posted"]))
    assert f"{found['posted_on'][0]:%m-%d}" == "09-02"
    assert f"{found['closes_on'][0]:%m-%d}" == "10-11"
    assert f"{found['first_seen'][0]:%m-%d}" == "09-02"


ROWS = [f"{('US', 'GB', 'DE')[n % 3]} {1 + n % 28:02}/0{1 + n % 9}/2026" for n in range(300)]


def written(path, tmp_path, **options):
    out = tmp_path / "out.csv"
    clean_table(path, out, options=TableOptions(**options))
    return out.read_bytes()


def test_the_days_are_the_same_however_the_table_comes(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.operate.engines.local_engine.BATCH", 40)
    frame, given = table(*reversed(ROWS)), tmp_path / "in.csv"
    frame.to_csv(given, index=False)
    one = written(given, tmp_path)
    assert written(given, tmp_path, engine=LocalEngine(2)) == one
    frame.to_csv(given, index=False, sep=";", encoding="utf-16")
    assert written(given, tmp_path) == one
    frame.to_parquet(tmp_path / "in.parquet", row_group_size=70)
    assert written(tmp_path / "in.parquet", tmp_path) == one
    days = pd.read_csv(io.BytesIO(one))["posted_on"].tolist()
    assert days == ["-".join(reversed(day.split("/"))) for day in frame["Posted"]]
    assert days == clean_frame(frame)["posted_on"].dt.strftime("%Y-%m-%d").tolist()


def test_standard_input_is_read_alike(tmp_path):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pipeline.cli.main", "clean", "-", "-o", "-"],
        input=table("US 02/09/2026", "US 13/09/2026").to_csv(index=False).encode(),
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    rows = csv.DictReader(done.stdout.decode().splitlines())
    assert [row["posted_on"] for row in rows] == [SEP_2, "2026-09-13"]


SOURCES = ("a US 02/09/2026", "a US 13/09/2026", "c GB 03/09/2026", "b GB 09/13/2026")


def test_the_command_says_how_many_days_could_be_either(payband, tmp_path):
    table(*SOURCES).to_csv(tmp_path / "in.csv", index=False)
    told = payband("clean", "in.csv", "-o", "out.csv", "--issues", "issues.csv").stderr
    line = "2 days could be day or month first (02/09/2026): 1 read day first, as the others"
    assert line in told
    assert "; 1 not read" in told
    with (tmp_path / "issues.csv").open(encoding="utf-8", newline="") as file:
        unread = [row for row in csv.DictReader(file) if row["code"] == "date_unread"]
    assert [(row["row"], row["raw_value"]) for row in unread] == [("3", "03/09/2026")]
    assert "of both orders" in unread[0]["detail"]
    said = json.loads(payband("clean", "in.csv", "-o", "out.csv", "--json").stdout)
    assert said["day_or_month_first"] == {
        "day_first": 1,
        "month_first": 0,
        "by_country": 0,
        "not_read": 1,
        "example": "02/09/2026",
    }
    assert line in payband("audit", "in.csv").stderr
    audited = json.loads((tmp_path / "in-audit.json").read_text(encoding="utf-8"))
    assert audited["day_or_month_first"] == said["day_or_month_first"]


@pytest.mark.parametrize(("day", "told"), [("02/09/2026", True), ("2026-09-02", False)])
def test_an_audit_says_it_where_there_are_such_days(tmp_path, day, told):
    path = tmp_path / "in.csv"
    table(f"US {day}", f"GB {day}").to_csv(path, index=False)
    found = audit_table(path, options=TableOptions(ReadingOptions({})))
    assert ("2 days could be day or month first" in render(found)) == told
    assert found.issues["date_unread"] == (2 if told else 0)
