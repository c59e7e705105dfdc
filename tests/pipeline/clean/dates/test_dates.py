from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from models.raw import RawPosting
from pipeline.clean.dates import day as day_module
from pipeline.clean.dates.dates import dates
from pipeline.clean.dates.day import _read_once, read_day
from pipeline.clean.dates.order import DayOrder, shown_order
from pipeline.clean.stage import Job, Texts
from tests.support.rows import every_row

FETCHED = datetime(2026, 11, 20, 2, 30, 15, tzinfo=UTC)


@every_row(
    ("text", "day"),
    [
        ("2026-08-05", "2026-08-05"),
        ("2026-08-05T20:00:00-05:00", "2026-08-06"),
        ("2026-08-05T10:00:00.123Z", "2026-08-05"),
        ("2026-06-05T00:00:00.0000", "2026-06-05"),
        ("2026-06-05T00:00:00.1234567", "2026-06-05"),
        ("2026-08-05 10:10:39 UTC", "2026-08-05"),
        ("2026-08-13T06:25:53", "2026-08-13"),
        ("1754985600", "2025-08-12"),
        ("1754985600000", "2025-08-12"),
        ("20261101", "2026-11-01"),
        ("2026/3/4", "2026-03-04"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("04/04/2026", "2026-04-04"),
        ("03.04.2026", "2026-04-03"),
        ("Wed, 05 Aug 2026 10:10:39 +0000", "2026-08-05"),
        ("Wed, 05 Aug 2026 23:10:39 -0700", "2026-08-06"),
        ("Aug 5, 2026", "2026-08-05"),
        ("August 5th, 2026", "2026-08-05"),
        ("Dec. 6, 2023", "2023-12-06"),
        ("5. August 2026", "2026-08-05"),
        ("5 août 2026", "2026-08-05"),
        ("Posted on Aug 5, 2026", "2026-08-05"),
        ("Published: 2026-08-05", "2026-08-05"),
        ("Closing date: 30 Nov 2026", "2026-11-30"),
        ("6d ago", "2026-11-14"),
        ("Found 8h ago", "2026-11-19"),
        ("2 h ago", "2026-11-20"),
        ("3 days ago", "2026-11-17"),
        ("a week ago", "2026-11-13"),
        ("Published 3d ago", "2026-11-17"),
        ("2mo ago", "2026-09-20"),
        ("45 min ago", "2026-11-20"),
        ("today", "2026-11-20"),
        ("Posted Today", "2026-11-20"),
        ("Posted Yesterday", "2026-11-19"),
        ("Just posted", "2026-11-20"),
        ("vor 3 Tagen", "2026-11-17"),
        ("hace 5 días", "2026-11-15"),
        ("il y a 2 jours", "2026-11-18"),
        ("3 dni temu", "2026-11-17"),
    ],
)
def test_dates_of_job_boards(text, day):
    assert read_day(text, FETCHED) == date.fromisoformat(day)


@every_row(
    "text",
    [
        "",
        "12",
        "May",
        "Sat",
        "on",
        "2026",
        "May 2026",
        "Q1 2026",
        "12 2026",
        "16 Sep",
        "30+ days ago",
        "Posted 30+ Days Ago",
        "3 days",
        "in 3 days",
        "10 jobs",
        "Level 3 engineer",
        "page 3 of 10",
        "2026 12 jobs",
        "Monday 5, 2026",
        "2026 10:30 am",
        "ASAP",
        "Rolling",
        "03/04/2026",
        "2026-02-30",
        "31/02/2026",
        "0001-01-01",
        "9999-12-31",
        "9" * 40,
        "99999999999999",
        "2026-08-05" * 20,
    ],
)
def test_what_is_no_date_stays_none(text):
    assert read_day(text, FETCHED) is None


@pytest.mark.parametrize("text", ["2026-11-20T06:01:02+00:00", "2026-11-20 06:01", "1795154462"])
def test_texts_with_a_time_are_not_kept_each_is_another_one(text):
    before = _read_once.cache_info().currsize
    assert read_day(text) == date(2026, 11, 20)
    assert _read_once.cache_info().currsize == before


@every_row(
    "country, day",
    [
        ("US", date(2026, 3, 4)),
        ("gb", date(2026, 4, 3)),
        ("US; PH", date(2026, 3, 4)),
        ("US; CA", None),
        ("", None),
    ],
)
def test_the_country_decides_the_order_of_day_and_month(country, day):
    assert stage(posted="03/04/2026", country=country).values["posted_on"] == day


@every_row(
    "text, day_first, month_first",
    [
        ("03/04/2026", "2026-04-03", "2026-03-04"),
        ("3/4/2026 8:05:00 AM", "2026-04-03", "2026-03-04"),
        ("3-4-2026, 08:05", "2026-04-03", "2026-03-04"),
        ("Posted on 03/04/2026", "2026-04-03", "2026-03-04"),
        ("03/04/2026 10:30 CET", "2026-04-03", "2026-03-04"),
        ("Friday 03/04/2026", "2026-04-03", "2026-03-04"),
        ("13/04/2026 10:30 CET", "2026-04-13", "2026-04-13"),
        ("Fri 03.04.2026", "2026-04-03", "2026-04-03"),
    ],
)
def test_a_day_in_figures_is_read_in_the_known_order_only(text, day_first, month_first):
    same = day_first == month_first
    assert str(read_day(text, FETCHED, DayOrder.DAY_FIRST)) == day_first
    assert str(read_day(text, FETCHED, DayOrder.MONTH_FIRST)) == month_first
    for order in (None, DayOrder.MIXED, DayOrder.OPEN):
        assert str(read_day(text, FETCHED, order)) == (day_first if same else "None")


@every_row(
    "text, order",
    [
        ("13/09/2026", DayOrder.DAY_FIRST),
        ("9/13/2026 10:00", DayOrder.MONTH_FIRST),
        ("02-09-2026", DayOrder.OPEN),
        ("04/04/2026", None),
        ("13/13/2026", None),
        ("2026-09-02", None),
        ("2026/9/2", None),
        ("13.09.2026", None),
        ("2 Sep 2026", None),
        ("soon", None),
    ],
)
def test_a_text_shows_the_orders_in_which_it_can_be_read(text, order):
    assert shown_order(text) is order


def test_relative_dates_need_the_time_of_the_fetch():
    assert read_day("6d ago", None) is None
    assert read_day("vor 3 Tagen", None) is None
    assert read_day("Aug 5, 2026", None) == date(2026, 8, 5)


def test_relative_dates_are_reckoned_in_utc():
    tokyo = datetime(2026, 11, 20, 2, 30, tzinfo=timezone(timedelta(hours=9)))
    assert read_day("today", tokyo) == date(2026, 11, 19)


def test_usual_forms_never_reach_dateparser(monkeypatch):
    monkeypatch.setattr(day_module, "_parser", lambda: pytest.fail("dateparser was called"))
    for text in (
        "2024-08-07",
        "1754985601",
        "Wed, 07 Aug 2024 10:10:39 +0000",
        "7d ago",
        "25/11/2024",
    ):
        assert read_day(text, FETCHED)


def stage(**fields):
    raw = RawPosting(source="s", source_key="1", url="u", title="t", fetched_at=FETCHED, **fields)
    return dates(Job(raw, Texts()))


def test_the_stage_reads_both_days():
    reading = stage(posted="6d ago", closes="2026-12-01")
    assert reading.values == {"posted_on": date(2026, 11, 14), "closes_on": date(2026, 12, 1)}
    assert reading.issues == ()
    assert [(e.field, e.text) for e in reading.evidence] == [
        ("posted_on", "6d ago"),
        ("closes_on", "2026-12-01"),
    ]


def test_an_unread_date_is_an_issue_and_an_absent_one_is_not():
    reading = stage(posted="30+ days ago")
    assert reading.values == {"posted_on": None, "closes_on": None}
    assert [(d.code, d.field, d.raw_value) for d in reading.issues] == [
        ("date_unread", "posted_on", "30+ days ago")
    ]
    assert stage().issues == ()


def test_closing_before_posting_is_an_issue():
    reading = stage(posted="2026-11-10", closes="2026-11-09")
    assert [(d.code, d.field, d.raw_value) for d in reading.issues] == [
        ("date_order", "closes_on", "2026-11-09")
    ]
    assert stage(posted="2026-11-10", closes="2026-11-10").issues == ()


def undated(**fields):
    raw = RawPosting(source="s", source_key="1", url="u", title="t", **fields)
    return dates(Job(raw, Texts()))


@every_row(
    "text, country, why",
    [
        ("10/11/2026", "", "day or month first?"),
        ("yesterday", "", "--as-of DAY"),
        ("3 days ago", "", "--as-of DAY"),
        ("vor 3 Tagen", "", "--as-of DAY"),
        ("2026-02-30", "", "there is no such day"),
        ("31/11/2026", "DE", "there is no such day"),
        ("soon", "", ""),
    ],
)
def test_the_issue_says_why_a_date_was_not_read(text, country, why):
    [issue] = undated(posted=text, country=country).issues
    assert (issue.code, issue.raw_value) == ("date_unread", text)
    assert why in issue.detail
    assert bool(why) == bool(issue.detail)


@every_row(
    "posted, fetched, read",
    [
        ("2026-11-21", FETCHED, True),  # another time zone
        ("2026-11-22", FETCHED, False),
        ("2027-05-01", FETCHED, False),
        ("2035-05-01", None, False),
        ("2026-11-30", None, True),
    ],
)
def test_a_day_of_posting_in_the_future_is_an_issue_and_no_day(posted, fetched, read):
    reading = undated(posted=posted, fetched_at=fetched, closes="2036-01-01")
    assert bool(reading.values["posted_on"]) == read
    assert [issue.code for issue in reading.issues] == ([] if read else ["date_future"])
    assert reading.values["closes_on"] == date(2036, 1, 1)
