"""The how-tos of docs/use-the-data.md and the notebook do what they say, on the sample."""

import doctest
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.assistant.questions import QUESTIONS

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "use-the-data.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, payband_in):
    """Return a folder where every command of the page has run."""
    folder = tmp_path_factory.mktemp("used")
    for line in re.findall(r"^    payband (.+)$", PAGE.read_text("utf-8"), re.MULTILINE):
        payband_in(folder, *line.split())
    return folder


@pytest.mark.proof
def test_the_page(folder, monkeypatch):
    monkeypatch.chdir(folder)
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 10
    assert result.failed == 0
    assert (folder / "german.xlsx").exists()


@pytest.mark.proof
def test_the_notebook(folder, monkeypatch):
    monkeypatch.chdir(folder)
    book = json.loads((DOCS / "notebook.ipynb").read_text("utf-8"))
    named: dict[str, Any] = {}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], "clear the outputs"
            exec("".join(cell["source"]), named)  # noqa: S102
    assert len(named["jobs"]) > 90
    assert len(named["medians"]) > 0
    assert len(named["both"]) > 0


def test_the_page_names_every_question_and_its_entry_is_json():
    page = PAGE.read_text("utf-8")
    assert [q.name for q in QUESTIONS if f"`{q.name}`" not in page] == []
    [entry] = re.findall(r'^    (\{"mcpServers".+)$', page, re.MULTILINE)
    assert json.loads(entry)["mcpServers"]["payband"]["args"] == ["mcp"]
