"""Whatever a site answers and whatever a user asks, no secret stands where somebody may read it.

Five are planted: three keys, a database's password and one in its query. Every command there is
(also one that is added later) is tried with each of its flags.
"""

import gzip
import json
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import click
import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine, MetaData, create_engine, make_url, select

from pipeline.archive.archive import read_archive
from pipeline.archive.warc import Exchange
from pipeline.cli.main import cli, main
from pipeline.operate import checkout as tools
from pipeline.operate import reprocess as again
from pipeline.operate.crawls import crawl as crawl_module
from pipeline.operate.schedules.processes import StoppableClock
from pipeline.store.db import database
from tests.support.proofs import few
from tests.whole.conftest import Whole, nearby
from tests.whole.keyed_site import KeyedSite

# A part of letters and digits stays the same in whatever way a secret is encoded.
CORES = ("firstcore1", "secondcore2", "thirdcore3", "fourthcore", "fifthcore")
APP_ID, APP_KEY, KEY = (f"a&/{core}+é" for core in CORES[:3])
PASSWORD, QUERY = CORES[3:]  # plain words: messages aren't searched for them, so none may have one
UNKNOWN = "0123456789abcdef"  # a posting_id that no store has
CRAWLS = {"run": ["--force"], "crawl": ["usajobs", "--force", "--json"]}  # once each, for time


@pytest.mark.proof
def test_every_command_after_hostile_answers_on_sqlite(told):
    told.configure("sqlite:///data/payband.db")
    tried = told.commands(flags=True)
    told.files()
    assert told.faults == []
    assert len(tried) > 30
    responses = told.responses()
    assert kinds(responses) >= {"moved", "away", "page", "json", "forbidden"}
    assert [r.url for r in responses if not (r.redacted == repeats(r) or "/moved" in r.url)] == []
    assert told.whole.site.elsewhere.log == []
    assert told.logs().count("key_withheld: the key is for") >= 2


@pytest.mark.proof
@pytest.mark.usefixtures("postgres_programs")
def test_every_command_on_postgresql(told, postgres_url):
    planted = make_url(postgres_url).set(password=PASSWORD)
    url = planted.update_query_dict({"password": QUERY}).render_as_string(hide_password=False)
    told.configure(url)
    tried = told.commands(flags=False)
    told.files()
    told.look_at(told.rows(postgres_url), "the database")
    assert told.faults == []
    assert len(tried) > 30


@pytest.mark.parametrize(
    "url",
    few(
        [
            f"postgresql+psycopg://me:{PASSWORD}@127.0.0.1:1/db?password={QUERY}",
            f"postgresql://me:{CORES[3]}@x@127.0.0.1:1/db?sslpassword={CORES[4]}",
            f"postgresql://me:%zz{CORES[3]}@127.0.0.1:1/db?pasword={CORES[4]}",
            f"postgresql://me:{CORES[3]}/db",
            f"sqlite:///data/payband.db?password={CORES[4]}",
            f"nosuch://me:{CORES[3]}@127.0.0.1/db?password={CORES[4]}",
            f"host=127.0.0.1 password={CORES[3]}",
        ],
        2,
    ),
)
def test_every_command_with_a_database_that_is_away_or_none(told, url):
    told.configure(url)
    tried = told.commands(flags=False)
    assert told.faults == []
    assert len(tried) > 30


@pytest.mark.parametrize("core", CORES)
def test_a_secret_is_noticed_wherever_it_stands(told, core):
    told.look_at(f"https://a.example/?key={core.upper()}", "a page")
    told.look_at("https://a.example/?key=REDACTED", "another")
    (told.folder / "a.log.gz").write_bytes(gzip.compress(core.encode()))
    told.files()
    assert told.faults == [("a page", [core]), (told.folder / "a.log.gz", [core])]


