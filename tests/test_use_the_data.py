"""The how-tos of docs/use-the-data.md and the notebook do what they say, on the sample."""

import doctest
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.assistant.questions import QUESTIONS
from tests.support.shown import shell

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "use-the-data.md"
WAIT = 120
"""Seconds until a program has started, on a busy machine."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, payband_in):
    """Return a folder where every command of the page has run."""
    folder = tmp_path_factory.mktemp("used")
    for words in commands():
        if words[0] != "browse":
            payband_in(folder, *words)
    return folder


def commands():
    """Return the commands of the page, each as its words after `payband`."""
    lines = re.findall(r"^    payband (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [line.split() for line in lines]


@pytest.fixture
def browsed(folder):
    """Start the `payband browse` of the page at a free port, and return the port."""
    [words] = [words for words in commands() if words[0] == "browse"]
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    words[words.index("--port") + 1] = str(port)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline.cli.main", *words],
        cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


def _wait_for(port, process):
    until = time.monotonic() + WAIT
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "payband browse has ended"
        assert time.monotonic() < until, "it does not answer"
        time.sleep(0.2)


@pytest.mark.proof
def test_the_page(folder, browsed, monkeypatch, tmp_path):
    shell(tmp_path / "bin")  # makes the program `payband` of this environment
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.chdir(folder)
    page = tmp_path / PAGE.name
    page.write_text(PAGE.read_text("utf-8").replace(":8001/", f":{browsed}/"), "utf-8")
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.attempted > 20
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
