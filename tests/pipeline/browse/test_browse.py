"""A real Datasette over the views, on the loopback address only."""

import json
import os
import shutil
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
from html.parser import HTMLParser

import pytest

from pipeline.browse.metadata import QUERIES, VIEWS
from tests.support.payloads import PAYLOADS

pytest.importorskip("datasette")
WAIT = 120


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory, living):
    """Start `payband browse` on a sample; return a function that gets a path as JSON or text."""
    folder, port = tmp_path_factory.mktemp("browsed"), free_port()
    shutil.copytree(living / "data", folder / "data")
    with closing(sqlite3.connect(folder / "data/sample/payband.db")) as store:
        ids = [i for (i,) in store.execute("SELECT posting_id FROM v_jobs ORDER BY posting_id")]
        marked = [
            (f"hostile {n} {text}".replace("\x00", ""), i)
            for n, (text, i) in enumerate(zip(PAYLOADS, ids, strict=False))
        ]
        store.executemany("UPDATE job_posting SET title = ? WHERE posting_id = ?", marked)
        store.execute("UPDATE job_posting SET company = ?", ("javascript:alert(1)",))
        store.execute("""UPDATE posting_version SET was = '{"description_html": "Ada"}'""")
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


class Page(HTMLParser):
    """What a browser would make of a page: elements of scripts, handlers, addresses, texts."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.scripts, self.risky, self.addresses, self.texts = [], [], [], []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.risky += [name for name, _ in attrs if name.startswith("on")]
        self.risky += [tag] if tag in {"iframe", "object", "embed", "svg", "r", "t", "x"} else []
        self.addresses += [str(value) for name, value in attrs if name in {"href", "src"}]

    def handle_endtag(self, _tag):
        self.inside = ""

    def handle_data(self, data):
        (self.scripts if self.inside in {"script", "style"} else self.texts).append(data)


@pytest.mark.proof
@pytest.mark.parametrize("path", ["/payband/v_jobs", "/payband/v_postings"])
def test_hostile_words_are_shown_as_text(served, path):
    get, _ = served
    assert len(PAYLOADS) >= 60
    shown = Page(get(path, _size=100, title__contains="hostile"))
    assert Page(get(path, _size=100, title__contains="no such")).risky == shown.risky == []
    assert not any("hostile" in script or "alert(1)" in script for script in shown.scripts)
    assert not any(a.strip().lower().startswith("javascript") for a in shown.addresses)
    texts = " ".join(" ".join(shown.texts).split())
    for n, payload in enumerate(text.replace("\x00", "") for text in PAYLOADS):
        assert " ".join(f"hostile {n} {payload}".split()) in texts
    found = json.loads(get(f"{path}.json", _shape="objects", _size=100, title__contains="hostile"))
    titles = {row["title"] for row in found["rows"]}
    wanted = {f"hostile {n} {t.replace(chr(0), '')}" for n, t in enumerate(PAYLOADS)}
    assert titles == wanted


@pytest.mark.proof
def test_tables_and_own_queries_are_denied(served):
    get, _ = served
    tables = ("raw_posting", "posting_version", "job_posting", "correction", "RAW_POSTING")
    asked: list[tuple[str, dict[str, str]]] = [
        (f"/payband/{t}{end}", {}) for t in tables for end in ("", ".json", "/1.json")
    ]
    asked += [("/payband.json", {"sql": "SELECT description_html FROM raw_posting"})]
    asked += [("/payband/v_jobs.json", {"_where": "1 IN (SELECT 1 FROM raw_posting)"})]
    asked += [("/payband.db", {}), ("/payband/sqlite_master.json", {})]
    for path, query in asked:
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(path, **query)
        refused.value.close()
        assert refused.value.code in {403, 404}, path
    assert "description_html" not in get("/payband/v_history.json", _size=1000)


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
    with pytest.raises(urllib.error.HTTPError) as refused:
        get("/payband.json", sql="DELETE FROM job_posting")
    refused.value.close()
    for _, _, _, _, address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
        if not str(address[0]).startswith("127."):
            with socket.socket() as other:
                assert other.connect_ex((address[0], port)) != 0


def test_without_datasette_it_says_what_to_install(tmp_path, migrated_file, payband_in):
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'datasette' else find(name, *a)\n"
    )
    store = ("--database", f"sqlite:///{migrated_file}")
    done = payband_in(tmp_path, "browse", *store, code=2, PYTHONPATH=str(tmp_path))
    assert "payband[browse]" in done.stderr


def test_a_postgresql_store_is_refused_in_words(tmp_path, postgres_url, payband_in):
    done = payband_in(tmp_path, "browse", "--database", postgres_url, code=2)
    assert "SQLite" in done.stderr
