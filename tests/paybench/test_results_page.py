import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from paybench import page, results, run
from paybench.measures import Share
from paybench.reader import Reader
from paybench.readers import READERS
from paybench.readers.naive import NAIVE
from paybench.results import FIRST_PASS, Result
from paybench.rows import read_rows
from pipeline.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = [reader for reader in READERS if not reader.package]
ANEW = "run `python -m paybench`: paybench/results.csv and its README are out of date"


@pytest.mark.parametrize("reader", OWN, ids=lambda reader: reader.name)
def test_the_results_are_those_of_the_rows_and_rules_of_today(reader):
    stored = [one for one in results.load() if one.reader == reader.name]

    assert stored == results.measure(reader, "", read_rows()), ANEW


def test_the_table_of_the_readme_is_made_of_the_results():
    text = page.README.read_text(encoding="utf-8")

    assert page.results_table(results.load()) in text, ANEW


def test_every_reader_has_a_line_of_as_many_rows_as_there_are():
    wholes = {(r.batch, r.measure): r.share.whole for r in results.load() if r.reader == "Payband"}

    for one in results.load():
        if FIRST_PASS not in one.reader:
            assert one.share.whole == wholes[one.batch, one.measure], one


def test_a_table_shows_the_share_its_interval_and_a_dash_for_none():
    shown = page.results_table([Result("b", "r", "1.0", "fields_ends", Share(9, 10))])

    header, _, sizes, line = shown.splitlines()
    assert header.startswith("| batch | reader | fields: exact | fields: ends |")
    assert sizes.startswith("| **b** | *rows* |  | 10 |")
    assert line.startswith("| b | r 1.0 | – | 90.0% (59.6-98.2) | – |")


def test_a_readme_without_the_marks_is_left_alone(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("# Mine\n", encoding="utf-8")

    with pytest.raises(InputError, match="the marks of the table are missing"):
        page.write_readme([], path)
    assert path.read_text(encoding="utf-8") == "# Mine\n"


ABSENT = Reader("absent", "no-such-package-of-pay", frozenset(), NAIVE.load)


def test_a_reader_that_is_absent_keeps_what_is_of_as_many_rows(monkeypatch):
    rows = [row for row in read_rows() if row.batch == "cases" and not row.bogus]
    whole = sum(row.table == "prose" and row.split == "test" for row in rows)
    kept = Result("cases", "absent", "1", "prose_ends", Share(1, whole))
    stale = Result("cases", "absent", "1", "fields_ends", Share(1, whole + 1))
    of_none = Result("cases", "absent", "1", "bogus_kept_out", Share(0, 0))
    monkeypatch.setattr(run, "READERS", (NAIVE, ABSENT))
    monkeypatch.setattr(results, "load", lambda: [kept, stale, of_none])
    said: list[str] = []

    found = run.measured(rows, said.append)

    assert [one for one in found if one.reader == "absent"] == [kept, of_none]
    assert said == [
        "naive regex: measured",
        (
            "absent: not installed (pip install no-such-package-of-pay); 2 results kept, "
            "1 dropped: their rows are others now"
        ),
    ]


def test_a_reader_that_is_absent_can_show_nothing(monkeypatch):
    monkeypatch.setattr(run, "READERS", (NAIVE, ABSENT))

    assert run.reader_named("NAIVE regex") is NAIVE
    with pytest.raises(UsageError, match="absent: no such reader is installed; there are naive"):
        run.reader_named("absent")


@pytest.fixture
def copied(tmp_path):
    """Return a copy of the benchmark in a folder of its own, with a few cases."""
    shutil.copytree(ROOT / "paybench", tmp_path / "paybench")
    tables = tmp_path / "tests/pipeline/pay"
    tables.mkdir(parents=True)
    for name in ("read_cases.csv", "prose_cases.csv"):
        lines = (ROOT / "tests/pipeline/pay" / name).read_text(encoding="utf-8").splitlines()
        (tables / name).write_text("\n".join(lines[:40]) + "\n", encoding="utf-8")
    return tmp_path


def command(folder, *words):
    script = f"import sys; sys.path[:0] = [{str(folder)!r}, {str(ROOT)!r}]; import runpy; "
    script += "runpy.run_module('paybench', run_name='__main__', alter_sys=True)"
    return subprocess.run(
        [sys.executable, "-P", "-c", script, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


BATCH = """\
text,country,place,form,min,max,currency,period,bogus
"£71,250 - £83,400 per annum",GB,field,plain,71250,83400,GBP,year,
We raised $31 million in a Series B.,US,prose,funding,,,,,
$88 - $97 per year,US,field,hourly,88,97,USD,year,yes
$120k - $160k,US,field,plain,120000,160000,USD,year,
"£71,250 - £83,400 per annum",GB,field,plain,71250,83400,GBP,year,
"""


def test_a_batch_is_added_with_its_first_pass_and_the_table_made_anew(copied):
    batch = copied / "new.csv"
    known = read_rows()[0]
    line = f'"{known.text}",{known.country},{known.place},plain,{known.min},{known.max},USD,year,\n'
    batch.write_text(BATCH + line, encoding="utf-8")

    done = command(copied, "add", str(batch), "--batch", "second", "--chosen", "To try it")

    assert done.returncode == 0, done.stderr
    assert "second: 4 rows added" in done.stdout
    assert f"left out, since another batch has it: US {known.text!r}" in done.stdout
    rows = [row for row in read_rows(copied / "paybench/data") if row.batch == "second"]
    assert [(row.table, row.split) for row in rows] == [
        *[("fields", "test")] * 2,
        ("bogus", "test"),
        ("abstain", "test"),
    ]
    readme = (copied / "paybench/README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("| second")]
    assert [line.split(" | ")[1] for line in lines][:2] == ["Payband", "Payband, first pass"]
    assert "100.0% (34.2-100.0)" in lines[1]

    again = command(copied, "add", str(batch), "--batch", "second", "--chosen", "Twice")
    assert again.returncode == 1
    assert "second: a batch needs a new name" in again.stderr


def test_a_batch_with_a_bad_label_adds_nothing(copied):
    before = read_rows(copied / "paybench/data")
    batch = copied / "new.csv"
    batch.write_text(BATCH.replace("88,97,USD,year", "97,88,USD,year"), encoding="utf-8")

    done = command(copied, "add", str(batch), "--batch", "second", "--chosen", "To try it")

    assert done.returncode == 1
    assert "new.csv, row 3: min is above max" in done.stderr
    assert read_rows(copied / "paybench/data") == before


def test_a_reader_is_shown_by_a_column_and_with_its_misses():
    by = command(ROOT, "by", "place", "--reader", "naive regex")
    assert by.returncode == 0, by.stderr
    assert by.stdout.startswith("| place | rows | right | wrong, unflagged |")
    assert len(by.stdout.splitlines()) == 4

    misses = command(ROOT, "misses", "naive regex")
    assert misses.returncode == 0, misses.stderr
    assert "wanted" in misses.stdout

    unknown = command(ROOT, "misses", "nobody")
    assert unknown.returncode == 1
    assert "nobody: no such reader is installed; there are Payband" in unknown.stderr
