"""What a page or an archive says reaches a terminal as text, never as an order to it (CWE-150)."""

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.raw import RawPosting
from models.run import CrawlRun, Quarantine
from models.vocab import RunState
from pipeline import cli
from pipeline.archive.archive import ArchiveWriter
from pipeline.cli import main
from pipeline.operate.cleaning import clean_store
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.runs import begin_run
from pipeline.visible import one_line, visible, visible_json

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\u202e\u2066evil\r\nfaked: line\u2028[red]:warning:"
POSTING = RawPosting(
    source="greenhouse",
    source_key=f"acme:1{HOSTILE}",
    url=f"https://jobs.example.com/1{HOSTILE}",
    title=f"ML Engineer {HOSTILE}",
    board=f"acme{HOSTILE}",
    company=f"Acme {HOSTILE}",
    location=f"Nowhere {HOSTILE}",
    workplace=f"odd {HOSTILE}",
    employment=f"odd {HOSTILE}",
    salary=f"USD 1111111K - 1111111K {HOSTILE}",
    posted=f"some day {HOSTILE}",
    fetched_at=AT,
)


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Run a command in a folder with a store full of hostile text; return what it printed."""
    monkeypatch.chdir(tmp_path)
    store = RawStore(f"sqlite:///{tmp_path}/data/payband.db", "")
    store.run_id = begin_run(store.engine, AT).run_id
    store.put([POSTING])
    words: Any = {"board": f"acme{HOSTILE}", "started_at": AT, "state": RunState.FAILED}
    crawled = CrawlRun(run_id=store.run_id, source="greenhouse", message=HOSTILE, **words)
    store.board([crawled])
    refused = {"board": HOSTILE, "detail": HOSTILE, "record": f'"{HOSTILE}"', "url": HOSTILE}
    store.quarantine(
        [Quarantine(run_id=store.run_id, source="greenhouse", n=0, reason="x", **refused)]
    )
    clean_store(store.engine)
    store.close()

    def done(*words):
        monkeypatch.setattr(sys, "argv", ["payband", *map(str, words)])
        with pytest.raises(SystemExit):
            main.main()
        return capfd.readouterr()

    return done


def orders(text):
    """Return the characters of a text that a terminal obeys, but for line ends."""
    return [c for c in text if not c.isprintable() and c != "\n"]


COMMANDS = [
    ["status"],
    ["status", "--json"],
    ["explain", POSTING.posting_id],
    ["explain", POSTING.posting_id, "--json"],
    ["explain", HOSTILE],
    ["salary", f"USD 90K {HOSTILE}"],
    ["salary", f"USD 90K {HOSTILE}", "--json"],
    ["quarantine", "list"],
    ["quarantine", "list", "--json"],
    ["quarantine", "show", f"{HOSTILE}/a/0"],
    ["quarantine", "replay"],
    ["rules", "--unmapped", "title"],
    ["rules", "--unmapped", "location"],
    ["rules", "--unmapped", "employment"],
    ["archive", "verify", HOSTILE],
    ["clean", f"{HOSTILE}.csv", "-o", "out.csv"],
    ["compare", f"ML {HOSTILE}", "Plumber", "-o", "x.html"],
    ["export", "-o", f"{HOSTILE}.csv"],
    ["export", "-o", f"{HOSTILE}.xyz"],
    ["report", "-o", f"{HOSTILE}.html"],
    ["jobs"],
    ["jobs", "--city", HOSTILE],
    ["jobs", "--role", HOSTILE, "--json"],
    ["run", HOSTILE],
    ["run", "--boards", HOSTILE],
    ["run", "--replay", HOSTILE],
    ["--debug", "run", HOSTILE],
    ["sources", "check", HOSTILE],
    ["schedule", "print", "cron", "--at", HOSTILE],
    ["db", "restore", HOSTILE],
    ["db", "backup", f"{HOSTILE}.db"],
    ["fx", "load", HOSTILE],
    ["survey", "import", HOSTILE],
    ["doctor"],
    [HOSTILE],
    [f"--{HOSTILE}"],
    ["status", f"--{HOSTILE}"],
    ["salary", "1", "--period", HOSTILE],
]


@pytest.mark.parametrize("words", COMMANDS, ids=[visible(" ".join(w))[:30] for w in COMMANDS])
def test_no_command_prints_what_a_terminal_obeys(run, words):
    said = run(*words)
    assert said.out + said.err
    assert orders(said.out + said.err) == []
    assert not re.search(r"^faked: line", said.out + said.err, re.MULTILINE)


def test_what_was_hostile_is_shown_as_it_was(run):
    said = run("status").out.replace("\n", "")
    assert "\\x1b" in said
    assert "[red]:warning:" in said


def test_a_board_of_an_archive_that_is_replayed_gives_no_orders(payband, tmp_path):
    """The archive of a stranger, as `payband run --replay` shows it."""
    writer = ArchiveWriter(tmp_path / "a.warc.gz")
    writer.info("greenhouse", {"boards": [{"board": f"acme{HOSTILE}"}], "urls": []}, AT)
    writer.close()
    done = payband("run", "--replay", "a.warc.gz", code=2)
    assert "acme\\x1b]0;owned" in done.stdout + done.stderr
    assert orders(done.stdout + done.stderr) == []


def test_only_one_file_prints():
    """A command that printed by itself would pass the text of a page by."""
    folder = Path(cli.__file__).parent
    prints = re.compile(
        r"click\.(?:s?echo|secho)|(?<!console\.)\bprint\(|std(?:out|err)\.(?:write|buffer)"
    )
    found = [p.name for p in folder.rglob("*.py") if prints.search(p.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – ü 機械", "plain – ü 機械"),
        ("a\nb\r\nc\td", "a b c d"),
        ("a\x1bb\x9bc\x7f", "a\\x1bb\\x9bc\\x7f"),
        ("a\u202eb\u2066", "a\\u202eb\\u2066"),
        ("1\u00a0000\u202f000", "1 000 000"),
    ],
)
def test_a_message_is_one_visible_line(text, shown):
    assert one_line(text) == shown


def test_json_stays_the_same_json():
    for text in (HOSTILE, "\ud83d half", "🚀 \U000e0041", "1\u00a0000"):
        said = visible_json(json.dumps({"a": text}, ensure_ascii=False, indent=2))
        assert orders(said) == []
        assert json.loads(said) == {"a": text}
