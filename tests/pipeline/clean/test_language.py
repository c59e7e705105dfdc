import csv
from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.language import POINT, _known, language, read_language
from pipeline.clean.stage import Job, Texts
from pipeline.rules.rows.general import CommonWords
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[2] / "labels/language.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    ROWS = [row for row in csv.DictReader(file) if row["batch"] == "table"]


@every_row("row", ROWS, ids=lambda row: row["text"])
def test_language_is_read_as_labelled(row):
    assert (read_language(row["text"]) or "") == row["language"]


@pytest.mark.parametrize("row", read_rules(CommonWords), ids=lambda row: row.language)
def test_the_words_tell_their_language(row):
    assert read_language(row.example) == row.language


def test_a_text_as_much_in_one_language_as_in_another_is_in_none():
    assert read_language("with our team and you") == "en"
    assert read_language("mit dem und wir sind") == "de"
    assert read_language("with our team and you, mit dem und wir sind") is None


def test_the_stage_reads_the_description():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    reading = language(Job(raw, Texts(title="Data Analyst", description=ROWS[5]["text"])))
    assert reading.values == {"language": "de"}
    assert language(Job(raw, Texts(title="Data Analyst"))).values == {"language": None}


def test_the_points_of_a_word_are_whole_numbers():
    # sums of fractions depended on the order of a set: two runs could read two languages
    assert {type(points) for shares in _known().values() for _, points in shares} == {int}
    assert all(sum(points for _, points in shares) == POINT for shares in _known().values())
