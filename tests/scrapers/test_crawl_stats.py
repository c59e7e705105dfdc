import json
from datetime import UTC, datetime, timedelta

import pytest

from models.raw import PayField, RawPosting
from models.vocab import RunState
from scrapers.board_stats import BoardStats
from scrapers.crawl_stats import CrawlStats

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def board(**counts):
    return BoardStats("acme", **counts)


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (board(asked=1, answered=1, responses=1, kept=3), RunState.COMPLETE),
        (board(asked=1, answered=1, responses=1), RunState.EMPTY),
        (board(), RunState.FAILED),
        (board(asked=1, answered=0), RunState.FAILED),
        (board(asked=1, answered=1, responses=1, errors=1), RunState.FAILED),
        (board(asked=1, answered=1, responses=1, errors=1, blocked=1), RunState.BLOCKED),
        (board(asked=2, answered=2, responses=2, kept=3, errors=1), RunState.PARTIAL),
        (board(asked=2, answered=2, responses=2, kept=3, errors=1, blocked=1), RunState.PARTIAL),
        (board(asked=2, answered=1, responses=1, kept=3), RunState.PARTIAL),
        (board(asked=1, answered=1, responses=1, kept=3, quarantined=1), RunState.COMPLETE),
        (board(asked=1, answered=1, responses=1, quarantined=3), RunState.PARTIAL),
        (
            board(asked=1, answered=1, responses=1, kept=3, narrowed={"stopped": None}),
            RunState.PARTIAL,
        ),
        (
            board(asked=1, answered=1, responses=1, kept=3, claimed=3, keys={"1", "2", "2b"}),
            RunState.COMPLETE,
        ),
        (
            board(asked=1, answered=1, responses=1, kept=3, claimed=3, keys={"1", "2"}),
            RunState.PARTIAL,
        ),
        (  # one was refused by its title, and one of the three never came
            board(
                asked=1,
                answered=1,
                responses=1,
                kept=1,
                quarantined=1,
                keyed=1,
                claimed=3,
                keys={"1", "2"},
            ),
            RunState.PARTIAL,
        ),
    ],
)
def test_the_state_of_a_board(made, state):
    assert made.state() == state
    if made.quarantined and made.state() is RunState.COMPLETE:
        assert made.message() == "1 record refused"
    elif state in (RunState.COMPLETE, RunState.EMPTY):
        assert made.message() is None
    else:
        assert made.message() or made.errors


def test_a_board_of_which_all_is_ruled_out_is_complete():
    made = board(asked=1, answered=1, responses=1)
    made.rule_out("unlisted")
    assert made.state() == RunState.COMPLETE


def test_times_are_those_of_the_first_and_last_response():
    made = board()
    for minutes in (3, 1, 2):
        made.received(AT + timedelta(minutes=minutes))
    made.received(None)
    assert (made.first, made.last) == (AT + timedelta(minutes=1), AT + timedelta(minutes=3))
    assert made.responses == 4


def test_messages_are_said_once_and_not_without_end():
    made = board()
    for number in [1, 1, 2, 3, 4, 5]:
        made.error(f"page {number}")
    assert made.errors == 6
    assert made.message() == "page 1; page 2; page 3; and 2 more"


def test_a_row_balances():
    stats = CrawlStats()
    board = stats.board("acme")
    board.asked = board.answered = 2
    board.received(AT)
    board.kept = 6
    board.stored.update(new=3, changed=2, unchanged=1)
    board.rule_out("unlisted")
    board.rule_out("prospect")
    stats.refuse("acme", "missing_title", "title is empty", "https://a.example/", {})
    (row,) = stats.rows("r1", "ashby", AT - timedelta(hours=1), done=True)
    assert (row.seen, row.new, row.changed, row.unchanged) == (9, 3, 2, 1)
    assert (row.quarantined, row.ruled_out) == (1, 2)
    assert (row.started_at, row.finished_at, row.state) == (AT, AT, RunState.COMPLETE)
    stats.check_balance()
    assert not stats.failure


def test_a_row_of_a_crawl_that_goes_on():
    stats = CrawlStats()
    stats.board("acme")
    (row,) = stats.rows("r1", "ashby", AT, done=False)
    assert (row.state, row.started_at, row.finished_at, row.message) == (
        RunState.RUNNING,
        AT,
        None,
        None,
    )


def test_a_store_that_lost_a_posting_fails_the_crawl():
    stats = CrawlStats()
    board = stats.board("acme")
    board.received(AT)
    board.kept = 6
    board.stored.update(new=3, changed=2, unchanged=0)
    stats.check_balance()
    (row,) = stats.rows("r1", "ashby", AT, done=True)
    assert row.state == RunState.FAILED
    assert row.message == "acme: the store accounts for 5 of 6 postings"


def test_the_first_failure_stays():
    stats = CrawlStats()
    stats.fail("one")
    stats.fail("two")
    assert stats.failure == "one"


def test_refused_records_are_kept_whole_and_numbered():
    stats = CrawlStats()
    posting = RawPosting(
        source="ashby",
        source_key="",
        url="",
        title="",
        salary_fields=(PayField(min="1"),),
        extra={"a": {1: "\ud800"}},
        fetched_at=AT,
    )
    stats.refuse("acme", "missing_title", "title is empty", "https://a.example/1", posting)
    first = stats.take_refusals("r1", "ashby")
    stats.refuse("acme", "unreadable_record", "KeyError: 'id'", "https://a.example/2", ["x"])
    second = stats.take_refusals("r1", "ashby")
    assert [(q.n, q.board, q.reason) for q in first + second] == [
        (0, "acme", "missing_title"),
        (1, "acme", "unreadable_record"),
    ]
    record = json.loads(first[0].record)
    assert record["salary_fields"][0]["min"] == "1"
    first[0].record.encode()  # a database can hold it
    assert stats.board("acme").quarantined == 2
    assert stats.take_refusals("r1", "ashby") == []
