import csv
import io
import shutil
from pathlib import Path

import pytest

from pipeline.caches import clear_caches
from pipeline.cli.error_messages import explain_error
from pipeline.rules import rulebook
from pipeline.rules.catalog import row_classes
from pipeline.rules.check import check
from pipeline.rules.columns import columns
from pipeline.rules.parse import parse
from pipeline.rules.rulebook import RulesError, read_rules

RULES = Path(rulebook.__file__).parent


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the rule files."""
    copy = tmp_path / "rules"
    shutil.copytree(RULES, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "rows"))
    return copy


def table(folder, name):
    return list(csv.reader(io.StringIO((folder / name).read_text(encoding="utf-8"))))


def write(folder, name, rows):
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def found(folder):
    return [str(fault) for fault in check(folder)]


def misspell(folder, name, column):
    """Double the last letter of the first long value of a column; return (line, bad, good)."""
    rows = table(folder, name)
    at = rows[0].index(column)
    lines = [row.line for row in parse(row_classes()[name], (folder / name).read_text("utf-8"))[0]]
    for n, row in enumerate(rows[1:], 1):
        if len(row[at]) > 3 and row[at][-1].isalpha():
            good = row[at]
            row[at] = good + good[-1]
            write(folder, name, rows)
            return lines[n - 1], row[at], good.split()[-1]
    return None


def qualifiers():
    """Return a column with words of its own for each file that has one."""
    named: dict[str, str] = {}
    for name, row in row_classes().items():
        for column in columns(row):
            if any(len(v) > 3 and v.isalpha() for v in column.allowed) and column.name != "role":
                named.setdefault(name, column.name)
    return named


def test_the_rules_fit():
    assert found(RULES) == []


def test_a_misspelt_qualifier_is_named_in_every_file(folder, payband):
    wanted = []
    for name, column in qualifiers().items():
        if made := misspell(folder, name, column):
            line, bad, good = made
            words = f"{bad.split()[-1]!r} is not allowed: the nearest is {good!r}"
            wanted.append(f"{name}:{line}, {column}: {words}")
    assert len(wanted) >= 20
    said = payband("rules", "check", str(folder), code=2).stderr.splitlines()
    assert sorted(said[1:]) == sorted(wanted)
    assert said[0].startswith(f"payband: {len(wanted)} of")


@pytest.mark.parametrize("name", sorted(qualifiers()))
def test_a_misspelt_qualifier_is_refused_when_the_file_is_read(folder, name, monkeypatch):
    made = misspell(folder, name, qualifiers()[name])
    if made is None:
        pytest.skip("no row has such a value")
    monkeypatch.setattr(rulebook, "FOLDER", folder)
    clear_caches()
    with pytest.raises(RulesError, match=rf"{name}:{made[0]}, "):
        read_rules(row_classes()[name])
    monkeypatch.undo()
    clear_caches()


@pytest.mark.parametrize(
    ("name", "column", "bad", "near"),
    [
        ("title/role_words.csv", "concepts", "data_scientst", "data_scientist"),
        ("title/role_forms.csv", "head", "enginer", "engineer"),
        ("title/role_forms.csv", "role", "Data Enginer", "Data Engineer"),
        ("place/metros.csv", "country", "TRR", "TR"),
        ("pay/pay_bounds.csv", "currency", "USDD", "USD"),
    ],
)
def test_a_word_that_the_other_file_lacks_is_named(folder, name, column, bad, near, monkeypatch):
    rows = table(folder, name)
    rows[1][rows[0].index(column)] = bad
    write(folder, name, rows)
    (fault,) = [line for line in found(folder) if line.startswith(f"{name}:2, {column}: ")]
    assert f"{bad!r} is not in " in fault
    assert fault.endswith(f": the nearest is {near!r}")
    monkeypatch.setattr(rulebook, "FOLDER", folder)
    clear_caches()
    with pytest.raises(RulesError) as failure:  # so a command names it, too
        read_rules(row_classes()[name])
    assert failure.value.lines == (fault,)
    monkeypatch.undo()
    clear_caches()


def test_an_unforeseen_error_of_rules_that_do_not_fit_names_their_cells(folder, monkeypatch):
    assert explain_error(KeyError("enginer"))[0][0] == "unforeseen KeyError: 'enginer'"
    rows = table(folder, "title/levels.csv")
    rows[1][rows[0].index("use")] = "wrod"
    write(folder, "title/levels.csv", rows)
    monkeypatch.setattr(rulebook, "FOLDER", folder)
    lines, code = explain_error(KeyError("enginer"))
    assert [line.split(",")[0] for line in lines] == ["title/levels.csv:2"]
    assert code == 2


@pytest.mark.parametrize("name", ["title/levels.csv", "pay/pay_periods.csv", "place/regions.csv"])
def test_a_row_that_stands_twice_is_named_in_any_case_of_letters(folder, name):
    rows = table(folder, name)
    at = rows[0].index("phrase" if "phrase" in rows[0] else "name")
    twin = [cell.upper() if n == at else cell for n, cell in enumerate(rows[1])]
    write(folder, name, [*rows, twin])
    (fault,) = found(folder)
    assert fault.startswith(f"{name}:{len(rows) + 1}, ")
    assert fault.endswith(" stands on line 2 already")


def test_a_phrase_may_stand_twice_where_it_differs_in_its_key(folder):
    rows = table(folder, "requirements/skills.csv")
    java = next(row for row in rows if row[2] == "Java")
    write(folder, "requirements/skills.csv", [*rows, [*java[:2], "jAVA", *java[3:]]])
    assert found(folder) == []


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("title/levels.csv", {"level": ""}, "level: the use 'word' goes with a level"),
        ("title/levels.csv", {"use": "stop"}, "level: the use 'stop' goes with no level"),
        ("title/role_concepts.csv", {"rank": "1"}, "rank: a field has a rank"),
        ("requirements/degrees.csv", {"use": "hides"}, "degree: words have a degree, or"),
        ("requirements/skills.csv", {"group": ""}, "group: a skill has a group"),
        ("place/place_words.csv", {"means": ""}, "means: the use 'scope' goes with a meaning"),
        ("place/place_words.csv", {"use": "noise"}, "means: the use 'noise' goes with no meaning"),
        (
            "pay/pay_kinds.csv",
            {"value": "gross"},
            "value: 'gross' does not go with the role 'kind'",
        ),
        ("pay/pay_noise.csv", {"use": ""}, "use: a row of the role 'noise' needs a use"),
        ("pay/pay_bounds.csv", {"floor": "1000000"}, "ceiling: is not above the floor"),
        ("pay/pay_habits.csv", {"below": "9"}, "below: is not more than `above`"),
    ],
)
def test_a_cell_that_contradicts_another_is_named(folder, name, change, says):
    rows = table(folder, name)
    for column, value in change.items():
        rows[1][rows[0].index(column)] = value
    write(folder, name, rows)
    (fault,) = found(folder)
    assert fault.startswith(f"{name}:2, {says}")


def test_wrong_columns_are_named(folder):
    rows = table(folder, "title/levels.csv")
    rows[0][0] = "phrases"
    write(folder, "title/levels.csv", rows)
    assert found(folder) == [
        "title/levels.csv:1, phrases: there is no such column: the nearest is 'phrase'",
        "title/levels.csv:1, phrase: the column is missing",
    ]


def test_a_file_that_nobody_reads_and_a_missing_one_are_named(folder):
    (folder / "title/levels.csv").rename(folder / "title/level.csv")
    assert found(folder) == [
        "title/level.csv, the file: no reader knows it: the nearest is 'title/levels.csv'",
        "title/levels.csv, the file: is missing",
    ]


def test_a_pattern_that_is_none_is_named(folder):
    rows = table(folder, "personal.csv")
    rows[1][1] = "(a"
    write(folder, "personal.csv", rows)
    assert "personal.csv:2, pattern: is no regular expression: missing )" in found(folder)[0]


UNPLACED = ("terms: the cell is empty", "pattern: is no regular expression")
"""A key that is missing has no line; a pattern is tried after the file was read."""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('lists = "all"', 'lists = "al"', "lists: 'al' is not allowed: the nearest is 'all'"),
        ("terms =", "term =", "term: there is no such key: the nearest is 'terms'"),
        ("terms =", "term =", "terms: the cell is empty"),
        ("hours = 6", 'hours = "six"', "min_interval_hours: 'six' is not a valid int"),
        ("hours = 6", "hours = 0", "min_interval_hours: 0 is too low: at least 1, so that no site"),
        ("[[expectations]]", "[[expectation]]", "expectation: there is no such key: the nearest"),
        ("[[requisition_keys]]", "[requisition_keys]", "requisition_keys: must be tables, [["),
        (
            'measure = "postings"',
            'measure = "posting"',
            "expectations 1, measure: 'posting' is not allowed: the nearest is 'postings'",
        ),
        ("minimum = 1", "minimum = true", "expectations 1, minimum: 'True' is not a valid Decimal"),
        ("minimum = 1", "minimum =", "the file: is no TOML: "),
        (r"'[?&]gh_jid=(", r"'[?&]gh_jid=((", "pattern: is no regular expression"),
    ],
)
def test_a_wrong_value_of_a_source_is_named(folder, old, new, says):
    path = folder / "sources/greenhouse.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = found(folder)
    number = text[: text.index(old)].count("\n") + 1
    line = "" if says in UNPLACED else f":{number}"
    named = [fault for fault in faults if says in fault]
    assert named, faults
    assert named[0].startswith(f"sources/greenhouse.toml{line}, ")


def test_your_own_files_are_checked_too(payband, tmp_path):
    (tmp_path / "boards.csv").write_text("platform,board,company,country\nlevr,acme,Acme,\n")
    done = payband("rules", "check", PAYBAND_BOARDS="boards.csv", code=2)
    assert "boards.csv, line 2" in done.stderr
    assert "lever" in done.stderr
    assert "rule files fit" in payband("rules", "check").stderr


def test_a_short_row_hides_no_other_fault_of_its_file(folder):
    rows = table(folder, "title/levels.csv")
    rows[1][rows[0].index("use")] = "wrod"
    write(folder, "title/levels.csv", [*rows, ["short"]])
    said = [line for line in found(folder) if line.startswith("title/levels.csv")]
    assert [line.partition(":")[2].partition(",")[0] for line in said] == ["2", str(len(rows) + 1)]


def test_the_columns_of_a_key_that_stands_twice_are_named(folder):
    rows = table(folder, "place/workplace.csv")
    write(folder, "place/workplace.csv", [*rows, rows[1]])
    (fault,) = found(folder)
    assert "phrase '" in fault
    assert ", use '" in fault
