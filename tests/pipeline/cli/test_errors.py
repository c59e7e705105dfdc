"""Bad input at the door: a message that names what is wrong, an exit code, nothing half-written."""

import pytest

from pipeline.nearest import NEAREST


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["run", "nosuch"], 2, "there is no source 'nosuch'"),
        (["run"], 2, "set contact in payband.toml"),
        (["run", "--replay", "gone.warc.gz"], 2, "gone.warc.gz"),
        (["run", "--replay", "notes.txt"], 2, "notes.txt"),
        (["run", "--sample", "--replay", "notes.txt"], 2, "exclude each other"),
        (["runn"], 2, "No such command 'runn'"),
        (["clean"], 2, "give a table, --all or --stale"),
        (["clean", "--all", "--stale"], 2, "one of them"),
        (["clean", "notes.csv"], 2, "-o OUT.csv"),
        (["clean", "gone.csv", "-o", "out.csv"], 2, "gone.csv"),
        (["clean", "notes.csv", "-o", "out.csv"], 2, "notes.csv"),
        (["clean", "notes.csv", "-o", "out.xyz"], 2, "out.xyz"),
        (["export", "-o", "out.xyz"], 2, "out.xyz"),
        (["report", "-o", "out.pdf"], 2, "must end in .html"),
        (["explain", "0123456789abcdef"], 2, "there is no database data/payband.db"),
        (["explain", "POSTING_ID"], 2, "no such id: POSTING_ID"),
        (["explain", "0f3a5d9c2b7e4a6"], 2, "no such id: 0f3a5d9c2b7e4a6"),
        (["schedule", "print", "cron", "--at", "25:00"], 2, "'25:00' is not a time of day"),
    ],
)
def test_a_mistake_is_named_without_a_traceback(payband, tmp_path, words, code, says):
    (tmp_path / "notes.txt").write_text("no archive\n")
    (tmp_path / "notes.csv").write_text("shoe_size\n44\n")
    done = payband(*words, code=code)
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.glob("out*"))


def test_a_wrong_key_in_the_configuration_is_named(payband, tmp_path):
    (tmp_path / "payband.toml").write_text('contcat = "a@example.com"\n')
    done = payband("status", code=2)
    assert "payband.toml: there is no setting 'contcat'; did you mean 'contact'?" in done.stderr


def test_a_database_that_cannot_be_opened_is_named(payband, tmp_path):
    (tmp_path / "x.db").write_text("somebody's notes, long enough to be taken for a database file")
    done = payband("status", code=1, PAYBAND_DATABASE_URL="sqlite:///x.db")
    assert "x.db can't be used: file is not a database" in done.stderr


def test_debug_shows_the_traceback_wherever_it_stands(payband):
    assert "Traceback" in payband("run", "nosuch", "--debug", code=1).stderr
    assert "Traceback" in payband("--debug", "run", "nosuch", code=1).stderr


def test_help_says_what_each_command_does_and_the_exit_codes(payband):
    text = payband("--help").stdout
    for name in ("run", "crawl", "clean", "export", "report", "sources", "status", "explain"):
        assert f"\n  {name} " in text
    assert "5 another run is at work" in text


def test_help_loads_no_heavy_library(payband):
    done = payband("--help", PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & {"scrapy", "pandas", "sqlalchemy", "pydantic", "rich", "twisted"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(payband, shell):
    assert "_PAYBAND_COMPLETE" in payband("completion", shell).stdout


def test_completion_knows_the_sources(payband):
    words = {"COMP_WORDS": "payband run gre", "COMP_CWORD": "2"}
    done = payband(_PAYBAND_COMPLETE="bash_complete", **words)
    assert "greenhouse" in done.stdout


def test_debug_says_how_caches_were_used(payband):
    said = payband("salary", "80-100k USD", "--debug").stderr.splitlines()
    head = next(n for n, line in enumerate(said) if line.startswith("cache "))
    assert said[head].split() == ["cache", "entries", "of", "hits", "misses", "hit", "rate"]
    (line,) = [line for line in said[head:] if line.startswith("pipeline.pay.reader.read_pay ")]
    assert line.split()[2] == "65,536"
    assert "cache" not in payband("salary", "80-100k USD").stderr


def test_a_live_run_that_may_not_begin_makes_no_database(payband, tmp_path):
    payband("run", code=2)
    payband("run", "greenhouse", "--boards", "nosuch", PAYBAND_CONTACT="a@example.com", code=2)
    payband("run", "--replay", "nosuch.warc.gz", code=2)
    assert not list(tmp_path.rglob("payband.db"))


def test_of_many_names_the_nearest_few_are_named(payband):
    said = payband("jobs", "--role", "Plumber", code=2).stderr
    assert "no role is called 'Plumber'; of " in said
    assert said.partition("nearest are ")[2].count(",") == NEAREST - 1
