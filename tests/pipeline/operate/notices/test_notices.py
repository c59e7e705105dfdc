"""What a notice says, and when there is one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.run import SourceRun
from models.vocab import RunState as S
from pipeline.errors import StoreError
from pipeline.operate.notices.compose import failed_run, news_of
from pipeline.operate.notices.notice import Event, News, Notice


def run(state, postings=100, source="lever", message=None):
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return SourceRun(
        run_id="r", source=source, at=at, state=state, postings=postings, message=message
    )


def events(now, before=None, usual=None):
    was = {"lever": run(before)} if before else {}
    return [n.event for n in news_of([now], was, {"lever": usual} if usual else {})]


@pytest.mark.parametrize(
    ("before", "now", "heard"),
    [
        (None, S.HEALTHY, []),
        (S.HEALTHY, S.HEALTHY, []),
        (S.HEALTHY, S.PARTIAL, []),
        (S.HEALTHY, S.PART, []),
        (S.HEALTHY, S.BLOCKED, [Event.FAILURE]),
        (None, S.EMPTY, [Event.FAILURE]),
        (S.BLOCKED, S.FAILED, []),
        (S.HEALTHY, S.HELD, [Event.HOLD]),
        (S.BLOCKED, S.HELD, [Event.HOLD]),
        (S.HELD, S.HELD, []),
        (S.HELD, S.FAILED, [Event.FAILURE]),
        (S.HELD, S.HEALTHY, [Event.RECOVERY]),
        (S.ABORTED, S.PARTIAL, [Event.RECOVERY]),
    ],
)
def test_each_change_is_heard_once(before, now, heard):
    assert events(run(now), before) == heard


@pytest.mark.parametrize(
    ("usual", "now", "heard"),
    [(100, 119, []), (100, 120, [Event.CHANGE]), (100, 80, [Event.CHANGE]), (5, 8, [])],
)
def test_a_big_change_is_a_fifth_of_the_usual_postings(usual, now, heard):
    assert events(run(S.HEALTHY, now), S.HEALTHY, usual) == heard


def test_a_notice_says_how_many_postings_closed_and_opened():
    now = replace(run(S.HEALTHY, 80), closed=1200, opened=2)
    (recovery,) = news_of([now], {"lever": run(S.BLOCKED)}, {})
    assert recovery.what == (
        "lever is healthy again: 80 postings, 1,200 closed, 2 open again; it was blocked"
    )
    (change,) = news_of([now], {"lever": run(S.HEALTHY)}, {"lever": 100})
    assert change.what == "lever has 80 postings, 1,200 closed, 2 open again; usual are 100"


def test_a_notice_says_what_why_and_what_to_do():
    held = run(S.HELD, message="lever: pay_share is 0")
    notice = Notice("r1", news_of([held], {}, {}))
    assert notice.subject == "Payband: 1 hold (lever)"
    what, why, todo, run_id = notice.text.splitlines()
    assert what == "hold: lever is held: nothing is published, and none of its postings is closed"
    assert why == "  why: lever: pay_share is 0"
    assert todo.endswith("if it is really so: `payband run lever --accept-drop`")
    assert run_id == "run r1"
    assert notice.as_json["news"][0]["event"] == "hold"


def test_an_error_is_news_of_the_whole_run():
    notice = Notice("", (failed_run(StoreError("disk full"), 1),))
    assert notice.subject == "Payband: 1 failure"
    assert "why: disk full" in notice.text
    assert "payband doctor" in notice.text


def test_the_most_pressing_comes_first_and_a_long_list_is_cut():
    now = [run(S.HEALTHY, source="a"), *(run(S.FAILED, source=f"s{n}") for n in range(30))]
    notice = Notice("r", news_of(now, {"a": run(S.HELD, source="a")}, {}))
    assert [n.event for n in notice.news] == [Event.FAILURE] * 30 + [Event.RECOVERY]
    assert "and 11 more" in notice.text
    assert len(notice.subject) <= 200


def test_a_page_cannot_forge_lines_of_a_notice():
    news = News(Event.FAILURE, "lever", "x", "evil\nfailure: forged\x1b[31m", "")
    assert len(Notice("r", (news,)).text.splitlines()) == 3


def test_a_source_whose_records_were_all_refused_has_failed():
    refused = run(S.PARTIAL, postings=0)
    assert [n.event for n in news_of([refused], {"lever": run(S.HEALTHY)}, {})] == [Event.FAILURE]
    assert news_of([refused], {"lever": refused}, {}) == ()
    again = news_of([run(S.HEALTHY)], {"lever": refused}, {})
    assert [n.event for n in again] == [Event.RECOVERY]
