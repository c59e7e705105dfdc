"""Corrections last: they survive new cleaning and new crawls, and can be taken back."""

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from models.raw import RawPosting
from models.tables import issue, job_posting, posting_life
from pipeline.clean.correction_values import STAGE_OF, stored_text
from pipeline.clean.stages import STAGES
from pipeline.cli.main import cli
from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.fx.rates import SHIPPED
from pipeline.operate.cleaning import clean_store
from pipeline.operate.correct import (
    correct_postings,
    pay_flags,
    read_corrections,
    undo_corrections,
)
from pipeline.publish.explain.cell_jobs import cell_jobs, exported_cell_jobs
from pipeline.publish.explain.explanation import explained
from pipeline.publish.export.export import export
from pipeline.publish.report.report import report
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.corrections import WantedCorrection, list_corrections
from pipeline.store.postings.raw import RawStore

pytestmark = pytest.mark.sqlite_first(
    "test_a_correction_survives_cleaning_and_crawls_and_says_what_changed"
)

RAW = RawPosting(
    source="ashby",
    source_key="1",
    url="https://example.com/1",
    title="Senior ML Engineer",
    company="Quillmere",
    location="New York, NY, United States",
    salary="$90,000 - $12,000 a year",
    posted="2026-10-01",
    fetched_at=datetime(2026, 10, 28, 6, tzinfo=UTC),
)
ID = RAW.posting_id


@pytest.fixture
def settings(migrated_url, tmp_path):
    put(migrated_url, RAW)
    return Settings(database_url=migrated_url, rates_dir=tmp_path / "rates")


@pytest.fixture
def engine(settings):
    engine = open_store(settings.database_url)
    clean_store(engine, cores=1)
    yield engine
    engine.dispose()


def put(url, raw):
    store = RawStore(url, "run-1")
    store.put([raw])
    store.close()


def row(engine):
    with engine.connect() as connection:
        return dict(connection.execute(select(job_posting)).mappings().one())


def codes(engine):
    with engine.connect() as connection:
        return {(r.code, r.field): r.detail for r in connection.execute(select(issue))}


def fix(settings, **values):
    wanted = [
        WantedCorrection(ID, field, value, "typo in the ad") for field, value in values.items()
    ]
    correct_postings(settings, wanted)


def test_what_depends_on_a_correction_follows(settings, engine):
    before = row(engine)
    assert (before["salary_status"], before["annual_max_usd"]) != ("ok", 120_000)
    fix(settings, salary_min="90000", salary_max="120000")
    after = row(engine)
    assert (after["salary_min"], after["salary_max"]) == (90_000, 120_000)
    assert (after["annual_min_usd"], after["annual_max_usd"]) == (90_000, 120_000)
    assert (after["salary_status"], after["flags"]) == ("ok", ())
    assert codes(engine)["corrected", "salary_max"] == "120000: typo in the ad"


def test_explain_of_a_cell_says_what_was_corrected(settings, engine, tmp_path):
    fix(settings, salary_min="90000", salary_max="120000", role="Data Scientist")
    export(engine, tmp_path / "e.csv")
    name = "pay/year/country=US"
    for found in (cell_jobs(engine, name), exported_cell_jobs(tmp_path / "e.csv", name)):
        [job] = found.counted
        assert job.pay == 105_000
        assert "salary_max 120000 (was 90000): typo in the ad" in job.corrected
        assert "role Data Scientist (was " in job.corrected


def test_the_steps_of_pay_end_with_the_corrected_amounts(settings, engine):
    fix(settings, salary_min="90000", salary_max="120000")
    told, _cleaned = explained(engine, RAW, SHIPPED)
    steps = {step["step"]: step["result"] for step in told["pay steps"]}
    assert steps["amounts"] == "12,000 to 90,000"
    assert {"salary_min: 90000 (was 12000)", "salary_max: 120000 (was 90000)"} == {
        step["result"] for step in told["pay steps"] if step["step"] == "by hand"
    }
    assert steps["check by hand"] == "no check flagged it"
    assert steps["a year"] == "90,000 to 120,000 USD"
    assert steps["US dollars"] == "90,000 to 120,000"


def test_correct_says_where_the_pay_is_flagged_now(settings, engine):
    wanted = [WantedCorrection(ID, "salary_min", "500000", "so"),
              WantedCorrection(ID, "salary_max", "400000", "so")]  # fmt: skip
    correct_postings(settings, wanted)
    assert "inverted" in pay_flags(settings, wanted)[ID]
    assert pay_flags(settings, [WantedCorrection(ID, "level", "lead", "so")]) == {}
    fix(settings, salary_min="90000", salary_max="120000")
    assert pay_flags(settings, wanted) == {}


