"""Texts written anew, told to be one opening by the sum of the facts that both share."""

import pytest

from pipeline.dedupe.compare import relation
from pipeline.dedupe.rules import decide, judge
from pipeline.dedupe.weighing import ENOUGH, points

OWN = (
    "Saltmarsh Tides tells councils which coastal road to close before the sea comes. As our "
    "engineer you take over alerting, the system that sends messages to 160,000 residents. It is "
    "written in Elixir on Postgres, and the tide model beside it is Rust. You have run a service "
    "that must not fail, you care about tests, and you come to the harbour office twice a week."
)
THREAD = (
    "Saltmarsh Tides | Alerting Engineer | We predict when the coast floods so that nobody drives "
    "into it, and councils pay us for that. You would own the service that messages 160,000 people "
    "before the tide is at their road; it must not fail. Elixir, Rust. Hybrid with two days in "
    "the harbour office. No puzzles: tests are an afternoon of pairing, paid, with an engineer."
)
AD = {
    "company": "Saltmarsh Tides", "title": "Alerting Engineer", "salary": "£75,000 - £95,000",
    "location": "Bristol, United Kingdom", "description_html": OWN,
}  # fmt: skip
HN = {"source": "hackernews", "title": "Founding Alerting Engineer", "description_html": THREAD}


def verdict(met, **changes):
    return judge(met("1", **AD), met("2", **(AD | HN | changes)))


def test_facts_that_outweigh_what_differs_are_one_job(met):
    found = verdict(met)
    assert (found.same, found.rule) == (True, "weighed")


@pytest.mark.parametrize(
    "changes",
    [
        {"salary": ""},  # two ads of one employer share its names
        {"salary": "£50,000 - £60,000"},
        {"location": "York, United Kingdom"},
        {"title": "Harbour Accountant"},
        {"source": "board"},
        {"description_html": THREAD.replace("Elixir", "Go").replace("160,000", "400")},
    ],
)  # fmt: skip
def test_fewer_facts_are_two_jobs(met, changes):
    assert not verdict(met, **changes).same


def test_no_fact_is_enough_alone():
    assert max(points().values()) < ENOUGH


def test_the_rows_come_before_the_points(met):
    one, two = met("1", **AD), met("2", **AD | {"source": "feed"})
    assert judge(one, two) == decide(relation(one, two))
