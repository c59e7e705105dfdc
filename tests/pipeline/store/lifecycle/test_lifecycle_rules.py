"""A posting's life: the whole table of cases, and a small reference that must agree."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.posting_life import PostingLife
from models.vocab import PostingStatus, Reason, RunState
from pipeline.store.lifecycle.rules import APART, Saw, Sight, holds, opened, seen, settle


def see(life, *at):
    """Return the life of a posting that was seen at these times, too."""
    before = Sight(life.first_seen, life.last_seen, life.content_hash)
    return replace(life, **seen(before, at, "h")._asdict())


P, R, S = PostingStatus, Reason, RunState
AT = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
YESTERDAY, TODAY = date(2026, 2, 28), date(2026, 3, 1)

OPEN = PostingLife(
    posting_id="p", first_seen=AT - 9 * DAY, last_seen=AT - 2 * DAY,
    content_hash="h", status_at=AT - 9 * DAY,
)  # fmt: skip
MISSED = replace(OPEN, absent_since=AT - DAY)
MISSED_LATELY = replace(OPEN, absent_since=AT - timedelta(hours=19, minutes=59))
SEEN = replace(MISSED, last_seen=AT)
GONE = replace(OPEN, gone_at=AT)
CLOSED = replace(OPEN, status=P.CLOSED, status_at=AT - DAY, closed_on=YESTERDAY, status_changes=2)
EXPIRED = replace(CLOSED, status=P.EXPIRED)

STATES = (S.HEALTHY, S.PARTIAL, S.FAILED, S.HELD)
# What the run saw of the posting, then what comes of it by the state of the posting's board.
CASES = {
    "seen": (SEEN, None, (None, None, None, None)),
    "absent once": (OPEN, None, (None, None, None, None)),
    "absent again too soon": (MISSED_LATELY, None, (None, None, None, None)),
    "absent again": (MISSED, None, (R.ABSENT, None, None, None)),
    "its page is gone": (GONE, None, (R.GONE, R.GONE, R.GONE, None)),
    "its own date is over": (OPEN, YESTERDAY, (R.OWN_DATE, R.OWN_DATE, R.OWN_DATE, None)),
}
TABLE = [
    (what, state, life, closes_on, reason)
    for what, (life, closes_on, reasons) in CASES.items()
    for state, reason in zip(STATES, reasons, strict=True)
]
SAID = {None: P.OPEN, R.ABSENT: P.CLOSED, R.GONE: P.CLOSED, R.OWN_DATE: P.EXPIRED}


@pytest.mark.parametrize(("what", "state", "life", "closes_on", "reason"), TABLE)
def test_an_open_posting_is_closed_by_proof_only(what, state, life, closes_on, reason):
    after, why = settle(life, Saw(AT, state, True, closes_on))
    assert (after.status, why) == (SAID[reason], reason), what
    assert after.closed_on == (None if reason is None else TODAY)
    assert after.status_changes == life.status_changes + (reason is not None)
    assert (after.first_seen, after.last_seen) == (life.first_seen, life.last_seen)


def test_a_source_may_set_how_far_apart_the_two_runs_are():
    """A test site may have no time at all; one run that lacks a posting never closes it."""
    for life, reason in ((OPEN, None), (MISSED_LATELY, R.ABSENT)):
        assert settle(life, Saw(AT, S.HEALTHY, apart=timedelta()))[1] is reason
    assert settle(MISSED, Saw(AT, S.HEALTHY, apart=timedelta(hours=48))) == (MISSED, None)


def test_all_states_a_board_can_be_in_but_healthy_close_nothing_by_silence():
    for state in set(RunState) - {S.HEALTHY}:
        assert settle(MISSED, Saw(AT, state)) == (MISSED, None)


def test_an_older_archive_moves_the_first_sight_back_and_nothing_else():
    known = Sight(AT - DAY, AT, "h", AT)
    assert seen(known, [AT - 3 * DAY], None) == Sight(AT - 3 * DAY, AT, "h", AT)
    assert seen(known, [AT + DAY, AT + 2 * DAY], "i") == Sight(AT - DAY, AT + 2 * DAY, "i")
    assert seen(None, [AT, AT - DAY], None) == Sight(AT - DAY, AT, "")


def test_what_was_last_seen_when_it_was_closed_stays_closed():
    there = replace(CLOSED, last_seen=CLOSED.status_at)
    assert settle(there, Saw(AT, S.HEALTHY)) == (there, None)


def test_a_source_that_lists_a_part_closes_nothing_by_silence():
    assert settle(MISSED, Saw(AT, S.HEALTHY, lists_all=False)) == (MISSED, None)
    over = Saw(AT, S.HEALTHY, lists_all=False, closes_on=YESTERDAY)
    assert settle(MISSED, over)[1] is R.OWN_DATE


def test_the_first_silence_is_noted_and_being_seen_takes_it_back():
    noted, _ = settle(OPEN, Saw(AT, S.HEALTHY))
    assert noted == replace(OPEN, absent_since=AT)
    assert settle(see(noted, AT + DAY), Saw(AT + DAY, S.HEALTHY))[0].absent_since is None


def test_a_silence_in_between_does_not_start_the_count_anew():
    life, why = settle(MISSED_LATELY, Saw(AT, S.HEALTHY))
    assert (life, why) == (MISSED_LATELY, None)
    assert settle(life, Saw(AT + timedelta(minutes=1), S.HEALTHY))[1] is R.ABSENT


@pytest.mark.parametrize(("closes_on", "status"), [(TODAY, P.OPEN), (YESTERDAY, P.EXPIRED)])
def test_the_day_it_closes_on_is_its_last(closes_on, status):
    assert settle(OPEN, Saw(AT, S.HEALTHY, True, closes_on))[0].status is status


@pytest.mark.parametrize("ended", [CLOSED, EXPIRED])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("closes_on", "back"), [(None, True), (TODAY, True), (YESTERDAY, False)])
def test_what_is_seen_again_opens_again_unless_its_own_date_is_over(ended, state, closes_on, back):
    life = see(ended, AT)
    after, why = settle(life, Saw(AT, state, True, closes_on))
    assert (after.status, why) == ((P.OPEN, R.SEEN) if back else (ended.status, None))
    if back:
        assert (after.closed_on, after.status_changes) == (None, 3)
        assert (after.first_seen, after.status_at) == (ended.first_seen, AT)


@pytest.mark.parametrize("ended", [CLOSED, EXPIRED])
def test_what_ended_stays_so_while_nobody_sees_it(ended):
    assert settle(ended, Saw(AT + 9 * DAY, S.HEALTHY)) == (ended, None)


def test_an_older_archive_neither_opens_nor_closes():
    old = [AT - 20 * DAY]
    life = see(CLOSED, *old)
    assert life == replace(CLOSED, first_seen=old[0])
    assert settle(life, Saw(old[0], S.HEALTHY)) == (life, None)
    assert settle(OPEN, Saw(old[0], S.HEALTHY)) == (OPEN, None), "it was seen later"


def test_a_page_that_was_seen_after_it_was_gone_is_there():
    assert settle(replace(GONE, last_seen=AT + DAY), Saw(AT + DAY, S.HEALTHY))[1] is None


@pytest.mark.parametrize("jump", [-DAY, -400 * DAY])
def test_a_clock_that_jumps_back_closes_nothing_and_no_time_runs_backwards(jump):
    assert settle(MISSED, Saw(AT + jump, S.HEALTHY))[1] is None
    after, _ = settle(replace(GONE, last_seen=AT - DAY), Saw(AT + jump, S.HEALTHY))
    assert after.status is P.CLOSED
    assert after.status_at >= after.last_seen


@pytest.mark.parametrize(
    ("closing", "of", "held"),
    [(5, 5, False), (6, 30, False), (6, 29, True), (100, 500, False), (101, 500, True)],
)
def test_more_than_a_fifth_and_more_than_five_are_held(closing, of, held):
    assert holds(closing, of) is held


class Lives(RuleBasedStateMachine):
    """Runs of all kinds, against a reference that keeps every run in a list and asks it anew."""

    @initialize(closes=st.none() | st.integers(1, 12))
    def begin(self, closes):
        self.now = AT
        self.closes_on = closes and (AT + closes * DAY).date()
        self.life = opened("p", seen(None, [AT], "h"))
        self.first = AT
        self.missed: list[datetime] = []  # healthy runs without it, since it was last seen
        self.open, self.turns = True, 1

    def step(self, hours, state, *, there, gone=False):
        self.now += timedelta(hours=hours)
        if there:
            self.life = see(self.life, self.now + timedelta(seconds=1))
        if gone:
            self.life = replace(self.life, gone_at=self.now + timedelta(seconds=1))
        self.life, _ = settle(self.life, Saw(self.now, state, True, self.closes_on))
        self.expect(state, there=there, gone=gone)

    def expect(self, state, *, there, gone):
        over = self.closes_on is not None and self.closes_on < self.now.date()
        if there:
            self.missed = []
        elif state is S.HEALTHY:
            self.missed.append(self.now)
        waited = any(late - early >= APART for early in self.missed for late in self.missed)
        if self.open:
            proof = state is not S.HELD and (gone or over)
            silence = state is S.HEALTHY and not there and waited
            turned = proof or silence
        else:
            turned = there and not over
        if turned:
            self.open, self.turns, self.missed = not self.open, self.turns + 1, []

    @rule(hours=st.integers(1, 50), state=st.sampled_from(STATES))
    def run_that_sees_it(self, hours, state):
        self.step(hours, state, there=True)

    @rule(hours=st.integers(1, 50), state=st.sampled_from(STATES))
    def run_that_lacks_it(self, hours, state):
        self.step(hours, state, there=False)

    @rule(hours=st.integers(1, 50), state=st.sampled_from((S.HEALTHY, S.PARTIAL, S.FAILED)))
    def run_that_finds_its_page_gone(self, hours, state):
        self.step(hours, state, there=False, gone=True)

    @invariant()
    def agrees(self):
        assert (self.life.status is P.OPEN) is self.open
        assert self.life.status_changes == self.turns
        assert self.life.first_seen == self.first
        assert (self.life.closed_on is None) is self.open


TestLives = Lives.TestCase
