import csv
from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.industry import IndustryWords, industry, read_industry
from pipeline.clean.stage import Job, Texts
from pipeline.rules.rulebook import read_rules

LABELS = Path(__file__).resolve().parents[2] / "labels/industry.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
RULES = read_rules("industries.csv", IndustryWords)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['company']} {row['text']}")
def test_industry_is_read_as_labelled(row):
    read = read_industry(row["company"], row["text"])
    assert (read[0] if read else "") == row["industry"]


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.words)
def test_words_say_their_industry(row):
    assert row.where in {"says", "name"}
    company, text = (row.example, "") if row.where == "name" else ("Acme", row.example)
    read = read_industry(company, text)
    assert (read[0] if read else "") == row.industry


def test_no_words_stand_twice():
    keys = [(row.words.casefold(), row.where) for row in RULES]
    assert sorted(keys) == sorted(set(keys))


def test_the_stage_tells_from_which_words():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    job = Job(raw, Texts(description="Acme is a bank."), {"company": "Acme"})
    reading = industry(job)
    assert reading.values == {"industry": "finance"}
    assert [e.text for e in reading.evidence] == ["bank"]
    assert industry(Job(raw, Texts(description="Python"))).values == {}
