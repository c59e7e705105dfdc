"""Gates: bounds of sources/NAME.toml, and a source against its own last healthy runs."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from models.run import SourceRun
from models.vocab import RunState
from pipeline.operate import gates
from pipeline.operate.gates import check
from pipeline.rules.rows.sources import Expectation, Measure
from pipeline.rules.sources import all_sources, expectations

AT = datetime(2026, 3, 1, tzinfo=UTC)
FULL = {"pay": 50, "location": 100, "role": 90, "company": 100, "posted_on": 100}


def came(postings=100, n=0, **counts):
    at, scale = AT + timedelta(days=n), postings / 100
    said = {name: int(count * scale) for name, count in FULL.items()} | counts
    return SourceRun(
        run_id=f"r{n}", source="ashby", at=at, state=RunState.HEALTHY, postings=postings, **said
    )


BEFORE = [came(n=n) for n in range(5)]


@pytest.fixture(autouse=True)
def bounds(monkeypatch):
    rows = [
        Expectation("ashby", Measure.POSTINGS, Decimal(10), Decimal(150), "Ten boards."),
        Expectation("ashby", Measure.LOCATION, Decimal("0.5"), None, "Nearly all have one."),
        Expectation("lever", Measure.POSTINGS, Decimal(10_000), None, "Another source's."),
    ]
    monkeypatch.setattr(gates, "expectations", lambda *_: rows)
    return rows


def said(now, before=(), *, whole=True, lists_all=True):
    found = check(now, before, whole=whole, lists_all=lists_all)
    return {name: getattr(found, name) for name in ("missed", "dropped", "warned")}


def test_a_source_as_it_always_was_passes():
    assert said(came(), BEFORE) == {"missed": [], "dropped": [], "warned": []}


@pytest.mark.parametrize(
    ("now", "kind", "words"),
    [
        (came(9), "missed", "ashby: postings is 9 of 9 .* at least 10 is expected: Ten boards"),
        (
            came(location=49),
            "missed",
            "location_share is 0.49 of 100 .* at least 0.5 .*sources/ashby.toml",
        ),
        (came(151), "warned", "postings is 151 .* at most 150"),
        (came(pay=0), "missed", 'pay_share is 0 of 100 .*ashby.toml: .*"pay_share", minimum = 0'),
        (came(role=0), "missed", "role_share is 0"),
        (came(company=0), "missed", "company_share is 0"),
    ],
)
def test_a_missed_bound_is_said_with_its_figures_and_what_to_do(now, kind, words):
    (found,) = said(now)[kind]
    assert re.search(words, found)


def test_no_field_at_all_is_chance_in_a_handful_and_fine_where_declared(bounds):
    assert said(came(19, pay=0))["missed"] == []
    assert len(said(came(20, pay=0))["missed"]) == 1
    bounds.append(Expectation("ashby", Measure.PAY, Decimal(0), None, "Few say."))
    assert said(came(20, pay=0))["missed"] == []


@pytest.mark.parametrize(
    ("now", "drops"),
    [
        (came(80), []),
        (came(79), ["79 postings seen; the median of its last 5 healthy runs is 100: less"]),
        (came(pay=31), []),
        (came(pay=30), ["pay_share is 30% of 100 postings seen; the median of its last 5"]),
        (came(posted_on=0), ["posted_on_share is 0%"]),
        (came(role=60, location=70), ["location_share is 70%", "role_share is 60%"]),
    ],
)
def test_a_fall_against_the_last_healthy_runs_is_a_drop(now, drops):
    found = said(now, BEFORE)["dropped"]
    assert len(found) == len(drops)
    for text, words in zip(found, drops, strict=True):
        assert words in text


@pytest.mark.parametrize(
    ("postings", "refused", "least", "held"),
    [
        (30, 1, None, False),
        (20, 5, None, False),
        (8, 2, None, False),
        (80, 20, None, False),
        (80, 21, None, True),
        (80, 21, "0.5", False),
        (40, 60, "0.5", True),
    ],
)
def test_a_source_of_which_much_is_refused_is_held(bounds, postings, refused, least, held):
    bounds[:] = [Expectation("ashby", gates.USABLE, Decimal(least), None, "Some.")] if least else []
    found = check(came(postings), [], whole=True, lists_all=True, refused=refused).missed
    assert bool(found) is held
    if held:
        assert f"{refused} of {postings + refused} records were refused" in found[0]


def test_one_odd_run_among_the_last_five_moves_no_median():
    assert said(came(), [*BEFORE[:3], came(1000), came(1000)])["dropped"] == []
    assert said(came(75), [came(n=n, postings=p) for n, p in enumerate((20, 100, 100))])["dropped"]


def test_few_postings_fall_by_chance():
    assert said(came(15), [came(20)])["dropped"] == []
    assert said(came(14), [came(20)])["dropped"] != []
    twenty = [came(20)]
    assert said(came(20, pay=5), twenty)["dropped"] == [], "25 points of 20 are 5 postings"
    assert said(came(20, pay=4), twenty)["dropped"] != []


def test_a_run_that_came_in_part_is_judged_by_its_shares_only():
    part = came(9, pay=9)
    assert said(part, BEFORE, whole=False) == {"missed": [], "dropped": [], "warned": []}
    assert said(came(60, pay=0), BEFORE, whole=False)["dropped"]


def test_a_window_has_more_or_fewer_postings_by_nature():
    assert said(came(20), BEFORE, lists_all=False)["dropped"] == []
    assert said(came(40, pay=4), BEFORE, lists_all=False)["dropped"] != []


def test_twice_the_usual_is_worth_a_warning(bounds):
    bounds.clear()
    assert said(came(200), BEFORE)["warned"] == []
    assert said(came(201), BEFORE)["warned"][0].endswith("is 100: more than twice as many")
    assert said(came(9), [came(4)])["warned"] == [], "five more are normal on any board"
    assert said(came(10), [came(4)])["warned"] != []


def test_the_rules_name_sources_and_measures_that_exist_once_each():
    rows = expectations()
    measures = {"postings", gates.USABLE, *(f"{name}_share" for name in gates.SHARES)}
    assert {row.measure for row in rows} <= measures
    assert {row.source for row in rows} <= set(all_sources())
    assert len({(row.source, row.measure) for row in rows}) == len(rows)
    assert all(row.why and (row.minimum, row.maximum) != (None, None) for row in rows)
    shares = [row for row in rows if row.measure != "postings"]
    assert all(0 <= (row.minimum or 0) <= (row.maximum or 1) <= 1 for row in shares)
