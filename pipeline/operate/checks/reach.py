"""What can be reached from here: robots.txt of the sources' hosts, and where notices go."""

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import PaybandError
from pipeline.identity import user_agent
from pipeline.operate.checks.finding import Finding, fail, good, warn
from pipeline.operate.crawls.source_selection import sources_on
from pipeline.settings.notify_settings import NotifySettings, value_of

SECONDS = 10.0
AT_ONCE = 8
SKEW = timedelta(minutes=10)
"""A difference to the sites' clocks that is worth a warning."""
PORTS = {"http": 80, "https": 443}


def check_reach(settings: Settings) -> list[Finding]:
    """Return findings on every host of the sources that are on, and on where notices go.

    Each host is asked for its robots.txt once, with the user's contact.
    """
    if not settings.contact:
        fix = "set contact in payband.toml"
        return [warn("robots", "no site was asked: no contact is set", fix)]
    hosts = _hosts(sources_on(settings))
    addresses = {f"https://{host}": source for host, source in hosts.items()}
    return [*robots(addresses, user_agent(settings.contact)), *notice_ports(settings.notify)]


def robots(addresses: Mapping[str, str], agent: str) -> list[Finding]:
    """Return findings on the robots.txt of `addresses` (origin: source), and on our clock."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda origin: _ask(origin, agent), addresses))
    found = [
        _of_robots(source, origin, answer)
        for (origin, source), answer in zip(addresses.items(), answers, strict=True)
    ]
    skews = [answer[1] for answer in answers if answer[1] is not None]
    return [*found, *_of_clock(skews)]


def notice_ports(notify: NotifySettings) -> Iterator[Finding]:
    """Yield whether the host of each notice can be connected to; nothing is sent."""
    places: list[tuple[str, str, int]] = []
    for name in ("slack", "webhook", "heartbeat"):
        if value := getattr(notify, name):
            try:
                split = urlsplit(value_of(name, value))
                port = split.port or PORTS.get(split.scheme, 443)
                places.append((name, split.hostname or "", port))
            except (PaybandError, ValueError) as error:
                yield fail(f"notify.{name}", str(error), "set the variable where runs start")
    if notify.smtp:
        places.append(("smtp", notify.smtp.host, notify.smtp.port))
    for name, host, port in places:
        yield _connects(f"notify.{name}", host, port)


def _hosts(sources: Iterable[str]) -> dict[str, str]:
    """Return the hosts of sources, each with its source; spiders know them."""
    words: Sequence[str] = [sys.executable, "-P", "-m", "scrapers.hosts"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    known: dict[str, list[str]] = json.loads(done.stdout)
    return {host: source for source in sources for host in known.get(source, [])}


def _ask(origin: str, agent: str) -> tuple[int | str, timedelta | None]:
    """Return the status of an origin's robots.txt, or why there is none, and our clock's lead."""
    headers = {"User-Agent": agent}
    try:
        asked = urllib.request.Request(f"{origin}/robots.txt", headers=headers)  # noqa: S310  # ours
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310  # ours
            return answer.status, _lead(answer.headers.get("Date"))
    except HTTPError as error:
        error.close()
        return error.code, _lead(error.headers.get("Date"))
    except (URLError, OSError, HTTPException) as error:
        return str(getattr(error, "reason", error)), None


def _lead(date: str | None) -> timedelta | None:
    try:
        said = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    return now() - (said if said.tzinfo else said.replace(tzinfo=UTC))


def _of_robots(source: str, origin: str, answer: tuple[int | str, timedelta | None]) -> Finding:
    status, what = answer[0], f"robots of {source}"
    if isinstance(status, str):
        fix = "check network, DNS and firewall: this host must be reachable from here"
        return warn(what, f"{origin}: {status}", fix)
    if status >= 500 or status == 429:
        fix = "nothing is crawled while robots.txt fails; try again later"
        return warn(what, f"{origin}: robots.txt answers {status}", fix)
    return good(what, f"{origin}: robots.txt answers {status}")


def _of_clock(leads: Sequence[timedelta]) -> list[Finding]:
    if not leads:
        return []
    lead = sorted(leads)[len(leads) // 2]
    minutes = lead / timedelta(minutes=1)
    words = f"{abs(minutes):.0f} min {'ahead of' if minutes > 0 else 'behind'} the sites'"
    if abs(lead) <= SKEW:
        return [good("clock", "agrees with the sites'")]
    return [warn("clock", words, "let the machine keep its time: timedatectl set-ntp true")]


def _connects(what: str, host: str, port: int) -> Finding:
    try:
        socket.create_connection((host, port), SECONDS).close()
    except OSError as error:
        fix = f"let this machine reach port {port} of {host}, or mend [notify]"
        return warn(what, f"{host}:{port}: {error.strerror or error}", fix)
    return good(what, f"{host}:{port} answers")


def local_clock(time: datetime, made: datetime) -> Finding:
    """Return whether the clock (UTC) is possible: not before this version was `made`."""
    if time < made:
        fix = "set the clock: timedatectl set-ntp true"
        words = f"{time:%Y-%m-%d %H:%M} UTC is before this version was made, {made:%Y-%m-%d}"
        return fail("clock", words, fix)
    return good("clock", f"{time:%Y-%m-%d %H:%M} UTC")
