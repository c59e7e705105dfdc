import csv
import io
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.band import SalaryBand
from models.posting import JobPosting
from models.record import columns
from models.vocab import Flag, Level
from pipeline.formula_guard import neutralise, undo
from pipeline.publish.export.cells import csv_cell, typed

BY_NAME = {c.name: c for c in (*columns(SalaryBand), *columns(JobPosting))}
SPACED = [" =1+1", "\u00a0=1", "\ufeff=1", "\u200b@x", "''=1", " ' =1", "\u2060\u00ad-1-1"]
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x", *SPACED]
FORMULAS += ["＝1", "＋1", "－1", "＠x", "=", "-", "@", '=HYPERLINK("h","x")', "=cmd|' /C calc'!A0"]
INNER = {
    "\t=1": "'\t'=1",
    "x;=1+1": "x;'=1+1",
    "x\ty\t@z": "x\ty\t'@z",
    "x\n=1": "x\n'=1",
    "=1;=2": "'=1;'=2",
    'x;"=1+1"': 'x;\'"=1+1"',
    "a; -5 % bonus": "a;' -5 % bonus",
    "C; Go; R": "C; Go; R",
    "100;-5;+1": "100;-5;+1",
    "'=1;'x": "''=1;'x",
}
HARMLESS = ["", "x", "Data Scientist", "a=b", "5", "-5", "+49", "-5.25", "'quoted'", "ß", "'", " x"]
MANGLED = ["007", "+007", "1234567890123456", "12e5", "1E+9"]
TRIGGERS = "=+-@\t\r\n\0＝＋－＠"
tricky = st.text(
    st.sampled_from(["'", '"', " ", ";", "=", "-", "0", "7", "e", "\t", "\u200b", "＝", "x", "."])
)
texts = tricky | st.text(max_size=30)


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        ("salary_min", Decimal("1E+5"), "100000"),
        ("salary_min", Decimal("31.2500"), "31.25"),
        ("salary_min", Decimal("-0.0001"), "-0.0001"),
        ("salary_min", Decimal(0), "0"),
        ("salary_min", None, ""),
        ("last_seen", datetime(2026, 10, 28, 6, tzinfo=UTC), "2026-10-28T06:00:00Z"),
        (
            "last_seen",
            datetime(2026, 10, 28, 6, tzinfo=timezone(timedelta(hours=2))),
            "2026-10-28T04:00:00Z",
        ),
        ("posted_on", date(2026, 10, 28), "2026-10-28"),
        ("level", Level.SENIOR, '"senior"'),
        ("flags", (Flag.PLACEHOLDER, Flag.ABOVE_CEILING), '"placeholder; above_ceiling"'),
        ("skills", (), ""),
        ("skills", ("=R", "Go"), '"\'=R; Go"'),
        ("headline", True, "true"),
        ("net", False, "false"),
        ("title", None, ""),
        ("title", 'The "best" job', '"The ""best"" job"'),
        ("title", "=1+1", '"\'=1+1"'),
        ("source_key", "-5", '"-5"'),
    ],
)
def test_cell(column, value, cell):
    assert csv_cell(BY_NAME[column])(value) == cell


def test_only_text_is_neutralised():
    assert csv_cell(BY_NAME["salary_min"], excel=True)(Decimal(-5)) == "-5"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_one_quote_and_gives_it_back(text):
    assert neutralise(text) == "'" + text
    assert undo("'" + text) == text


@pytest.mark.parametrize(("text", "cell"), INNER.items())
def test_a_formula_behind_a_semicolon_a_tab_or_a_line_break(text, cell):
    assert neutralise(text) == cell
    assert undo(cell) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays(text):
    assert neutralise(text) == text
    assert undo(text) == text


@pytest.mark.parametrize("text", MANGLED)
def test_digits_are_guarded_for_excel_alone(text):
    assert neutralise(text) == text
    assert neutralise(text, excel=True) == "'" + text
    assert undo("'" + text) == text


@given(texts, st.booleans())
@example("'007", False)
@example("\t007", False)
@example("''", True)
def test_undo_gives_back_any_text(text, excel):
    assert undo(neutralise(text, excel=excel)) == text


@given(texts, st.booleans())
def test_no_cell_starts_a_formula(text, excel):
    cell = neutralise(text, excel=excel)
    assert cell[:1] not in set("\t\r\n\0")
    for piece in re.split(r"[;\t\r\n]", cell):
        bare = piece.lstrip(' "\u200b\u00a0\ufeff')
        number = bare[1:].replace(".", "", 1).isdigit()
        assert not bare or bare[0] not in TRIGGERS or number


@given(st.lists(texts.filter(bool), min_size=1, max_size=4))
def test_a_csv_reader_reads_back_what_was_written(values):
    cell = csv_cell(BY_NAME["title"])
    line = ",".join(map(cell, values)) + "\r\n"
    [row] = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert [undo(text) for text in row] == values


@pytest.mark.parametrize(
    "text", ["'" * 100_000, "0" * 100_000 + "x", " " * 100_000 + "=", "1e" * 50_000]
)
def test_long_text_is_no_trouble(text):
    assert undo(neutralise(text)) == text


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal(120000), 120000),
        (Decimal("31.25"), 31.25),
        (None, None),
        (("a", "b"), "a; b"),
        (Level.MID, "mid"),
        (True, True),
        ("=1", "=1"),
        (date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_typed(value, plain):
    assert typed(value) == plain
    assert type(typed(value)) is type(plain)
