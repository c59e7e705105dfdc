"""Decide when a host may be asked: Retry-After, Crawl-delay, rests after errors; when to stop."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy.exceptions import IgnoreRequest

BUSY = (429, 503)  # may say Retry-After: RFC 9110, 10.2.3, and RFC 6585, 4
REFUSED = (401, 403, 429)
STRIKES = 5  # after so many refusals in a row, a host is not asked again


class DeferredError(IgnoreRequest):
    """The crawl does not ask this host again."""


@dataclass(slots=True)
class Host:
    """The waits that a host asks for. Times are seconds of the monotonic clock."""

    until: float = 0.0
    asked: float = float("-inf")
    strikes: int = 0
    closed: str = ""


class HostThrottle:
    """Keeps the waits of each host.

    `rest` is how many seconds a host rests after an error; it doubles with each retry.
    `patience` is the longest wait in seconds that a crawl accepts. A host that asks for more,
    after one answer (Retry-After) or before each request (Crawl-delay), is not asked again.
    """

    def __init__(
        self,
        rest: float,
        patience: float,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.rest, self.patience = rest, patience
        self.clock, self.sleep = clock, sleep
        self.hosts: dict[str, Host] = {}

    async def turn(self, name: str, pace: float = 0.0) -> None:
        """Wait until the host may be asked, `pace` seconds after it last was.

        Raises DeferredError for a host that is not asked again.
        """
        host = self.hosts.setdefault(name, Host())
        if not (pace <= self.patience or host.closed):
            host.closed = f"its robots.txt asks for {pace:g} s between two requests"
        while True:
            if host.closed:
                raise DeferredError(f"{name} is left alone: {host.closed}")
            wait = max(host.until, host.asked + pace) - self.clock()
            if wait <= 0:
                break
            await self.sleep(wait)
        host.asked = self.clock()

    def failed(self, name: str, tries: int, share: float = 1.0) -> None:
        """Let a host rest after a request without a complete answer and `tries` earlier ones.

        `share` is a factor of the usual rest: below 1 where the request did not reach the host.
        """
        host = self.hosts[name]
        host.until = max(host.until, self.clock() + share * self.rest * 2**tries)

    def answered(self, name: str, status: int, retry_after: str, tries: int) -> None:
        """Note an answer: its status, its Retry-After or "", and the number of tries before it."""
        host = self.hosts[name]
        if status in REFUSED or status in BUSY:
            host.strikes += 1
            if host.strikes >= STRIKES:
                host.closed = f"it answered {status}, {STRIKES} refusals in a row"
        elif status < 500:
            host.strikes = 0
        wait = seconds(retry_after, datetime.now(UTC)) if status in BUSY else None
        if wait is None and (status in BUSY or status >= 500):
            self.failed(name, tries)
        elif wait and wait > self.patience:
            host.closed = f"it answered {status} and asks to wait {wait:.0f} s"
        elif wait:
            host.until = max(host.until, self.clock() + wait)


def seconds(retry_after: str, now: datetime) -> float | None:
    """Return the seconds of a Retry-After, 0 for a past date; None where it can't be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
