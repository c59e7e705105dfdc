import pytest

from models.raw import RawPosting
from models.vocab import Level
from pipeline.clean.stage import Job, Texts
from pipeline.clean.title.level import level, read_board_level, read_experience
from pipeline.clean.title.title_level import read_level
from tests.support.evidence import without_lines
from tests.support.rows import every_row


def reading(title, board="", **values):
    raw = RawPosting(source="s", source_key="1", url="u", title=title, level=board)
    return level(Job(raw, Texts(title=title), values))


@every_row(
    ("title", "expected"),
    [
        ("Sr. Data Engineer", "senior"),
        ("Scientist, Staff", "lead"),
        ("Data Scientist L5", "senior"),
        ("Software Engineer IC4", "senior"),
        ("ML Engineer E6", "lead"),
        ("Data Analyst I", "entry"),
        ("Scientist 2, Assays", "mid"),
        ("Data Engineer III", "senior"),
        ("Statistical Research Associate I/II", "entry"),
        ("Member of Technical Staff", None),
        ("Senior Member of Technical Staff", "senior"),
        ("Distinguished Engineer", "lead"),
        ("IBM Fellow", "lead"),
        ("Research Fellow", None),
        ("AVP, Data Science", "executive"),
        ("Associate/VP - Trading", None),
        ("Associate/AVP - Strategies", None),
        ("Head of Data", "director"),
        ("Associate Director, AI", "director"),
        ("Senior Director of Data", "director"),
        ("Chief Data Officer", "executive"),
        ("Chief of Staff, Research", None),
        ("Executive Assistant to the CEO", None),
        ("AI Intern - Office of the CTO", "intern"),
        ("Internal Tools Engineer", None),
        ("International Data Analyst", None),
        ("Lead Generation Analyst", None),
        ("Product Manager", None),
        ("Senior Product Manager", "senior"),
        ("Technical Project Manager", None),
        ("Account Manager", None),
        ("Community Manager", None),
        ("Ecosystem Manager", None),
        ("CRM Manager", "manager"),
        ("Product Manager, Manager of Data", "manager"),
        ("Assistant Head of Data", "manager"),
        ("Werkstudent KI", "intern"),
        ("Alternance Data", "intern"),
        ("Datastage Developer", None),
        ("Postdoc, NLP", "entry"),
        ("Trainee Data Analyst", "entry"),
        ("Director, Internship Program", "director"),
        ("Senior/Lead Data Scientist", "senior"),
        ("Senior/Staff/Principal Engineer", "lead"),
        ("Junior/Mid/Senior Developer", "mid"),
        ("Principal Scientist/Associate Director", "lead"),
        ("Applied Scientist - 2027 Start - PhD", "entry"),
        ("Data Scientist - PhD (2027)", "entry"),
        ("Data Scientist, PhD", None),
        ("AI Research - Summer 2027", "intern"),
        ("New Grad Engineer - Summer 2027", "entry"),
        ("Phase I Clinical Analyst", None),
        ("Analyst at Principal Mutual", None),
        ("数据分析经理", "manager"),
        ("产品经理", None),
        ("エンジニア", None),
        ("シニアエンジニア", "senior"),
    ],
)
def test_level_of_a_title(title, expected):
    assert read_level(title).level == expected


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        ("Senior-level / Expert", "senior"),
        ("Entry-level / Junior", "entry"),
        ("SE", "senior"),
        ("EX", "executive"),
        ("Mid-level", "mid"),
        ("Mid-Senior level", None),
        ("Lead engineer", "lead"),
        ("whatever", None),
        ("", None),
    ],
)
def test_level_of_a_board(board, expected):
    assert read_board_level(board).level == expected


def test_the_title_goes_before_the_board():
    found = reading("Junior Data Analyst", "Senior-level / Expert")
    assert found.values == {
        "level": Level.ENTRY,
        "level_from": "title",
        "experience_level": "EN",
    }
    assert [(e.text, without_lines(e.rule)) for e in found.evidence] == [
        ("junior", "title/levels.csv: title")
    ]


def test_the_board_is_asked_where_the_title_is_silent():
    found = reading("Data Analyst", "Senior-level / Expert")
    assert found.values == {
        "level": Level.SENIOR,
        "level_from": "board",
        "experience_level": "SE",
    }
    assert [(e.text, without_lines(e.rule)) for e in found.evidence] == [
        ("Senior-level / Expert", "title/board_levels.csv: board")
    ]


def test_an_unknown_level_is_an_issue():
    found = reading("Data Analyst", "blue")
    assert found.values == {}
    assert [(d.code, d.raw_value) for d in found.issues] == [("level_unknown", "blue")]


@pytest.mark.parametrize("part", ["senior/", "I ", "lead, ", "manager "])
def test_a_huge_title_has_a_level_or_none(part):
    assert read_level(part * 50_000) == read_level(part * 40_000)


@pytest.mark.parametrize(
    ("fewest", "most", "expected"),
    [
        (0, None, "entry"),
        (1, 2, "entry"),
        (2, None, "mid"),
        (4, 7, "mid"),
        (5, None, "senior"),
        (15, None, "senior"),
        (None, 1, "entry"),
        (None, 10, None),
        (None, None, None),
    ],
)
def test_level_of_stated_years(fewest, most, expected):
    assert read_experience(fewest, most).level == expected


def test_years_are_asked_last_and_are_evidence():
    found = reading("Data Analyst", experience_min=6)
    assert found.values["level_from"] == "experience"
    assert [(e.text, without_lines(e.rule)) for e in found.evidence] == [
        ("6 years", "title/experience_levels.csv: years")
    ]
    assert reading("Junior Data Analyst", experience_min=6).values["level"] == "entry"
    assert reading("Data Analyst", "Mid-level", experience_min=6).values["level_from"] == "board"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Data Intern", "EN"),
        ("Data Engineer II", "MI"),
        ("Principal Data Engineer", "SE"),
        ("Data Science Manager", "SE"),
        ("Director of Data", "EX"),
        ("Chief Data Officer", "EX"),
    ],
)
def test_the_code_follows_from_the_level(title, code):
    assert reading(title).values["experience_level"] == code
