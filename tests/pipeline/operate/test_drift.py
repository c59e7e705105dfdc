"""Drift of a source's figures: the limits, and the whole way through judge."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from models.run import SourceRun
from models.vocab import RunState
from pipeline.operate.drift import flag_drift, pay_drift
from pipeline.store.db.database import open_store
from pipeline.store.runs.source_pay import keep_pay, pay_kept


def pay(count, amount=100_000, role="Data Engineer"):
    return {(f"e{n}", role, "", "DE", "EUR"): Decimal(amount) for n in range(count)}


@pytest.mark.parametrize(
    ("employers", "now", "held"),
    [
        (10, 103_000, False),
        (10, 103_001, True),
        (10, 96_999, True),
        (10, 97_000, False),
        (9, 200_000, False),
    ],
)
def test_the_same_employers_pay_may_move_by_three_percent(employers, now, held):
    assert bool(pay_drift("lever", pay(employers), pay(employers, now))) == held


def test_an_employer_weighs_one_however_many_cells_it_has():
    before, now = pay(10), pay(10)
    for n in range(1000):
        cell = ("big", f"role {n}", "", "DE", "EUR")
        before[cell], now[cell] = Decimal(100_000), Decimal(150_000)
    assert pay_drift("lever", before, now) == []


def test_other_employers_and_cells_say_nothing():
    assert pay_drift("lever", pay(20), pay(20, 200_000, role="Data Scientist")) == []
    assert pay_drift("lever", {}, pay(20)) == []


def test_the_message_says_how_much_and_of_how_many():
    (said,) = pay_drift("lever", pay(12), pay(12, 110_000))
    assert said.startswith("lever: the same 12 employers' pay for the same roles is +10.0% against")


def run(flagged, paid=100, state=RunState.HEALTHY):
    at = datetime(2026, 12, 1, tzinfo=UTC)
    counts = {"postings": paid, "pay": paid, "flagged": flagged}
    return SourceRun(run_id="r", source="lever", at=at, state=state, **counts)


@pytest.mark.parametrize(
    ("before", "now", "held"),
    [
        ([10], run(15), False),
        ([10], run(16), True),
        ([10], run(4), True),
        ([10, 10, 30], run(15), False),
        ([None], run(90), False),
        ([], run(90), False),
        ([10], run(None), False),
        ([1], run(3, paid=20), False),
        ([10], run(30, paid=200), False),
        ([0], run(5, paid=50), False),
    ],
)
def test_the_flagged_share_may_move_by_five_points(before, now, held):
    assert len(flag_drift(now, [run(flagged) for flagged in before])) == held


def test_pay_is_kept_as_it_was_and_replaced_whole(database_url):
    store = open_store(database_url)
    keep_pay(store, "lever", pay(3, "81234.5"))
    keep_pay(store, "ashby", pay(1))
    assert pay_kept(store, "lever") == pay(3, "81234.5")
    keep_pay(store, "lever", pay(2))
    assert pay_kept(store, "lever") == pay(2)
    assert pay_kept(store, "ashby") == pay(1)
