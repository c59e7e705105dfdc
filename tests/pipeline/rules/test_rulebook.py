from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

import pytest

from models.posting import JobPosting
from models.record import columns as columns_of
from pipeline.caches import clear_caches
from pipeline.rules import rulebook
from pipeline.rules.issues import issue_codes, severity
from pipeline.rules.row import FILLED, Choice, Row, among
from pipeline.rules.rulebook import RulesError, read_rules, rules_version
from pipeline.rules.sources import all_sources


class Size(Choice):
    """Sizes of the test."""

    SMALL = "small", "not large"
    LARGE = "large", "not small"


@dataclass(frozen=True, slots=True)
class Thing(Row):
    """A row of the test."""

    file: ClassVar = "x.csv"

    phrase: Annotated[str, FILLED]
    size: Size | None
    count: int | None
    rate: Decimal | None
    tags: Annotated[str, among(("red", "blue"), many=True)]
    open: bool


HEAD = "phrase,size,count,rate,tags,open\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(rulebook, "FOLDER", tmp_path)
    clear_caches()
    yield tmp_path
    monkeypatch.undo()
    clear_caches()


def test_rows_are_typed_as_their_class(folder):
    (folder / "x.csv").write_text(HEAD + "a,small,3,1.50,red blue,yes\nb,,,,,\n")
    assert read_rules(Thing) == (
        Thing("a", Size.SMALL, 3, Decimal("1.50"), "red blue", True),
        Thing("b", None, None, None, "", False),
    )


def test_a_row_knows_its_line_also_after_a_cell_of_several_lines(folder):
    (folder / "x.csv").write_text(HEAD + '"a\nb",,,,,\n\nc,,,,,\n')
    assert [row.source for row in read_rules(Thing)] == ["x.csv:2", "x.csv:5"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "a,smal,,,,\n", "x.csv:2, size: 'smal' is not allowed: the nearest is 'small'"),
        (HEAD + "a,,,,red bleu,\n", "x.csv:2, tags: 'bleu' is not allowed: the nearest is 'blue'"),
        (HEAD + "a,,three,,,\n", "x.csv:2, count: 'three' is not a valid int"),
        (HEAD + "a,,,x,,\n", "x.csv:2, rate: 'x' is not a valid Decimal"),
        (HEAD + "a,,,NaN,,\n", "x.csv:2, rate: 'NaN' is not a valid Decimal"),
        (HEAD + "a,,,,,\nb,,,,,no\n", "x.csv:3, open: 'no' is not allowed: the nearest is 'yes'"),
        (HEAD + " ,,,,,\n", "x.csv:2, phrase: the cell is empty"),
        (HEAD + "a,,,,\n", "x.csv:2, open: the cell is missing"),
        (HEAD + "a,,,,,,\n", "x.csv:2, open: the row has more cells than columns"),
        ("phrase,size\n", "x.csv:1, count: the column is missing"),
        (
            HEAD.replace("phrase", "pharse"),
            "x.csv:1, pharse: there is no such column: the nearest is 'phrase'",
        ),
        (HEAD.replace("count,rate", "rate,count"), "x.csv:1, phrase: the order of the columns"),
        (HEAD.replace("open", "open,open"), "x.csv:1, open: a column stands twice"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_and_column(folder, text, says):
    (folder / "x.csv").write_text(text)
    with pytest.raises(RulesError) as failure:
        read_rules(Thing)
    assert says in failure.value.lines[0]
    assert failure.value.exit_code == 2


def test_every_wrong_cell_of_a_file_is_named(folder):
    (folder / "x.csv").write_text(HEAD + "a,smal,,,,\nb,larg,x,,,\n")
    with pytest.raises(RulesError) as failure:
        read_rules(Thing)
    assert [line.split(":")[1][:8] for line in failure.value.lines] == [
        "2, size",
        "3, size",
        "3, count"[:8],
    ]


def test_the_version_follows_the_rules_content(folder):
    (folder / "x.csv").write_text("a\n")
    before = rules_version()
    rules_version.cache_clear()
    (folder / "x.csv").write_text("b\n")
    assert len(before) == 10
    assert rules_version() != before


def test_every_issue_code_has_a_severity_and_a_meaning():
    assert all(code.meaning.endswith(".") for code in issue_codes().values())
    assert severity("title_missing") == "error"
    with pytest.raises(KeyError):
        severity("no_such_code")


def test_an_issue_concerns_a_column_of_a_posting():
    known = {"description", *(column.name for column in columns_of(JobPosting))}
    assert {code.field for code in issue_codes().values()} <= known


def test_every_source_says_whether_and_why_it_is_on():
    for source in all_sources().values():
        assert source.why.endswith("."), source
        assert source.terms.startswith("https://"), source