def test_level_role_country_and_day_are_read_by_pay(settings, engine):
    fix(settings, salary_min="50", salary_max="60", salary_currency="EUR", salary_period="hour",
        posted_on="2024-03-01", country="DE", level="lead", role="Data Scientist")  # fmt: skip
    after = row(engine)
    assert (after["annual_min"], str(after["fx_date"])) == (104_000, "2024-03-01")
    assert (after["experience_level"], after["role_family"]) == ("SE", "data science")
    assert after["country"] == "DE"


def test_the_facts_of_pay_follow_from_corrected_pay(settings, engine):
    fix(settings, salary_min="90000", salary_max="120000", salary_currency="EUR")
    after = row(engine)
    assert (after["facts"], after["headline_by"], after["bands"]) == (
        ("foreign_currency",), "only", 1,
    )  # fmt: skip
    assert (after["annual_mid"], after["span_min"], after["span_max"]) == (105_000, 90_000, 120_000)
    fix(settings, country="DE", employment_type="part_time")
    assert row(engine)["facts"] == ("part_time",)
    fix(settings, salary_min="", salary_max="")
    after = row(engine)
    assert (after["facts"], after["headline_by"], after["bands"]) == ((), None, None)


def test_what_was_read_of_the_headline_stays_with_corrected_pay(settings, engine):
    put(settings.database_url, replace(RAW, salary="US: $90k - $120k net; Remote: $80k - $100k"))
    clean_store(engine, cores=1)
    before = row(engine)
    assert before["bands"] == 2
    fix(settings, salary_max="125000")
    after = row(engine)
    same = ("net", "headline_by", "bands", "salary_text", "salary_origin", "span_min")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert after["span_max"] == 125_000


def test_implausible_pay_stays_flagged(settings, engine):
    fix(settings, salary_min="", salary_max="9000000")
    assert (row(engine)["salary_status"], row(engine)["annual_max_usd"]) == ("flagged", None)
    fix(settings, salary_max="")
    assert (row(engine)["salary_status"], row(engine)["salary_max"]) == ("absent", None)


def test_a_correction_survives_cleaning_and_crawls_and_says_what_changed(settings, engine):
    fix(settings, salary_min="90000", salary_max="120000")
    clean_store(engine, everything=True, cores=2)
    assert row(engine)["salary_max"] == 120_000
    assert [each.outdated for each in list_corrections(engine)] == [False, False]

    put(settings.database_url, replace(RAW, salary="$95,000 - $130,000 a year"))
    clean_store(engine, cores=1)
    assert row(engine)["salary_max"] == 120_000
    assert [each.outdated for each in list_corrections(engine)] == [True, True]
    assert ("correction_outdated", "salary_max") in codes(engine)


def test_a_correction_is_taken_back(settings, engine):
    before = row(engine)
    fix(settings, salary_min="90000", salary_max="120000", level="mid")
    fix(settings, salary_max="125000")
    was = {each.correction.field: each.correction.was for each in list_corrections(engine)}
    assert was["salary_max"] == f"{before['salary_max']}"  # as it was read, not as first corrected
    assert [gone.field for gone in undo_corrections(settings, ID, ["salary_max"])] == ["salary_max"]
    assert len(undo_corrections(settings, ID, [])) == 2
    assert row(engine) == before
    with pytest.raises(InputError, match="has no correction of level"):
        undo_corrections(settings, ID, ["level"])


def test_all_corrections_or_none(settings, engine):
    wanted = [
        WantedCorrection(ID, "salary_max", "120000", "typo"),
        WantedCorrection("0" * 16, "salary_max", "1", "typo"),
    ]
    with pytest.raises(InputError, match="no such id: the store has no posting 0000000000000000"):
        correct_postings(settings, wanted)
    assert list_corrections(engine) == []


