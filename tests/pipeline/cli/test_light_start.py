"""Commands load no library that they don't use: it takes most of the time of a short command."""

import json
import subprocess
import sys

import pytest

from pipeline.store.db.database import open_store

CRAWL = {"scrapy", "twisted", "bs4", "warcio"}
FRAMES = {"pandas", "pyarrow", "numpy"}
STORE = {"sqlalchemy", "alembic"}
READERS = {"dateparser", "ftfy", "markdown_it", "charset_normalizer"}
PAGES = {"jinja2"}
HEAVY = CRAWL | FRAMES | STORE | READERS | PAGES | {"pydantic", "rich"}
TABLE = "title,location,salary,posted\nData Scientist,Berlin,EUR 60000 a year,2026-05-01\n"

CODE = """
import json, sys
from pipeline.cli.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(folder, *words):
    """Return which of the heavy modules a command loads in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    return HEAVY & set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("--help",), ("clean", "--help"), ("run", "--help")])
def test_help_loads_nothing_heavy(tmp_path, words):
    assert not loaded(tmp_path, *words)


def test_a_reading_of_pay_loads_no_store_no_frames_and_no_crawler(tmp_path):
    found = loaded(tmp_path, "salary", "$100k - 120k a year")
    assert not found & (CRAWL | FRAMES | STORE | PAGES | READERS), found


def test_status_loads_the_database_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'own.db'}"
    open_store(url).dispose()
    found = loaded(tmp_path, "status", "--database", url)
    assert found <= {"sqlalchemy", "rich"}, found


def test_cleaning_a_short_table_loads_no_store_no_frames_and_no_crawler(tmp_path):
    (tmp_path / "in.csv").write_text(TABLE)
    found = loaded(tmp_path, "clean", "in.csv", "-o", "out.csv")
    assert not found & (CRAWL | STORE | PAGES | READERS | {"pandas", "pyarrow"}), found


def test_an_audit_of_a_table_loads_no_store_and_no_frames(tmp_path):
    (tmp_path / "in.csv").write_text(TABLE)
    found = loaded(tmp_path, "audit", "in.csv", "-o", "out.html")
    assert not found & (CRAWL | STORE | {"pandas", "pyarrow"}), found
