"""Titles as boards have them, in the languages of the rules; `|` stands between fair readings.

They were written and decided before the rules read them: 1,297 of 1,545 roles were right at first.
"""

import csv
from pathlib import Path

from pipeline.clean.title.title_level import read_level
from pipeline.clean.title.title_role import read_role
from tests.support.rows import every_row

with Path(__file__).with_name("fifteen_languages.csv").open(encoding="utf-8", newline="") as file:
    TITLES = list(csv.DictReader(file))


@every_row("row", TITLES, ids=lambda row: row["title"])
def test_role_and_level_are_read(row):
    form = read_role(row["title"]).form
    assert (form.role if form else "") in row["role"].split("|")
    assert str(read_level(row["title"]).level or "") in row["level"].split("|")


@every_row(
    "title, level",
    [
        ("Analista de dados II", "mid"),
        ("Analista de datos III", "senior"),
        ("Data Analyst II", "mid"),
        ("Forskare i biologi", ""),
        ("Lärare i AI", ""),
        ("Specjalista ds. raportowania i analiz", ""),
        ("Data Engineer I", "entry"),
    ],
)
def test_a_grade_may_follow_a_field_and_i_is_no_grade_before_a_word(title, level):
    assert str(read_level(title).level or "") == level
