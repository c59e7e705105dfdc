"""Sixty bad inputs and faults, each with what it must come to: rows.csv is the table."""

import re
from pathlib import Path

import pytest

from pipeline.archive.archive import Damage, read_archive
from tests.scrapers.faults.conftest import ROWS
from tests.support.rows import every_row

ROOT = Path(__file__).resolve().parents[3]
CRAWLED = [row for row in ROWS if row["board"]]
UNUSABLE = {"truncated", "bad_encoding", "too_large", "empty", "unreadable_json", "wrong_type"}


def of(site, table, board):
    rows = site.rows(f"select * from {table}")  # noqa: S608  # the tables named below
    return [row for row in rows if row["board"] == board]


def said(row):
    return f"{row['row']}-{row['board']}"


def test_every_row_is_there():
    assert {int(row["row"]) for row in ROWS} == set(range(1, 61))
    for row in ROWS:
        assert row["board"] or row["elsewhere"] or ": no source " in row["name"]
        if row["elsewhere"].startswith("tests/"):
            assert (ROOT / row["elsewhere"]).is_file()


@every_row("row", CRAWLED, ids=said)
def test_a_fault_comes_to_what_the_row_says(row, faulty, fault_site):
    (found,) = of(faulty, "crawl_run", row["board"])
    assert found["state"] == row["state"], found["message"]
    assert found["new"] == int(row["kept"])
    assert fault_site.asked(row["board"]) == int(row["asked"])
    counts = ("new", "changed", "unchanged", "quarantined", "ruled_out")
    assert found["seen"] == sum(found[name] for name in counts)
    if row["code"]:
        assert re.search(rf": {row['code']}: ", found["message"]), found["message"]
    if row["code"] in UNUSABLE | {"challenge", "ssrf_blocked"}:
        (kept,) = of(faulty, "quarantine", row["board"])
        assert kept["reason"] == row["code"]


@pytest.mark.parametrize(
    ("board", "gaps"),
    [
        ("busy-once", [1]),
        ("busy-until", [1]),
        ("busy-past", [0]),
        ("down-twice", [1, 1]),
        ("robots-slow", [1]),
    ],
)
def test_a_host_is_given_its_time(board, gaps, faulty, fault_site):
    found = fault_site.hosts[board].gaps()
    assert len(found) == len(gaps)
    assert all(gap > least - 0.1 for gap, least in zip(found, gaps, strict=True))


def test_every_request_says_who_asks_and_carries_nothing_else(faulty, fault_site):
    heads = [head for host in fault_site.hosts.values() for head in host.heads]
    assert len(heads) > 100
    for head in heads:
        assert head["user-agent"].endswith("(+jobs@example.org)")
        assert not {"cookie", "referer"} & set(head)


def test_bombs_do_not_fill_the_memory(faulty):
    (kilobytes,) = re.findall(r"memory (\d+)", faulty.log)
    assert int(kilobytes) < 300 * 1024


def test_the_archive_is_whole(faulty):
    records = list(read_archive(faulty.folder / "faulty.warc.gz"))
    assert not [record for record in records if isinstance(record, Damage)]
    assert len(records) > 60


def test_what_a_page_says_makes_no_line_of_its_own_in_the_log(faulty):
    assert "\x1b" not in faulty.log
    assert not re.search(r"^INFO: Spider closed", faulty.log, re.MULTILINE)


@pytest.mark.parametrize(
    ("board", "title"),
    [
        ("cp1252-as-utf8", "Ingénieur – Zürich"),
        ("utf8-as-latin1", "Ingénieur Zürich"),
        ("nul", "Data Engineer"),
        ("long-title", "🚀 ML Engineer é"),
        ("surrogates", "Data \ufffd Engineer \u202e\u200b"),
    ],
)
def test_text_is_read_in_what_it_was_written(board, title, faulty):
    (row,) = of(faulty, "raw_posting", board)
    assert row["title"] == title
    assert ("read_as" in row["extra"]) == (board in ("cp1252-as-utf8", "utf8-as-latin1"))


@pytest.mark.parametrize(
    ("board", "reasons"),
    [
        ("long-title", {"title_too_long"}),
        ("fields-missing", {"missing_title", "missing_url"}),
        ("other-type", {"unreadable_record"}),
        ("escapes", {"unreadable_record"}),
        ("several-in-one", {"unreadable_block"}),
    ],
)
def test_refused_records_have_their_reason(board, reasons, faulty):
    rows = of(faulty, "quarantine", board)
    assert {row["reason"] for row in rows} == reasons


def test_a_field_nobody_knows_is_said(faulty):
    assert "unknown key of a record, kept in extra: bonus" in faulty.log