def test_amounts_are_stored_with_all_digits():
    for written in ("120k", "120,000", "120 000", "0.12m", "120000"):
        assert stored_text("salary_min", written) == "120000"
    assert stored_text("salary_min", "45,5") == "45.5"
    assert stored_text("salary_min", "") == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("salry_max", "1", "did you mean 'salary_max'"),
        ("annual_max", "1", "is made from other columns"),
        ("salary_max", "many", "salary_max is an amount such as 120000, 120k or 45.5, not 'many'"),
        ("salary_max", "-1", "is an amount"),
        ("salary_max", "120.000", "salary_max: '120.000' is 120000 or 120; write one of them"),
        ("salary_max", "nan", "is an amount"),
        ("salary_currency", "euro", "is an ISO 4217 code"),
        ("salary_period", "years", "did you mean 'year'"),
        ("level", "boss", "there are"),
        ("role", "Data Sientist", "did you mean 'Data Scientist'"),
        ("posted_on", "1.2.2026", "is a day such as"),
        ("experience_min", "1.5", "is a number of years"),
        ("education_required", "yes", "there are true, false"),
        ("country", "Germany", "ISO 3166"),
        ("company", "a\nb", "one line"),
    ],
)
def test_a_wrong_column_or_value_is_an_error_in_words(tmp_path, field, value, words):
    settings = Settings(database_url=f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(InputError, match=words):
        correct_postings(settings, [WantedCorrection(ID, field, value, "why")])


def test_a_level_is_given_in_any_spelling(settings, engine):
    fix(settings, level="Junior")
    assert row(engine)["level"] == "entry"


def test_a_reason_is_needed(tmp_path):
    settings = Settings(database_url=f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(InputError, match="say why"):
        correct_postings(settings, [WantedCorrection(ID, "level", "mid", " ")])


def test_a_purged_posting_cannot_be_corrected(settings, engine):
    with writing(engine) as connection:
        connection.execute(posting_life.update().values(purged_at=RAW.fetched_at))
    with pytest.raises(InputError, match="its text was purged"):
        fix(settings, level="mid")


def test_corrections_are_read_from_a_file(tmp_path):
    file = tmp_path / "c.csv"
    file.write_text(f"posting_id,column,value,why\n{ID},salary_max,120000,typo\n")
    assert read_corrections(file) == [WantedCorrection(ID, "salary_max", "120000", "typo")]
    file.write_text(f"posting_id,column,value,why\n{ID},level,mid,ok\n{ID},level,boss,typo\n")
    with pytest.raises(InputError, match=r"c\.csv, row 2: level cannot be 'boss'"):
        read_corrections(file)
    file.write_text("id,value\n1,2\n")
    with pytest.raises(InputError, match="there is no posting_id"):
        read_corrections(file)


def test_an_export_lists_them(settings, engine, tmp_path):
    fix(settings, salary_max="120000", salary_min="90000")
    export(engine, tmp_path / "o.csv")
    about = json.loads((tmp_path / "o.csv.datapackage.json").read_text())
    [high, low] = about["corrections"]
    assert (high["field"], high["value"], high["why"]) == ("salary_max", "120000", "typo in the ad")
    assert (low["posting_id"], low["outdated"]) == (ID, False)
    with (tmp_path / "o.csv").open(newline="") as file:
        assert [r["salary_max"] for r in csv.DictReader(file)] == ["120000"]


def test_a_report_lists_them(settings, engine, tmp_path):
    report(engine, tmp_path / "r.html")
    for name in ("r.html", "r.md"):
        assert "Corrected by hand" not in (tmp_path / name).read_text(encoding="utf-8")
    wanted = WantedCorrection(ID, "company", "Quillmere & Co", "<b>name</b>")
    correct_postings(settings, [wanted])
    report(engine, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Corrected by hand" in page
    cells = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("Corrected by hand", 1)[1]))
    assert "company Quillmere &amp; Co Quillmere &lt;b&gt;name&lt;/b&gt;" in cells
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    row = r"company | Quillmere \& Co | Quillmere | \<b\>name\</b\> |"
    assert "## Corrected by hand" in text
    assert f"| {ID} | {row}" in text


def test_the_command(settings, engine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    database = ["--database", settings.database_url]

    def run(*words, code=0):
        done = CliRunner().invoke(cli, [*words, *database])
        assert done.exit_code == code or isinstance(done.exception, InputError), done.output
        return done.output + str(done.exception or "")

    assert "no value is corrected by hand" in run("correct")
    said = run("correct", ID, "salary_max=120000", "salary_min=90000", "--why", "typo in the ad")
    assert "`payband export` and `payband report`, whose files on disk are from before" in said
    assert row(engine)["annual_max_usd"] == 120_000
    [high] = [r for r in json.loads(run("correct", "--json")) if r["field"] == "salary_max"]
    assert (high["value"], high["outdated"]) == ("120000", False)
    told = json.loads(run("explain", ID, "--json"))
    assert told["posting"]["salary_max"] in (120_000, "120000")
    assert [each["field"] for each in told["corrections"]] == ["salary_max", "salary_min"]
    assert any("corrected by hand: typo" in each["rule"] for each in told["evidence"])
    assert "Corrected by hand" in run("explain", ID)
    assert "say why" in run("correct", ID, "level=mid", code=2)
    assert "write COLUMN=VALUE" in run("correct", ID, "level", "--why", "x", code=2)
    assert "needs the posting_id" in run("correct", "--undo", code=2)
    assert "no such id" in run("correct", "0" * 16, "level=mid", "--why", "x")
    run("correct", ID, "--undo")
    assert json.loads(run("correct", "--json")) == []


def test_the_page_names_every_column_that_may_be_corrected():
    page = (Path(__file__).parents[3] / "docs/corrections.md").read_text(encoding="utf-8")
    listed = page.partition("Columns that may be corrected:")[2]
    assert set(re.findall(r"`(\w+)`", listed)) == set(STAGE_OF)


def test_each_column_belongs_to_a_stage():
    assert set(STAGE_OF.values()) <= {stage.__name__ for stage in STAGES}
