"""The user's own names of employers, from Python."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest

import payband
from models.raw import RawPosting
from pipeline.errors import InputError
from pipeline.operate.cleaning import clean_store
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore

door: Any = payband  # called wrongly below, which a type checker would see


@pytest.fixture
def names(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,alias_of\nValley Water,Tarnmoor\n", encoding="utf-8")
    return path


def raw(company, key="1"):
    return RawPosting(
        source=f"board {key}", source_key=key, url=f"https://{key}.example/jobs/{key}",
        title="Data Scientist", company=company, location="Leeds, United Kingdom",
        salary=f"£{60 + int(key)}k - £{80 + int(key)}k a year",
        fetched_at=datetime(2026, 10, 28, 6, tzinfo=UTC),
    )  # fmt: skip


def test_a_cleaned_posting_tells_of_the_file(names):
    plain = payband.clean(raw("Valley Water")).posting
    read = payband.clean(raw("Valley Water"), employers_file=names).posting
    assert read.company == plain.company == "Valley Water"
    assert str(read.rules_version).startswith(f"{plain.rules_version}+employers.")


def test_rows_of_one_employer_under_two_names_are_one_job(names):
    frame = pd.DataFrame(
        {
            "source": ["a", "b"],
            "source_key": ["1", "2"],
            "url": ["https://a.example/jobs/1001", "https://b.example/jobs/1002"],
            "title": ["Data Scientist"] * 2,
            "posted": ["2026-10-01", "2026-10-02"],
            "company": ["Tarnmoor Ltd", "Valley Water"],
            "location": ["Leeds"] * 2,
            "salary": ["£60k - £70k"] * 2,
        }
    )
    assert payband.clean_frame(frame).duplicate_of.isna().all()
    cleaned = payband.clean_frame(frame, employers_file=str(names))
    assert cleaned.duplicate_of.tolist()[1] == cleaned.posting_id[0]


@pytest.fixture
def store(migrated_url):
    stored = RawStore(migrated_url, "run-1")
    stored.put([raw("Valley Water" if n % 2 else f"Tarnmoor {n}", str(n)) for n in range(1, 13)])
    stored.put([raw("Tarnmoor", str(n)) for n in range(13, 19)])
    stored.close()
    engine = open_store(migrated_url)
    clean_store(engine, cores=1)
    engine.dispose()
    return migrated_url


def employers(table):
    return int(table[table.table == "pay"].employers.max())


def test_a_salary_table_counts_two_names_as_one_employer(store, names):
    apart, together = payband.salary_table(store), payband.salary_table(store, employers_file=names)
    assert employers(together) == employers(apart) - 1


def test_a_salary_table_takes_the_file_of_the_settings(store, names, monkeypatch):
    asked = employers(payband.salary_table(store, employers_file=names))
    monkeypatch.setenv("PAYBAND_EMPLOYERS_FILE", str(names))
    assert employers(payband.salary_table(store)) == asked


@pytest.mark.parametrize(
    "call",
    [
        lambda path: payband.clean(raw("Tarnmoor"), employers_file=path),
        lambda path: payband.clean_frame(pd.DataFrame({"title": ["T"]}), employers_file=path),
    ],
    ids=["clean", "clean_frame"],
)
def test_a_bad_file_is_named_with_row_and_field(names, call):
    names.write_text("name,alias_of\nBrook,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"names\.csv, row 2, alias_of"):
        call(names)


def test_something_else_than_a_path_is_refused():
    with pytest.raises(TypeError, match="takes the path of an employers_file, not int"):
        door.clean(raw("Tarnmoor"), employers_file=3)
