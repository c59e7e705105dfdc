"""The site of the documents builds, and the pages that are made say what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.rules.sources import all_sources
from tools.site import commands_page, terms_page
from tools.site.__main__ import build

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("made", [commands_page, terms_page], ids=lambda made: made.__name__)
def test_the_page_is_current(made):
    # A new process: other tests may have asked for the help of a command in another way.
    words = [sys.executable, "-c", f"from {made.__name__} import page; print(page(), end='')"]
    page = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    shown = (ROOT / made.DOCS).read_text(encoding="utf-8")
    assert shown == page, f"run `python -m {made.__name__}`"


def test_every_source_is_in_the_table_of_terms():
    for name in all_sources():
        assert f"\n| `{name}` | " in terms_page.page()


@pytest.mark.proof
def test_the_site_builds_strictly_and_fetches_nothing(tmp_path):
    build(tmp_path)
    page = (tmp_path / "docs/tutorial.html").read_text(encoding="utf-8")
    assert "Ten minutes" in page
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?://[^"]+)"', page)
    assert loaded == []


def test_the_help_builds_nothing():
    words = [sys.executable, "-m", "tools.site", "--help"]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    assert "build/site" in done.stdout
