"""Postings that a crawl collected are stored and not cleaned: each command says so."""

import json
from pathlib import Path

ARCHIVE = Path(__file__).parents[4] / "tools/sample/founding/founding.warc.gz"
SAYS = "stored and not cleaned yet; next: payband clean --stale"


def test_each_command_says_that_postings_wait_to_be_cleaned(payband):
    crawled = payband("crawl", "greenhouse", "--replay", str(ARCHIVE))
    assert crawled.stderr.splitlines()[-1].endswith(SAYS)
    assert SAYS in payband("jobs").stderr
    assert SAYS in payband("export", "-o", "jobs.csv").stderr
    status = payband("status")
    assert SAYS in status.stdout
    assert "0 cleaned postings in the store" in status.stdout
    held = json.loads(payband("status", "--json").stdout)["store"]
    assert (held["postings"], held["uncleaned"] > 0) == (0, True)

    payband("clean", "--stale")
    for words in (["jobs"], ["status"], ["export", "-o", "jobs.csv"]):
        done = payband(*words)
        assert SAYS not in done.stdout + done.stderr
    held_now = json.loads(payband("status", "--json").stdout)["store"]
    assert (held_now["postings"], held_now["uncleaned"]) == (held["uncleaned"], 0)


def test_the_help_names_the_step_after_a_crawl(payband):
    assert "payband clean --stale" in payband("crawl", "--help").stdout
    assert "as after a crawl" in " ".join(payband("clean", "--help").stdout.split())
