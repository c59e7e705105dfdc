import pytest

from models.raw import RawPosting
from pipeline.clean.employment import employment
from pipeline.clean.stage import Job, Texts
from tests.evidence import without_lines


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
        ("Permanent contract", "full_time"),
        ("Temporary contract", "temporary"),
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


@pytest.mark.parametrize(
    ("field", "title", "expected", "rule"),
    [
        ("Full-time", "Contract Data Engineer", "contract", "requirements/employment.csv: title"),
        ("Full-time", "Data Science Intern", "internship", "requirements/employment.csv: title"),
        (
            "Permanent",
            "Data Analyst (part-time)",
            "part_time",
            "requirements/employment.csv: title",
        ),
        (
            "Internship",
            "Data Analyst - Full-time",
            "internship",
            "requirements/employment.csv: field",
        ),
        ("Full-time", "Internal Auditor", "full_time", "requirements/employment.csv: field"),
    ],
)
def test_of_field_and_title_the_most_telling_counts(field, title, expected, rule):
    found = reading(field, title)
    assert found.values == {"employment_type": expected}
    assert [without_lines(e.rule) for e in found.evidence] == [rule]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data Engineer (B2B)", "contract"),
        ("Data Engineer - B2B", "contract"),
        ("B2B Sales Analyst", None),
        ("Analyst, B2B Sales", None),
        ("Data Engineer | Permanent | Leeds", "full_time"),
        ("Permanent Magnet Engineer", None),
    ],
)
def test_some_words_count_in_a_title_only_as_its_clause(title, expected):
    assert reading("", title).values.get("employment_type") == expected


def test_an_unknown_word_is_in_doubt_and_silence_is_not():
    assert [d.code for d in reading("blue").issues] == ["employment_unknown"]
    assert reading("").issues == ()
    assert reading("Other").issues == ()
