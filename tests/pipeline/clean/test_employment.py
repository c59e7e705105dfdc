import pytest

from models.raw import RawPosting
from pipeline.clean.employment import employment
from pipeline.clean.stage import Job, Texts


def reading(field, title="Data Analyst"):
    raw = RawPosting(source="s", source_key="1", url="u", title=title, employment=field)
    return employment(Job(raw, Texts(title=title)))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Full Time", "full_time"),
        ("FullTime", "full_time"),
        ("FULL_TIME", "full_time"),
        ("fulltime_permanent", "full_time"),
        ("CDI", "full_time"),
        ("CDI, temps partiel", "part_time"),
        ("CDD", "temporary"),
        ("Intern", "internship"),
        ("FULL_TIME, INTERN", "internship"),
        ("CONTRACTOR", "contract"),
        ("Full-time; Contract", "contract"),
        ("Freelance", "freelance"),
        ("Werkvertrag", "contract"),
        ("Werkstudent", "part_time"),
        ("parttime_fixed_term", "temporary"),
    ],
)
def test_employment_of_a_field(field, expected):
    assert reading(field).values == {"employment_type": expected}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data Scientist - Internship", "internship"),
        ("Data Analyst (12 Month Contract)", "contract"),
        ("Data Engineer - Part-time", "part_time"),
        ("Internal Auditor", None),
        ("Contracts Manager", None),
        ("Smart Contract Engineer", None),
        ("Datastage Developer", None),
        ("Temperature Analyst", None),
    ],
)
def test_employment_of_a_title(title, expected):
    assert reading("", title).values.get("employment_type") == expected


def test_the_field_goes_before_the_title_and_is_evidence():
    found = reading("Full-time", "Contract Data Engineer")
    assert found.values == {"employment_type": "full_time"}
    assert [(e.text, e.rule) for e in found.evidence] == [("full time", "employment.csv: field")]


def test_an_unknown_word_is_in_doubt_and_silence_is_not():
    assert [d.code for d in reading("blue").doubts] == ["employment_unknown"]
    assert reading("").doubts == ()
    assert reading("Other").doubts == ()
