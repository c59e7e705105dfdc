import pytest

from models.raw import RawPosting
from pipeline.clean.stage import Job, Texts
from pipeline.clean.title.role import role
from pipeline.clean.title.title_role import read_role
from tests.support.evidence import without_lines


def reading(text):
    raw = RawPosting(source="s", source_key="1", url="u", title=text)
    return role(Job(raw, Texts(title=text)))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # the first discipline of a compound
        ("Data Engineer / Data Scientist", "Data Engineer"),
        ("Data Scientist & AI Engineer", "Data Scientist"),
        ("NLP/ML Engineer", "NLP / Speech Engineer"),
        ("AI/ML Engineer", "Machine Learning Engineer"),
        ("Engineer (CV/ML)", "Computer Vision Engineer"),
        # the head decides, wherever its field stands
        ("Scientist, Machine Learning", "Machine Learning Scientist"),
        ("Engineer II - Data", "Data Engineer"),
        ("Machine Learning Engineer (MLOps)", "MLOps Engineer"),
        # a topic after a firm discipline does not change it
        ("Software Engineer (Python, AI)", "Software Engineer"),
        ("AI Software Engineer", "AI Engineer"),
        ("Account Executive - AI Platform", "Not-AI"),
        # leaders
        ("Chief Scientist", "Scientist (non-AI)"),
        ("Senior Manager, Clinical Data Scientist", "Data Scientist"),
        ("Manager, Data Science - AI Product", "Data & AI Leadership"),
        ("Engineering Manager, Machine Learning", "Data & AI Leadership"),
        ("Engineering Manager, Revenue", "Engineering Manager"),
        # teachers teach whatever else is named, unless they only also teach
        ("Machine Learning, Data Scientist, Python home tutor", "Not-AI"),
        ("Data Analyst and Trainer", "Data Analyst"),
        # employers and institutes say nothing of the job
        ("Accountant at Example Robotics", "Financial / Risk Analyst"),
        ("Project Manager - Northern Data Science Center", "Project / Program Manager"),
        # a requisition number is no computer vision
        ("ELISA Scientist (CV-15)", "Scientist (non-AI)"),
        # words inside words
        ("Datastage Developer", "Data Engineer"),
    ],
)
def test_role(title, expected):
    form = read_role(title).form
    assert form is not None
    assert form.role == expected


def test_values_and_evidence():
    found = reading("Lead Data Engineer - Azure")
    assert found.values == {"role": "Data Engineer", "role_family": "data engineering"}
    assert [(e.field, e.text, without_lines(e.rule)) for e in found.evidence] == [
        ("role", "data engineer", "title/role_forms.csv: engineer + data")
    ]
    assert found.issues == ()


@pytest.mark.parametrize("title", ["Nationwide", "Acme Foo Bar", "Data", "AI", "???"])
def test_what_cannot_be_told_is_empty_with_an_issue(title):
    found = reading(title)
    assert found.values == {}
    assert [(d.code, d.field, d.raw_value) for d in found.issues] == [
        ("role_unknown", "role", title)
    ]


def test_an_empty_title_is_the_title_stages_matter():
    assert reading(" ") == reading("")
    assert reading("").issues == ()


def test_case_and_emoji_change_nothing():
    assert (
        read_role("MACHINE LEARNING ENGINEER 🚀").form
        == read_role("machine learning engineer").form
    )


@pytest.mark.parametrize(
    "part", ["a", "1.", "Data Engineer / ", "(", "teacher ", "数据", "I/", "-"]
)
def test_a_huge_title_is_read(part):
    assert read_role(part * 50_000) == read_role(part * 40_000)


def hinted(title, description="", **extra):
    raw = RawPosting(source="s", source_key="1", url="u", title=title, extra=extra)
    return role(Job(raw, Texts(title=title, description=description)))


@pytest.mark.parametrize(
    ("title", "extra", "expected"),
    [
        ("Analyst", {"department": "Data & Analytics"}, "Data Analyst"),
        ("Intern", {"team": "Machine Learning"}, "Machine Learning Engineer"),
        (
            "Research Associate",
            {"departments": [{"name": "Robotics"}]},
            "Robotics / Autonomy Engineer",
        ),
        ("Associate", {"categories": {"team": "Data Science"}}, "Data Scientist"),
        ("Engineer II", {"category": {"label": "Data-Engineering"}}, "Data Engineer"),
        ("Manager", {"function": "Data Science"}, "Data & AI Leadership"),
        ("Analyst", {"department": "Atlantis"}, "Not-AI"),
        # a clear title stands whatever the board calls it
        ("Data Engineer", {"department": "Machine Learning"}, "Data Engineer"),
        ("Software Engineer", {"department": "Data Science"}, "Software Engineer"),
        ("Account Executive", {"team": "Artificial Intelligence"}, "Not-AI"),
    ],
)
def test_the_boards_category_breaks_ties_only(title, extra, expected):
    assert hinted(title, **extra).values["role"] == expected


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        (
            "Join us!",
            "We are looking for a Senior Data Engineer to join us.",
            "Data Engineer",
        ),
        ("Analyst", "As a Business Intelligence Analyst you build dashboards.", "BI Analyst"),
        ("Data Analyst", "We are looking for a Data Engineer to join.", "Data Analyst"),
    ],
)
def test_the_description_breaks_ties_last(title, description, expected):
    assert hinted(title, description).values["role"] == expected


def test_a_hint_is_told_in_the_evidence():
    found = hinted("Analyst", department="Data")
    assert [without_lines(e.rule) for e in found.evidence] == [
        "title/role_forms.csv: analyst + data, told by 'Data'"
    ]


@pytest.mark.parametrize("extra", [{"team": None}, {"department": 7}, {"departments": [None, {}]}])
def test_a_category_that_is_no_text_says_nothing(extra):
    assert hinted("Analyst", **extra) == reading("Analyst")
