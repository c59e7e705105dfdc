import csv
from pathlib import Path

from models.raw import RawPosting
from pipeline.clean.employer.industry import industry, read_industry
from pipeline.clean.stage import Job, Texts
from pipeline.rules.rows.employer import IndustryHead, IndustryWords
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[3] / "labels/industry.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    ROWS = [row for row in csv.DictReader(file) if row["batch"] == "table"]
RULES = read_rules(IndustryWords)
HEADS = read_rules(IndustryHead)


@every_row("row", ROWS, ids=lambda row: f"{row['company']} {row['text']}")
def test_industry_is_read_as_labelled(row):
    read = read_industry(row["company"], row["text"])
    assert (read[0] if read else "") == row["industry"]


@every_row("row", RULES, ids=lambda row: row.phrase)
def test_words_say_their_industry(row):
    company, text = (row.example, "") if row.use == "name" else ("Acme", row.example)
    read = read_industry(company, text)
    assert (read[0] if read else "") == row.industry


@every_row("row", HEADS, ids=lambda row: row.phrase)
def test_a_head_says_what_the_employer_does(row):
    assert read_industry("Acme", row.example)
    assert all(part in row.example for part in row.phrase.split("{}"))


def test_no_words_stand_twice():
    keys = [(row.phrase.casefold(), row.use) for row in RULES]
    assert sorted(keys) == sorted(set(keys))


def test_the_stage_tells_from_which_words():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    job = Job(raw, Texts(description="Acme is a bank."), {"company": "Acme"})
    reading = industry(job)
    assert reading.values == {"industry": "finance"}
    assert [e.text for e in reading.evidence] == ["bank"]
    assert industry(Job(raw, Texts(description="Python"))).values == {}
