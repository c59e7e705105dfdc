"""`payband explain`: the jobs of a cell of the report, and the words of a stored posting."""

import json

import pytest
from click import UsageError as ClickUsageError
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import InputError, UsageError

POSTING = "5e4dfeb61d9e90a8"  # of the article that started the project


def test_the_command_lists_them(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    name = "pay/year/country=US"
    done = CliRunner().invoke(cli, ["explain", name], catch_exceptions=False)
    assert "Jobs behind United States, the best paid first" in done.stdout
    assert "in sample-salaries.json, data of 2026-10-28" in done.stdout
    assert "invented: Payband's bundled sample" in done.stdout
    told = json.loads(CliRunner().invoke(cli, ["explain", name, "--json"]).stdout)
    assert f"{len(told['counted']):,} of " in done.stdout
    assert f"of {len(told['counted'])} jobs" in told["published"]
    assert told["figures"]["jobs"] == len({job["posting_id"] for job in told["counted"]})
    assert any(job["stated"].startswith("$") for job in told["counted"])
    assert max(map(len, done.stdout.splitlines())) < 350


@pytest.fixture
def asked(sampled, monkeypatch):
    monkeypatch.chdir(sampled)

    def told(*words):
        done = CliRunner().invoke(cli, [*words, "--sample"], catch_exceptions=False)
        return done.stdout

    return told


WORDS = ("--country", "US", "--workplace", "remote", "--workplace", "onsite")
AUTUMN = ("--since", "2026-10-01", "--until", "2026-10-28")


@pytest.mark.parametrize("words", [AUTUMN, WORDS, (*WORDS, *AUTUMN)])
def test_a_cell_of_any_report_is_traced_to_its_jobs(asked, tmp_path, words):
    page = tmp_path / "q3.html"
    asked("report", *words, "-o", str(page))
    (row, *_) = json.loads(page.with_suffix(".json").read_text())["figures"]["pay"]
    ways = (
        (row["id"], "--report", str(page)),
        ("pay/year/country=US", "--report", str(page.with_suffix(".csv"))),
        (row["id"], *words),
        ("pay/year/country=US", *words),
    )
    found = [json.loads(asked("explain", *way, "--json")) for way in ways]
    assert {each["id"] for each in found} == {row["id"]}
    assert {each["figures"]["median_by_job"] for each in found} == {row["median_by_job"]}
    assert {len(each["counted"]) for each in found} == {row["jobs"]}
    assert found[0]["published"] == found[0]["now"]


def test_a_report_of_a_file_is_traced_to_the_file(asked, tmp_path):
    table, page = tmp_path / "jobs.csv", tmp_path / "mine.html"
    asked("export", "--country", "DE", "-o", str(table))
    asked("report", "--export", str(table), "-o", str(page))
    name = "pay/year/country=DE"
    said = asked("explain", name, "--export", str(table), "--report", str(page))
    assert "in mine.json, data of 2026-10-28" in said
    assert "not as it is now" not in said
    assert asked("verify", str(page), "--export", str(table)) == ""
    for words in (("verify", str(page)), ("explain", name, "--report", str(page))):
        with pytest.raises(InputError, match=r"was made of jobs\.csv with --export; give the file"):
            cli([*words, "--sample"], standalone_mode=False)


def test_a_report_of_a_file_asks_for_the_file_where_there_is_no_store(asked, tmp_path, monkeypatch):
    asked("export", "--country", "DE", "-o", str(tmp_path / "jobs.csv"))
    monkeypatch.chdir(tmp_path)
    cli(["report", "--export", "jobs.csv", "-o", "germany.html"], standalone_mode=False)
    for words in (["verify"], ["explain", "pay/year/country=DE", "--report"]):
        with pytest.raises(InputError, match=r"germany\.html: .* was made of jobs\.csv with"):
            cli([*words, "germany.html"], standalone_mode=False)


@pytest.mark.parametrize("command", ["report", "compare"])
def test_search_words_choose_among_the_rows_of_a_file(asked, tmp_path, command):
    table, page = tmp_path / "jobs.csv", tmp_path / "berlin.html"
    asked("export", "--country", "DE", "-o", str(table))
    roles = ("Data Scientist", "Data Analyst") if command == "compare" else ()
    asked(command, *roles, "--export", str(table), "--city", "Berlin", "-o", str(page))
    feed = json.loads(page.with_suffix(".json").read_text())
    assert feed["filters"] == {"country": ["DE"], "city": ["Berlin"]}
    assert "city: Berlin" in page.read_text(encoding="utf-8")
    if command == "report":
        name = "pay/year/city=Berlin/country=DE"
        said = asked("explain", name, "--export", str(table), "--report", str(page))
        assert "in berlin.json" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("120k USD", *AUTUMN), "go with the id of a cell"),
        ((POSTING, "--role", "Data Analyst"), "go with the id of a cell"),
        (("pay/year/country=US", *AUTUMN, "--report", "s.html"), "has its own search words"),
        (
            ("pay/year/country=MX", "--report", "s.html"),
            "s.html: has no figure pay/year/country=MX",
        ),
    ],
)
def test_words_that_no_cell_is_asked_with_are_refused(sampled, monkeypatch, words, said):
    monkeypatch.chdir(sampled)
    page = "data/sample/reports/sample-salaries.html"
    words = [page if word == "s.html" else word for word in words]
    with pytest.raises((UsageError, InputError, ClickUsageError)) as error:
        cli(["explain", *words, "--sample"], standalone_mode=False)
    assert said.replace("s.html", page) in str(error.value)


def test_the_command_warns_of_a_pay_filter(sampled, monkeypatch, tmp_path):
    monkeypatch.chdir(sampled)
    words = ["report", "--sample", "--min-pay", "150k", "-o", str(tmp_path / "s.html")]
    said = CliRunner().invoke(cli, words, catch_exceptions=False).stderr
    assert "warning: jobs were chosen by their pay" in said
    said = CliRunner().invoke(cli, ["jobs", "--country", "DE", "--min-pay", "110k"]).stderr
    assert "their pay reaches 110,000 US dollars a year" in said


def explained(*words):
    return CliRunner().invoke(
        cli, ["explain", *words, "--trace", "--sample"], catch_exceptions=False
    )


def test_a_stored_posting_is_traced_word_by_word(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    lines = explained(POSTING).stdout.splitlines()
    assert any("title/board_levels.csv:" in line for line in lines), "the board's own words"
    assert any("pay/pay_scales.csv:" in line for line in lines), "its pay"
    assert any(line.startswith("city") and "Galveston" in line for line in lines), "what is read"


def test_its_json_has_words_and_tokens_of_pay(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    told = json.loads(explained(POSTING, "--json").stdout)
    assert told["posting"]["posting_id"] == POSTING
    assert "title" in told["words"]
    assert "1111111" in json.dumps(told["trace"])


def test_an_unknown_id_is_no_text_to_trace(sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    with pytest.raises(InputError, match="no such id: the store has no posting 5e4dfeb61d9e90a9"):
        explained("5e4dfeb61d9e90a9")
