"""The whole sample: three crawls four months apart, and what comes of them."""

import ast
import csv
import json
import re
import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest

import payband
from pipeline.archive.archive import read_archive
from pipeline.operate.crawls.boards import load_boards
from pipeline.publish.export.export import export
from pipeline.store.db.database import open_store
from tests.support.rows import every_row
from tools.picture import draw
from tools.sample.archives import FOLDER, paper_crawls, write_archives
from tools.sample.labels import labels, opening_labels
from tools.sample.openings import employers, openings

ROOT = Path(__file__).resolve().parent.parent
ROLES = ("Machine Learning Engineer", "Data Scientist", "Data Engineer", "Data Analyst")
BOGUS = {
    "placeholder", "inverted", "too_wide", "below_floor", "above_ceiling", "scale_suspect",
    "period_mismatch", "estimate", "not_base",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(living, tmp_path_factory):
    everything = tmp_path_factory.mktemp("everything") / "all.csv"
    engine = open_store(f"sqlite:///{living}/data/sample/payband.db")
    export(engine, everything, everything=True)
    engine.dispose()
    found = csv.DictReader(everything.read_text(encoding="utf-8").splitlines())
    return {(row["source"], row["source_key"]): row for row in found}


@pytest.fixture(scope="module")
def named(rows):
    """Return the row of each opening by its name."""
    said = zip(openings(), opening_labels(), strict=True)
    return {o.name: rows[label["source"], label["source_key"]] for o, label in said}


def query(living, sql):
    with sqlite3.connect(living / "data/sample/payband.db") as store:
        found = store.execute(sql).fetchall()
    store.close()
    return found


def test_the_archives_hold_what_the_files_say(tmp_path):
    made = write_archives(tmp_path, tmp_path / "founding")
    shipped = sorted(FOLDER.iterdir())
    assert [file.name for file in made] == [file.name for file in shipped]
    for one, other in zip(made, shipped, strict=True):
        assert list(read_archive(one)) == list(read_archive(other)), "run: python -m tools.sample"


def test_three_runs_each_come_whole(living):
    states = query(living, "SELECT started_at, state FROM run ORDER BY started_at")
    assert [(at[:10], state) for at, state in states] == [
        ("2026-02-26", "complete"),
        ("2026-06-27", "complete"),
        ("2026-10-28", "complete"),
    ]
    assert query(living, "SELECT DISTINCT state FROM source_run") == [("healthy",)]


def test_every_posting_comes_out(rows):
    wanted = [(row["source"], row["source_key"]) for row in [*labels(), *opening_labels()]]
    assert sorted(rows) == sorted(wanted)
    assert 300 <= len(rows) <= 500


@every_row("said", opening_labels(), ids=lambda said: f"{said['company']} {said['title']}")
def test_an_opening_comes_out_as_its_row_says(rows, said):
    got = rows[said["source"], said["source_key"]]
    wanted = {name: value for name, value in said.items() if name not in ("note", "flags")}
    assert {name: got[name] for name in wanted} == wanted, said["note"]
    assert set(filter(None, said["flags"].split("; "))) <= set(got["flags"].split("; "))
    assert said["flags"] or not got["flags"]


@every_row("said", labels(), ids=lambda said: f"{said['source']} {said['source_key']}")
def test_a_founding_posting_comes_out_as_among_the_founding_pages_alone(rows, said):
    got = rows[said["source"], said["source_key"]]
    named = {k: v for k, v in said.items() if k not in ("note", "flags")}
    assert {k: got[k] for k in named} == named, said["note"]


@pytest.mark.parametrize("country", ["US", "DE"])
@pytest.mark.parametrize("role", ROLES)
def test_two_countries_have_priced_jobs_enough_in_four_roles(rows, country, role):
    priced = [
        row["company"]
        for row in rows.values()
        if (row["country"], row["role"], row["salary_status"]) == (country, role, "ok")
        and not row["duplicate_of"]
    ]
    assert len(priced) >= 12
    assert len(set(priced)) >= 8


def test_at_least_ten_countries_are_thin(rows):
    priced = defaultdict(list)
    for row in rows.values():
        if row["salary_status"] == "ok" and len(row["country"]) == 2:
            priced[row["country"]].append(row)
    assert sum(len(found) < 12 for found in priced.values()) >= 10


def test_bogus_pay_of_each_kind_is_flagged(rows):
    flags = {flag for row in rows.values() for flag in row["flags"].split("; ") if flag}
    assert flags >= BOGUS


def test_an_opening_that_two_crawls_lacked_is_closed_and_no_other(named):
    gone = {o.name for o in openings() if (o.first, o.last) == (1, 1)}
    listed_since = {o.board for o in openings() if o.first <= 2 <= o.last}
    closed = {name for name, row in named.items() if row["status"] == "closed"}
    assert closed == {name for name in gone if name.partition("/")[0] in listed_since}
    assert len(closed) >= 10


def test_an_edit_of_pay_is_in_the_history(living, named):
    edited = {named[o.name]["posting_id"] for o in openings() if o.pay_before}
    found = query(living, "SELECT DISTINCT posting_id FROM posting_version")
    assert edited <= {one for (one,) in found}
    assert len(edited) >= 10


def test_copies_are_one_job_and_reposts_name_what_they_repeat(named):
    copies = [o for o in openings() if o.same_as and o.board != o.same_as.partition("/")[0]]
    for copy in copies:
        pair = [named[copy.name], named[copy.same_as]]
        ids = {row["posting_id"] for row in pair}
        assert {row["duplicate_of"] for row in pair} & ids, copy.name
    again = [o for o in openings() if o.same_as and o not in copies]
    for one in again:
        assert named[one.name]["repost_of"] == named[one.same_as]["posting_id"]
    assert len(copies) >= 8
    assert len(again) >= 5


def test_jobs_that_are_no_copies_are_not_taken_for_one(named):
    ids = {row["posting_id"]: name for name, row in named.items()}
    linked = {
        frozenset((name, ids[row["duplicate_of"]]))
        for name, row in named.items()
        if row["duplicate_of"]
    }
    assert linked <= {frozenset((o.name, o.same_as)) for o in openings() if o.same_as}


def test_the_report_has_figures_to_show(living):
    text = (living / "data/sample/reports/sample-salaries.json").read_text(encoding="utf-8")
    cells = json.loads(text)["figures"]["pay"]
    medians = [c for c in cells if c["median_by_job"] is not None]
    whole = {(c["country"], c["role"]) for c in medians if c["level"] is None}
    assert whole >= {(country, role) for country in ("US", "DE") for role in ROLES}
    assert len(medians) >= 20


def test_no_employer_is_on_the_shipped_boards():
    shipped = {name.casefold() for b in load_boards() for name in (b.token, b.company)}
    mine = {name.casefold() for e in employers().values() for name in (e.board, e.company)}
    assert not mine & shipped


def test_a_board_is_asked_once_in_a_crawl():
    for number in (1, 2, 3):
        for crawl in paper_crawls(number):
            boards = [board["board"] for board in crawl.boards]
            assert len(boards) == len(set(boards))
            assert [r.fetched_at for r in crawl.replies] == sorted(
                r.fetched_at for r in crawl.replies
            )


def test_the_readme_shows_the_picture_of_this_sample(living, tmp_path):
    draw(f"sqlite:///{living}/data/sample/payband.db", tmp_path / "now.svg")
    now = (tmp_path / "now.svg").read_text(encoding="utf-8")
    shown = (ROOT / "docs/salaries.svg").read_text(encoding="utf-8")
    assert shown == now, "`make run`, then `python -m tools.picture`"


def test_the_columns_of_the_readme_tell_the_rows_of_the_salary_table_apart(living):
    (line,) = re.findall(r"^    (of = .+?\])", (ROOT / "README.md").read_text(), re.MULTILINE)
    table = payband.salary_table(f"sqlite:///{living}/data/sample/payband.db")
    found = table[table.median_by_job.notna()]
    assert len(found) > 30
    assert not found.duplicated(ast.literal_eval(line.removeprefix("of = "))).any()
