"""Descriptions labelled by hand before the rules were tried on them, see tests/labels/skills."""

from pathlib import Path

from models.raw import RawPosting
from pipeline.clean.engine import clean
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[3] / "labels/skills"


def label(path):
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    found = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return found | {"id": path.stem, "text": text}


ROWS = [label(path) for path in sorted(LABELS.glob("*.txt"))]


def cleaned(row):
    return clean(
        RawPosting(
            source="labels",
            source_key=row["id"],
            url="https://example.org/jobs/1",
            title=row["title"],
            company=row["company"],
            description_html=row["text"],
        )
    ).posting


def test_skills_are_read_as_labelled():
    hits = misses = inventions = 0
    for row in ROWS:
        wanted, read = set(row["skills"].split("; ")), set(cleaned(row).skills)
        hits += len(wanted & read)
        misses += len(wanted - read)
        inventions += len(read - wanted)
    assert len(ROWS) >= 40
    assert hits / (hits + inventions) >= 0.97
    assert hits / (hits + misses) >= 0.93


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else "; ".join(value) if isinstance(value, tuple) else str(value)


@every_row(
    "column",
    ["education", "education_required", "education_fields", "experience_min", "experience_max",
     "language"],
)  # fmt: skip
@every_row("row", ROWS, ids=lambda row: row["id"])
def test_what_is_asked_for_is_read_as_labelled(row, column):
    assert text(getattr(cleaned(row), column)) == row.get(column, "")


def test_industries_are_read_as_labelled():
    read = [(cleaned(row).industry or "", row.get("industry", "")) for row in ROWS]
    said = [(found, wanted) for found, wanted in read if found]
    assert sum(found == wanted for found, wanted in said) / len(said) >= 0.9
    assert sum(found == wanted for found, wanted in read) / len(read) >= 0.9


@every_row("row", ROWS, ids=lambda row: row["id"])
def test_a_posting_is_read_the_same_again(row):
    assert cleaned(row) == cleaned(row)
    assert list(cleaned(row).skills) == sorted(cleaned(row).skills, key=str.casefold)
