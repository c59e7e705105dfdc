"""A source that is empty, closed, or shows something else: nothing is closed, the export stays.

Each case runs the real crawl of each kind of source, on a store that knows 500 open postings of it
and six healthy runs.
"""

import re

import pytest

from tests.support.proofs import few
from tests.whole.conftest import KINDS

LOGIN = "<html><body><form action='/login'><input type='password' name='p'></form></body></html>"
MOMENT = (
    "<html><head><title>Just a moment...</title></head><body>"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script></body></html>"
)
RENAMED = {
    "lever": ('"text":', '"heading":'),
    "personio": ("position>", "opening>"),
    "careers": ('"JobPosting"', '"WorkOffer"'),
}


def show_none(site, _kind):
    site.jobs = []


def show_login(site, _kind):
    site.answer = (LOGIN, 200, {"Content-Type": "text/html"})


def show_challenge(site, _kind):
    site.answer = (MOMENT, 200, {"Content-Type": "text/html"})


def show_a_part(site, _kind):
    site.jobs = site.jobs[:150]


def show_a_list(site, _kind):
    site.answer = ("[]", 200, {"Content-Type": "application/json"})


def rename(site, kind):
    site.rename = lambda text: text.replace(*RENAMED[kind])


def break_page_two(site, kind):
    pages = range(5) if kind == "personio" else (1,)  # a feed has no second page
    site.broken = frozenset(pages)


def close_by_robots(site, _kind):
    site.robots = (200, "User-agent: *\nDisallow: /\n")


# What the source's state is then, for each kind, and what the message says.
CASES = [
    (show_none, ("empty", "empty", "empty"), "lists nothing"),
    (show_login, ("failed", "failed", "empty"), ""),
    (show_challenge, ("blocked", "blocked", "blocked"), "challenge"),
    (show_a_part, ("held", "held", "held"), "150 postings seen; the median of its last 5 healthy"),
    (show_a_list, ("empty", "failed", "empty"), ""),
    (rename, ("partial", "empty", "empty"), ""),
    (break_page_two, ("partial", "failed", "partial"), "http_500"),
    (close_by_robots, ("blocked", "blocked", "blocked"), "robots"),
]


@pytest.mark.parametrize("kind", few(KINDS))
def test_a_healthy_run_closes_what_the_last_one_lacked_too(healthy, kind):
    healthy.site.jobs = healthy.site.jobs[:-5]
    assert healthy.run(kind).exit_code == 0
    assert healthy.count("posting_life where status = 'closed'") == 5


def test_a_board_that_fails_keeps_its_postings_and_the_others_are_published(healthy):
    before = healthy.export()
    healthy.site.broken = frozenset({1})
    outcome = healthy.run("personio")
    assert (outcome.exit_code, outcome.failed) == (3, [])
    assert healthy.count("posting_life where status = 'open'") == 1500
    assert len(healthy.export().splitlines()) == len(before.splitlines())


# Each case of each kind of source; `make test` takes the first.
TRIALS = [
    pytest.param(*case, kind, id=f"{case[0].__name__}-{kind}") for case in CASES for kind in KINDS
]


@pytest.mark.parametrize(("breaks", "states", "says", "kind"), few(TRIALS))
def test_nothing_is_closed_and_the_export_stays(healthy, kind, breaks, states, says):
    before = healthy.export()
    breaks(healthy.site, kind)

    outcome = healthy.run(kind)

    (now,) = healthy.rows("select * from source_run order by at desc, run_id desc limit 1")
    assert (now["source"], now["state"]) == (kind, states[KINDS.index(kind)])
    assert outcome.exit_code != 0
    assert healthy.count("posting_life where status = 'open'") == 1500
    assert healthy.count("status_change") == 1500
    assert healthy.export() == before
    told = outcome.failed + outcome.held
    assert len(told) == 1, "one clear message"
    assert told[0].startswith(f"{kind}: ")
    assert says in told[0]
    assert told[0] in str(now["message"])


# What moves in the pages of each kind of source, and the gate that says so.
MOVED = [
    ("lever", '"location":', '"place":', "location_share"),
    ("lever", '"salaryRange":', '"payRange":', "pay_share"),
    ("lever", r'"salaryRange": \{.*?\}', '"salaryRange": {}', "pay_share"),
    ("personio", "<office>.*?</office>", "", "location_share"),
    ("personio", "salaryInformation>", "salaryInfo>", "pay_share"),
    ("personio", "<(salaryInformation)>.*?</salaryInformation>", r"<\1/>", "pay_share"),
    ("careers", '"datePosted": ".*?",', "", "posted_on_share"),
    ("careers", '"baseSalary":', '"pay":', "pay_share"),
    ("careers", r'"baseSalary": \{.*?\}\}', '"baseSalary": {}', "pay_share"),
]


@pytest.mark.parametrize(("kind", "there", "then", "gate"), few(MOVED))
def test_a_field_that_moved_holds_the_first_run_that_lacks_it(healthy, kind, there, then, gate):
    before = healthy.export()
    healthy.site.rename = lambda text: re.sub(there, then, text)

    outcome = healthy.run(kind)

    assert (outcome.exit_code, outcome.failed) == (4, [])
    fell = f"{kind}: {gate} is 0% of 500 postings seen; the median of its last 5 healthy runs is"
    assert [words for words in outcome.held if words.startswith(fell)]
    assert all(words.startswith(f"{kind}: {gate} is 0") for words in outcome.held)
    assert healthy.count("posting_life where status = 'open'") == 1500
    assert healthy.export() == before
