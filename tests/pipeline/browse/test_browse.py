"""A real Datasette over the views, on the loopback address only."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing

import pytest

from pipeline.browse.metadata import QUERIES, VIEWS

pytest.importorskip("datasette")
WAIT = 120
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "' OR 1=1 --",
    '"><b>bold</b>', "javascript:alert(1)", "=cmd|' /C calc'!A0", "\x1b[31m", "\u202egnp",
)  # fmt: skip


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory, payband_in):
    """Start `payband browse` on a sample; return a function that gets a path as JSON or text."""
    folder, port = tmp_path_factory.mktemp("browsed"), free_port()
    payband_in(folder, "run", "--sample")
    with closing(sqlite3.connect(folder / "data/sample/payband.db")) as store:
        ids = [i for (i,) in store.execute("SELECT posting_id FROM v_jobs ORDER BY posting_id")]
        marked = [
            (f"hostile {n} {text}", i)
            for n, (text, i) in enumerate(zip(HOSTILE, ids, strict=False))
        ]
        store.executemany("UPDATE job_posting SET title = ? WHERE posting_id = ?", marked)
        store.execute("UPDATE job_posting SET company = ?", ("javascript:alert(1)",))
        store.commit()
    words = [sys.executable, "-P", "-m", "pipeline.cli.main", "browse", "--sample", "--port", port]
    process = subprocess.Popen(
        list(map(str, words)), cwd=folder, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def get(path, **query):
        url = f"http://127.0.0.1:{port}{path}?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(url, timeout=WAIT) as answer:
            return answer.read().decode()

    try:
        until = time.monotonic() + WAIT
        while True:
            try:
                get("/-/versions.json")
                break
            except OSError:
                assert process.poll() is None, "payband browse has ended"
                assert time.monotonic() < until, "it does not answer"
                time.sleep(0.2)
        yield get, port
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


@pytest.mark.proof
def test_views_have_rows_facets_and_words(served):
    get, _ = served
    found = json.loads(get("/payband/v_jobs.json", _shape="objects", _size=5))
    assert len(found["rows"]) == 5
    assert {facet["name"] for facet in found["suggested_facets"]} | set(found["facet_results"])
    assert set(found["facet_results"]) >= {"role", "level", "country"}
    page = get("/payband/v_jobs")
    assert "Id of the posting: 16 hex digits" in page
    tables = json.loads(get("/payband.json"))
    shown = {t["name"] for t in tables["tables"] if not t["hidden"]}
    assert shown == set()
    assert {view["name"] if isinstance(view, dict) else view for view in tables["views"]} == {
        *VIEWS
    }


@pytest.mark.proof
def test_hostile_words_are_shown_as_text(served):
    get, _ = served
    page = get("/payband/v_jobs", _size=100, title__contains="hostile")
    assert page.count("hostile") >= len(HOSTILE)
    for tag in ("<script>alert", "<img src=x", 'href="javascript:', "<b>bold"):
        assert tag not in page
    assert "&lt;script&gt;alert(1)" in page
    found = json.loads(get("/payband/v_jobs.json", _shape="objects", title__contains="hostile 0"))
    assert found["rows"][0]["title"] == f"hostile 0 {HOSTILE[0]}"


@pytest.mark.proof
def test_the_ready_queries_answer(served):
    get, _ = served
    for name in QUERIES:
        params = {"country": "", "role": "", "posting_id": "5e4dfeb61d9e90a8"}
        found = json.loads(get(f"/payband/{name}.json", _shape="objects", **params))
        assert found["ok"], found
        assert found["rows"] or name == "one_job_many_postings", name


@pytest.mark.proof
def test_it_only_reads_and_only_on_this_machine(served):
    get, port = served
    with pytest.raises(urllib.error.HTTPError):
        get("/payband.json", sql="DELETE FROM job_posting")
    for _, _, _, _, address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
        if not str(address[0]).startswith("127."):
            with socket.socket() as other:
                assert other.connect_ex((address[0], port)) != 0


def test_without_datasette_it_says_what_to_install(tmp_path, payband_in):
    payband_in(tmp_path, "run", "--sample")
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'datasette' else find(name, *a)\n"
    )
    done = payband_in(tmp_path, "browse", "--sample", code=2, PYTHONPATH=str(tmp_path))
    assert "payband[browse]" in done.stderr


def test_a_postgresql_store_is_refused_in_words(tmp_path, postgres_url, payband_in):
    done = payband_in(tmp_path, "browse", "--database", postgres_url, code=2)
    assert "SQLite" in done.stderr
