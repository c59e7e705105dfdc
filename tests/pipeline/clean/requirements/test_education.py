import csv
from pathlib import Path

import pytest

from models.raw import RawPosting
from models.vocab import Education
from pipeline.clean.requirements.education import education, read_education
from pipeline.clean.stage import Job, Texts
from pipeline.rules.rows.requirements import Asking, DegreeWords, LocalDegree, StudyField
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[3] / "labels/education.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    ROWS = [row for row in csv.DictReader(file) if row["batch"] == "table"]
REQUIRED = {True: "true", False: "false", None: ""}


def rows(row):
    return every_row("row", read_rules(row), ids=lambda r: r.phrase)


@every_row("row", ROWS, ids=lambda row: row["text"])
def test_education_is_read_as_labelled(row):
    read = read_education(row["text"])
    assert (read.degree or "", REQUIRED[read.required], "; ".join(read.fields)) == (
        row["education"],
        row["education_required"],
        row["education_fields"],
    )


@rows(DegreeWords)
def test_degree_words_name_their_degree(row):
    assert (read_education(row.example).degree or "") == row.degree
    assert row.phrase in row.example


@rows(StudyField)
def test_field_is_found(row):
    assert row.field in read_education(row.example).fields


@rows(Asking)
def test_words_say_how_a_degree_is_asked_for(row):
    read = read_education(row.example)
    said = {"preferred": False, "equivalent": False, "none": False, "required": True, "offer": None}
    assert read.required is said[row.use]
    if row.use in {"none", "offer"}:
        assert read.degree is (Education.NONE if row.use == "none" else None)
    if row.heading:
        assert row.phrase in row.example.splitlines()


@pytest.mark.parametrize("row", [DegreeWords, Asking, StudyField])
def test_no_words_stand_twice(row):
    keys = [r.phrase.casefold() for r in read_rules(row)]
    assert sorted(keys) == sorted(set(keys))


def test_the_stage_tells_from_which_words():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    reading = education(Job(raw, Texts(description="We ask for\nan MSc in Physics")))
    assert reading.values == {
        "education": Education.MASTER,
        "education_required": True,
        "education_fields": ("physics",),
    }
    assert [e.text for e in reading.evidence] == ["MSc"]
    assert education(Job(raw, Texts(description="Python"))).values == {}


@pytest.mark.parametrize(
    ("country", "expected"), [("CA", "bachelor"), ("FR", "high_school"), ("", "high_school")]
)
def test_a_baccalaureat_is_a_bachelors_degree_in_canada(country, expected):
    raw = RawPosting(source="s", source_key="1", url="u", title="t", country=country)
    job = Job(raw, Texts(description="Baccalauréat en informatique (Québec)"))
    assert education(job).values["education"] == expected


def test_what_is_wished_is_not_required():
    read = read_education("Wünschenswert: ein abgeschlossenes Studium")
    assert (read.degree, read.required) == ("bachelor", False)


@pytest.mark.parametrize("row", read_rules(LocalDegree), ids=lambda row: row.phrase)
def test_a_local_degree_reads_its_example(row):
    assert read_education(row.example, row.country).degree == row.degree
    assert read_education(row.example, "").degree != row.degree
