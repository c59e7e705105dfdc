from dataclasses import dataclass
from decimal import Decimal

import pytest

from pipeline.rules import rulebook
from pipeline.rules.issues import issue_codes, severity
from pipeline.rules.rulebook import RulesError, read_rules, rules_version
from pipeline.rules.sources import all_sources


@dataclass(frozen=True)
class Row:
    name: str
    size: int | None
    rate: Decimal | None
    open: bool


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(rulebook, "FOLDER", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget():
    """Clear what was read of the rule files."""
    for reader in (read_rules, rules_version, rulebook._files):
        reader.cache_clear()


def test_rows_are_typed_as_their_dataclass(folder):
    (folder / "x.csv").write_text("name,size,rate,open\na,3,1.50,yes\nb,,,\n")
    assert read_rules("x.csv", Row) == (
        Row("a", 3, Decimal("1.50"), True),
        Row("b", None, None, False),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,size,rate\na,3,1\n", "x.csv: the header is"),
        ("name,size,rate,open\na,three,1,yes\n", "x.csv, row 2, size: 'three' is not a valid int"),
        (
            "name,size,rate,open\na,3,1,yes\nb,3,1,no\n",
            "x.csv, row 3, open: 'no' is not a valid bool",
        ),
        ("name,size,rate,open\na,3,x,yes\n", "x.csv, row 2, rate: 'x' is not a valid Decimal"),
        ("name,size,rate,open\na,3,1\n", "x.csv, row 2, open: the cell is missing"),
    ],
)
def test_a_wrong_file_is_named_with_row_and_field(folder, text, says):
    (folder / "x.csv").write_text(text)
    with pytest.raises(RulesError, match="^" + says.replace("'", ".")):
        read_rules("x.csv", Row)


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


def test_every_source_says_whether_and_why_it_is_on():
    for source in all_sources().values():
        assert source.default in {"on", "off"}, source
        assert source.lists in {"all", "window"}, source
        assert source.why.endswith("."), source
        assert source.terms.startswith("https://"), source
        assert source.read_on, source
