"""Descriptions labelled by hand before the rules were tried on them, see tests/labels/skills."""

from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean

LABELS = Path(__file__).resolve().parents[2] / "labels/skills"


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


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_posting_is_read_the_same_again(row):
    assert cleaned(row) == cleaned(row)
    assert list(cleaned(row).skills) == sorted(cleaned(row).skills, key=str.casefold)
