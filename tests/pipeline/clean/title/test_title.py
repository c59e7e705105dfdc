import pytest

from models.raw import RawPosting
from pipeline.clean.stage import Job, Texts
from pipeline.clean.title.short_title import short_title, title
from pipeline.clean.title.title_words import title_words


def job(text):
    raw = RawPosting(source="s", source_key="1", url="u", title=text)
    return Job(raw, Texts(title=text))


def test_title_is_kept_with_its_spaces_tidied():
    assert title(job("  Senior  Data Engineer\n(m/w/d) ")).values == {
        "title": "Senior Data Engineer (m/w/d)",
        "title_short": "Data Engineer",
    }


def test_a_missing_title_is_an_issue():
    reading = title(job("  "))
    assert reading.values == {}
    assert [d.code for d in reading.issues] == ["title_missing"]


@pytest.mark.parametrize(
    ("text", "place", "short"),
    [
        ("Senior Data Engineer (m/w/d) - Berlin", "Berlin, Germany", "Data Engineer"),
        ("🚀 Data Analyst II | New York, NY | $70k", "New York, NY", "Data Analyst"),
        ("Quant Researcher - Summer 2027 - JR2018000", "", "Quant Researcher"),
        ("Full-Stack Engineer/Architect", "", "Full-Stack Engineer/Architect"),
        ("ELISA Scientist (CV-15)", "", "ELISA Scientist"),
        ("Project Manager 55.000.000", "", "Project Manager"),
        ("Senior Data Engineer in New York", "New York, NY, US", "Data Engineer"),
        ("Data Analyst Berlin", "Berlin", "Data Analyst"),
        ("Berlin", "Berlin", "Berlin"),
        ("Data Analyst - Interviews next week! 🎉", "", "Data Analyst"),
        ("Data Scientist H/F", "Paris", "Data Scientist"),
        ("Senior", "", "Senior"),
        ("Head of Data", "", "Head of Data"),
        ("Senior Head of Data - Berlin", "Berlin", "Head of Data"),
        ("VP of Engineering", "", "VP of Engineering"),
        ("Senior Member of Technical Staff", "", "Member of Technical Staff"),
        ("Account Executive - $250k OTE", "", "Account Executive"),
        ("Senior Data Scientist - up to £90k + bonus", "", "Data Scientist"),
        ("", "", ""),
    ],
)
def test_short_title(text, place, short):
    assert short_title(text, place) == short


def test_a_first_clause_is_never_dropped_as_an_employer():
    assert [w.text for w in title_words("University Recruiter - Data")] != ["data"]
    assert title_words("Institute Director")


def test_a_title_that_begins_with_the_employer_is_cleaned_all_the_same():
    kept = [w.text for w in title_words("At Example - Remote Data Analyst")]
    assert kept == ["at", "example", "data", "analyst"]


def test_a_title_of_marks_alone_has_no_short_form():
    assert title(job("(m/w/d)")).values == {"title": "(m/w/d)", "title_short": None}
