import pytest

from models.raw import RawPosting
from pipeline.clean.stage import Job, Texts
from pipeline.clean.title.relevance import READ, read_description, relevance
from tests.support.evidence import without_lines


def reading(title, description=""):
    raw = RawPosting(source="s", source_key="1", url="u", title=title)
    return relevance(Job(raw, Texts(title=title, description=description)))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Machine Learning Engineer", "core"),
        ("Data Engineer", "adjacent"),
        ("Data Engineer - AI", "adjacent"),
        ("Software Engineer", "no"),
        ("Software Engineer - AI Products", "adjacent"),
        ("Software Engineer, Data Platform", "adjacent"),
        ("Solutions Architect", "no"),
        ("Solutions Architect, Generative AI", "adjacent"),
        ("Head of Data", "adjacent"),
        ("Head of Data Science", "core"),
        ("Project Manager", "no"),
        ("Big Data Project Manager", "adjacent"),
        ("Decision Science Analyst", "adjacent"),
        ("AI Account Executive", "no"),
        ("Data Science Tutor", "adjacent"),
        ("French Tutor", "no"),
        ("Data Center Technician", "no"),
        ("Quantitative Risk Analyst", "adjacent"),
        ("Credit Risk Analyst", "no"),
    ],
)
def test_relevance_of_a_title(title, expected):
    assert reading(title).values == {"ai_relevance": expected}


def test_evidence_names_words_and_rule():
    assert [
        (e.text, without_lines(e.rule)) for e in reading("Software Engineer - AI Products").evidence
    ] == [("ai", "title/roles.csv: Software Engineer with ai")]
    assert [(e.text, without_lines(e.rule)) for e in reading("Nurse").evidence] == [
        ("nurse", "title/roles.csv: Not-AI")
    ]


MUCH = "We use machine learning, deep learning and PyTorch."


def test_a_description_is_asked_only_where_the_title_is_silent():
    assert reading("Nationwide", MUCH).values == {"ai_relevance": "adjacent"}
    assert reading("Nurse", MUCH).values == {"ai_relevance": "no"}


@pytest.mark.parametrize(
    "text", ["", "Machine learning, machine learning and PyTorch.", "x" * READ + MUCH]
)
def test_too_little_in_a_description_says_nothing(text):
    assert read_description(text).value is None
    assert reading("Nationwide", text).values == {}
