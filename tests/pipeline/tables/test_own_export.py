"""Payband's own export, cleaned again, is what it was."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

import pytest

from models.posting import JobPosting
from models.raw import PayField, RawPosting
from models.record import columns
from models.vocab import PostingStatus
from pipeline.clean.engine import clean
from pipeline.errors import InputError, UsageError
from pipeline.fx.rates import Rates
from pipeline.fx.user_rates import UserRate, UserRates
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from pipeline.publish.export.shape import DEFAULT, PRESETS
from pipeline.publish.export.table_out import write_postings, write_records
from pipeline.publish.report.job_source import exported_jobs
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.own_row import COLUMNS, MADE, READ_ANEW, READERS
from pipeline.tables.read import ReadingOptions
from pipeline.tables.recognition.own_export import own_meanings

DESCRIPTION = (
    "<p>Wir suchen Verstärkung für unser Team in Berlin und bauen gemeinsam Modelle.</p>"
    "<p>Requirements: a Master's degree in Physics and 5+ years of Python are required.</p>"
)
ESTIMATED = PayField(text="EUR 70K-88K", is_estimate=True)
PAY = ("$120k - $150k", "$210,000 - $175,000 CAD", "USD 1111111K - 1111111K", "€70k OTE", "45", "")


def exported(path, names=None):
    raw = RawPosting(source="board", source_key="0", url="https://q.example/0", title="ML Engineer")
    raw = replace(raw, company="Acre", location="Berlin, Germany", posted="2026-10-20")
    raws = [replace(raw, source_key=str(n), salary=text) for n, text in enumerate(PAY)]
    raws.append(replace(raw, source_key="e", salary_fields=(ESTIMATED,)))
    raws.append(replace(raw, source_key="d", description_html=DESCRIPTION))
    postings = [clean(one).posting for one in raws]
    for posting in postings:
        posting.status = PostingStatus.OPEN
    chosen = [c for c in columns(JobPosting) if names is None or c.name in names]
    rows = ([getattr(posting, c.name) for c in chosen] for posting in postings)
    write_records(chosen, rows, path)
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_stays(tmp_path):
    export = exported(tmp_path / "export.csv")
    outcome = clean_table(export, tmp_path / "again.csv")
    once, twice = rows(export), rows(tmp_path / "again.csv")
    names = [c.name for c in DEFAULT.columns if c.name != "rules_version"]
    assert [[row[n] for n in names] for row in twice] == [[row[n] for n in names] for row in once]
    assert {"flagged", "ok", "unparsed", "absent"} == {row["salary_status"] for row in twice}
    assert any(row["education"] and row["language"] for row in twice)
    assert outcome.columns.left == ()


def test_an_export_without_a_column_on_request_gets_none(tmp_path):
    usual = {c.name for c in DEFAULT.columns}
    for ending in ("csv", "jsonl"):
        export = exported(tmp_path / f"export.{ending}", usual)
        clean_table(export, tmp_path / f"again.{ending}")
    assert list(rows(tmp_path / "again.csv")[0]) == [c.name for c in DEFAULT.columns]
    assert "industry" not in (tmp_path / "again.jsonl").read_text()
    clean_table(exported(tmp_path / "whole.csv"), tmp_path / "again.csv")
    assert "industry" in rows(tmp_path / "again.csv")[0]


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_other_formats_are_cleaned_in_the_same_way(tmp_path, ending):
    exported(tmp_path / "export.csv")
    clean_table(exported(tmp_path / f"export.{ending}"), tmp_path / "other.csv")
    clean_table(tmp_path / "export.csv", tmp_path / "again.csv")
    assert (tmp_path / "other.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()


def test_a_narrow_export_keeps_its_status(tmp_path):
    narrow = exported(tmp_path / "export.csv", PRESETS["narrow"])
    clean_table(narrow, tmp_path / "again.csv")
    once, twice = rows(narrow), rows(tmp_path / "again.csv")
    names = [name for name in PRESETS["narrow"] if name != "posting_id"]
    assert [[row[n] for n in names] for row in twice] == [[row[n] for n in names] for row in once]
    assert not any(row["flags"] for row in twice if row["salary_status"] == "ok")


def test_a_title_that_was_edited_is_read_anew(tmp_path):
    export = exported(tmp_path / "export.csv")
    export.write_text(export.read_text().replace('"ML Engineer"', '"Senior Data Analyst"', 1))
    clean_table(export, tmp_path / "again.csv")
    first = rows(tmp_path / "again.csv")[0]
    assert (first["role"], first["level"]) == ("Data Analyst", "senior")


def test_a_column_of_pay_that_is_named_goes_before_the_exports(tmp_path):
    export = exported(tmp_path / "export.csv")
    lines = export.read_text().splitlines()
    export.write_text("\n".join([f"{lines[0]},offer", *(f"{line},€50k" for line in lines[1:])]))
    options = TableOptions(ReadingOptions({Meaning.SALARY: "offer"}))
    clean_table(export, tmp_path / "again.csv", options=options)
    assert {row["salary_min"] for row in rows(tmp_path / "again.csv")} == {"50000"}


def test_dollars_that_lacked_a_rate_come_with_newer_rates(tmp_path):
    raw = RawPosting(source="board", source_key="0", url="", title="ML Engineer")
    raw = replace(raw, location="Berlin, Germany", posted="2039-05-05", salary="€60k - €80k")
    seen = datetime(2039, 5, 5, tzinfo=UTC)
    posting = clean(replace(raw, fetched_at=seen)).posting
    write_postings([replace(posting, first_seen=seen, last_seen=seen)], tmp_path / "export.csv")
    rates = Rates(own=UserRates({("2039-05-04", "EUR"): UserRate(Decimal("0.8"), "USD")}))
    clean_table(tmp_path / "export.csv", tmp_path / "again.csv", rates)
    [row] = rows(tmp_path / "again.csv")
    assert (row["annual_min_usd"], row["fx_date"]) == ("75000", "2039-05-04")


def test_a_day_of_posting_that_a_board_moved_after_the_first_sighting_stays(tmp_path):
    first, later = datetime(2026, 5, 5, tzinfo=UTC), datetime(2026, 6, 5, tzinfo=UTC)
    raw = RawPosting(source="board", source_key="0", url="", title="ML Engineer")
    posting = clean(replace(raw, posted="2026-06-01", fetched_at=later)).posting
    write_postings([replace(posting, first_seen=first, last_seen=later)], tmp_path / "export.csv")
    options = TableOptions(issues=tmp_path / "issues.csv")
    clean_table(tmp_path / "export.csv", tmp_path / "again.csv", options=options)
    assert rows(tmp_path / "again.csv")[0]["posted_on"] == "2026-06-01"
    assert "posted_on" not in {row["field"] for row in rows(tmp_path / "issues.csv")}


def test_a_cell_that_no_export_has_is_named(tmp_path):
    export = exported(tmp_path / "export.csv")
    export.write_text(export.read_text().replace('"flagged"', '"doubtful"', 1))
    with pytest.raises(InputError, match=r"row 2, salary_status: 'doubtful' .* ok, flagged"):
        clean_table(export, tmp_path / "again.csv")


def test_each_column_of_a_posting_is_made_read_anew_or_kept():
    assert {*MADE, *READ_ANEW} <= COLUMNS.keys()
    assert set(own_meanings(tuple(COLUMNS)).values()) <= COLUMNS.keys()


@pytest.mark.parametrize("number", ["85677,25", "85677,2", "1,2500"])
def test_a_decimal_comma_of_a_spreadsheet_is_read(number):
    assert READERS[Decimal](number) == Decimal(number.replace(",", "."))


@pytest.mark.parametrize("number", ["85,677", "1,234,567", "85.677,25"])
def test_a_comma_that_may_group_thousands_is_refused(number):
    with pytest.raises(InvalidOperation):
        READERS[Decimal](number)


def test_an_export_that_a_german_spreadsheet_saved_is_cleaned_to_what_it_was(tmp_path):
    exported(tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [list(map(_german, row)) for row in csv.reader(file)]
    with (tmp_path / "saved.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    with pytest.raises(UsageError, match="an export that a spreadsheet saved anew"):
        exported_jobs(tmp_path / "saved.csv")
    for name in ("out", "saved"):
        clean_table(tmp_path / f"{name}.csv", tmp_path / f"{name}-clean.csv")
    one, other = ((tmp_path / f"{name}-clean.csv").read_text() for name in ("out", "saved"))
    assert one == other


def _german(cell):
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return cell.replace(".", ",")
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", cell):
        return f"{match[3]}.{match[2]}.{match[1]}"
    return {"true": "WAHR", "false": "FALSCH"}.get(cell, cell)
