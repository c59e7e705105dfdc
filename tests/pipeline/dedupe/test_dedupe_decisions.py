"""The exact keys: which rule they name, and how sure they are beside the rows of same_job.csv."""

import pytest

from pipeline.dedupe.compare import relation
from pipeline.dedupe.rules import Decision, decide, judge, rules, why

LINK = "https://boards.greenhouse.io/northmoor/jobs/4510010007"
APPLY = {
    "url": "https://feed.example/1",
    "extra": {"apply": "https://n.example/j?gh_jid=4510010007"},
}
LISTED = {"source": "greenhouse", "board": "northmoor"}
NUMBERED = {"source": "greenhouse", "extra": {"requisition_id": "R-2041"}}
OTHERWISE = {"source": "greenhouse", "board": "two", "extra": {"requisition_id": "R-2042"}}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (LISTED, LISTED, Decision(False, "listing", 0)),
        (NUMBERED, NUMBERED | {"board": "two"}, Decision(True, "requisition", 0)),
        (NUMBERED, OTHERWISE, Decision(False, "other_requisition", 0)),
        ({"source": "ats", "url": LINK}, APPLY, Decision(True, "address", 1)),
        (
            {"title": "Office Cook"},
            {"title": "Data Scientist", "company": "Elsewhere"},
            Decision(None, "", 0),
        ),
    ],
)
def test_an_exact_key_names_its_rule_and_how_sure_it_is(met, one, other, verdict):
    assert judge(met("1", **one), met("2", **other)) == verdict


@pytest.mark.parametrize(
    "more", [{"title": "Lead Data Scientist"}, {"title": "Data Analyst"}, {"source": "ats"}]
)
def test_one_address_of_two_levels_two_titles_or_one_board_says_nothing(met, more):
    ats = met("1", source="ats", url=LINK)
    assert judge(ats, met("2", **(APPLY | more))).rule != "address"


def test_rows_are_less_sure_than_any_exact_key_and_the_first_is_the_surest(met):
    ad = {"salary": "£60,000 - £80,000"}
    one, two = met("1", **ad), met("2", **ad)
    verdict = judge(one, two)
    assert verdict == decide(relation(one, two))
    assert verdict.rank == 2 + [rule.rule for rule in rules()].index(verdict.rule)


def test_each_exact_key_that_finds_one_job_says_why():
    assert why("requisition") == "the same employer and number of the opening"
    assert why("address") == "the same place to apply"
    assert why("no such rule") == "no such rule"
