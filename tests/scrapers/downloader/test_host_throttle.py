import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from scrapers.downloader.host_throttle import STRIKES, DeferredError, HostThrottle, seconds

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    async def sleep(self, wait):
        self.now += wait


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def courtesy(clock):
    return HostThrottle(5, 300, clock, clock.sleep)


def waited(courtesy, clock, host="a", pace=0.0):
    before = clock.now
    asyncio.run(courtesy.turn(host, pace))
    return clock.now - before


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("0", 0),
        ("1000000000", 1e9),
        ("9" * 400, 999999999999),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0),
        ("", None),
        ("-4", None),
        ("4.5", None),
        ("soon", None),
        ("٤", None),
        ("Wed, 99 Nov 2026 12:00:00 GMT", None),
    ],
)
def test_what_a_retry_after_asks_for(said, wait):
    assert seconds(said, NOW) == wait


@pytest.mark.parametrize(
    ("status", "said", "tries", "wait"),
    [
        (429, "4", 0, 4),
        (503, "120", 2, 120),
        (429, "0", 0, 0),
        (429, "", 0, 5),
        (429, "soon", 1, 10),
        (503, "", 2, 20),
        (500, "60", 0, 5),  # only a busy host may ask for time
        (200, "60", 0, 0),
        (404, "", 0, 0),
        (403, "", 0, 0),
    ],
)
def test_how_long_a_host_rests(courtesy, clock, status, said, tries, wait):
    assert waited(courtesy, clock) == 0
    courtesy.answered("a", status, said, tries)
    assert waited(courtesy, clock, "b") == 0
    assert waited(courtesy, clock) == wait


@pytest.mark.parametrize(("tries", "wait"), [(0, 5), (1, 10), (2, 20)])
def test_rests_grow_with_each_failure(courtesy, clock, tries, wait):
    waited(courtesy, clock)
    courtesy.failed("a", tries)
    assert waited(courtesy, clock) == wait


def test_the_longer_wait_stays(courtesy, clock):
    waited(courtesy, clock)
    courtesy.answered("a", 429, "60", 0)
    courtesy.failed("a", 0)
    assert waited(courtesy, clock) == 60


def test_a_host_that_asks_for_too_long_is_left_alone(courtesy, clock):
    waited(courtesy, clock)
    courtesy.answered("a", 429, "301", 0)
    with pytest.raises(DeferredError, match="a is left alone: it answered 429 and asks to wait"):
        waited(courtesy, clock)
    assert waited(courtesy, clock, "b") == 0


@pytest.mark.parametrize("pace", [300.5, 100000.0, 1e308, float("inf"), float("nan")])
def test_so_is_one_that_asks_for_too_long_a_delay(courtesy, clock, pace):
    with pytest.raises(DeferredError, match=r"a is left alone: its robots.txt asks for \S+ s bet"):
        waited(courtesy, clock, pace=pace)
    with pytest.raises(DeferredError):
        waited(courtesy, clock)
    assert waited(courtesy, clock, "b", 300.0) == 0


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_host_that_goes_on_refusing_is_left_alone(courtesy, clock, status):
    for _ in range(STRIKES - 1):
        waited(courtesy, clock)
        courtesy.answered("a", status, "0", 0)
    waited(courtesy, clock)
    courtesy.answered("a", 200, "", 0)  # refusals in a row count
    for _ in range(STRIKES):
        waited(courtesy, clock)
        courtesy.answered("a", status, "0", 0)
    with pytest.raises(DeferredError, match=f"it answered {status}, 5 refusals in a row"):
        waited(courtesy, clock)


def test_one_that_waits_hears_of_the_end(courtesy, clock):
    waited(courtesy, clock)
    courtesy.answered("a", 429, "10", 0)

    async def closing(wait):
        courtesy.hosts["a"].closed = "enough"

    courtesy.sleep = closing
    with pytest.raises(DeferredError, match="enough"):
        waited(courtesy, clock)


def test_a_crawl_delay_is_kept(courtesy, clock):
    assert waited(courtesy, clock, pace=30) == 0
    assert waited(courtesy, clock, pace=30) == 30
    clock.now += 12
    assert waited(courtesy, clock, pace=30) == 18
    assert waited(courtesy, clock) == 0