class Told:
    """A folder with a configuration, and all that Payband says and writes in it.

    `faults` lists what had a secret, and the commands that did not exit.
    """

    def __init__(self, whole, capfd):
        self.whole, self.capfd, self.folder = whole, capfd, whole.folder
        self.junk = self.folder / "junk.csv"
        self.junk.write_text("title,salary\n\n", encoding="utf-8")
        self.processes: list[str] = []
        self.faults: list[tuple[Any, Any]] = []
        self.engines: list[Engine] = []

    def configure(self, url):
        said = {
            "contact": "a@example.org", "database_url": url, "database_max_wait": 0,
            "sources": ["adzuna", "usajobs"], "adzuna_app_id": APP_ID, "adzuna_app_key": APP_KEY,
            "usajobs_key": KEY, "usajobs_email": "me@example.org",
        }  # fmt: skip
        lines = (f"{name} = {json.dumps(value)}\n" for name, value in said.items())
        (self.folder / "payband.toml").write_text("".join(lines), encoding="utf-8")

    def commands(self, *, flags):
        """Try every command there is; `run` is the first. Return their words."""
        tried = [
            words
            for words, command in leaves(cli)
            for words in calls(words, command, self.junk, flags=flags)
        ]
        for words in tried:
            self.payband(*words)
        return tried

    def files(self):
        """Look at every file, and at what other processes were called with."""
        for file in self.folder.rglob("*"):
            if file.is_file() and file.name != "payband.toml":
                self.look_at(self.read(file), file)
        self.look_at("\n".join(self.processes), "a process")

    def payband(self, *words):
        """Run the command line in this process, also with --debug; look at what it prints."""
        for debug in [[]] if words[0] in CRAWLS else [[], ["--debug"]]:
            sys.argv = ["payband", *words, *debug]
            try:
                main()
                self.faults.append((words, "did not exit"))
            except SystemExit:
                pass
            while self.engines:  # as the end of a process does
                self.engines.pop().dispose()
            self.look_at("".join(self.capfd.readouterr()), words)

    def look_at(self, text, where):
        if seen := [core for core in CORES if core in text.lower()]:
            self.faults.append((where, seen))

    def read(self, file):
        body = file.read_bytes()
        return (gzip.decompress(body) if file.suffix == ".gz" else body).decode("latin-1")

    def rows(self, url):
        engine, metadata = create_engine(url), MetaData()
        metadata.reflect(engine)
        with engine.connect() as connection:
            found = [connection.execute(select(t)).all() for t in metadata.sorted_tables]
        engine.dispose()
        return str(found)

    def responses(self):
        files = self.folder.glob("data/archive/*/*.warc.gz")
        return [i for file in files for i in read_archive(file) if isinstance(i, Exchange)]

    def logs(self):
        return "".join(p.read_text(encoding="utf-8") for p in self.folder.rglob("*.log"))


def kinds(responses):
    """Return what the searches with a replaced key were for."""
    queries = (r.url.partition("?")[2] for r in responses if r.redacted)
    return {query.partition("&")[0].split("=")[1] for query in queries}


def repeats(response):
    """Return whether a response shows that it repeated a key."""
    return "REDACTED" in f"{response.url}{response.headers}{response.body!r}"


@pytest.fixture
def told(warm, httpserver, tmp_path, monkeypatch, capfd):
    """Return the folder of a user with five secrets, whose sites are hostile."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [])
    with HTTPServer("127.0.0.1", 0) as elsewhere:
        whole = Whole(warm, KeyedSite(httpserver, elsewhere), tmp_path)
        with nearby(whole):
            made = Told(whole, capfd)
            monkeypatch.setattr(again, "crawl", whole.crawl)

            def engine(*words, **more):
                made.engines.append(create_engine(*words, **more))
                return made.engines[-1]

            monkeypatch.setattr(database, "create_engine", engine)

            def run(words, **_more):
                made.processes.append(" ".join(map(str, words)))
                return subprocess.CompletedProcess(words, 0, "", "")

            def lines(words, _environment):
                made.processes.append(" ".join(map(str, words)))
                return []

            monkeypatch.setattr(tools, "subprocess", SimpleNamespace(run=run, PIPE=-1))
            monkeypatch.setattr(tools, "_lines", lines)
            monkeypatch.setattr("socket.getaddrinfo", no_such_name)
            # What serves until somebody stops it is stopped at once.
            monkeypatch.setattr("pipeline.browse.datasette.run", run)
            monkeypatch.setattr(StoppableClock, "wait", lambda *_: True)
            monkeypatch.setattr(StoppableClock, "stop_at_signals", lambda _clock: None)
            command = crawl_module.command

            def noted(order):
                made.processes.append(" ".join(command(order)))
                return command(order)

            monkeypatch.setattr(crawl_module, "command", noted)
            yield made


def no_such_name(*_words, **_more):
    raise OSError("no name is looked up in a test")


def leaves(command, words=()):
    """Yield every command there is, with the words that call it."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*words, name))
    else:
        yield words, command


def calls(words, command, junk, *, flags):
    """Yield how to call a command: with what it needs, then with each of its flags besides."""
    if words[0] in CRAWLS:
        yield [*words, *CRAWLS[words[0]]]
        return
    needed = [*words, *(argument(p, junk) for p in command.params if p.required)]
    yield needed
    for option in command.params if flags else ():
        if isinstance(option, click.Option) and option.is_flag:
            yield [*needed, option.opts[0]]


def argument(parameter, junk):
    """Return a value for a parameter that a command can't do without."""
    if isinstance(parameter.type, click.Path):
        return str(junk)
    if isinstance(parameter.type, click.Choice):
        return parameter.type.choices[0]
    return UNKNOWN
