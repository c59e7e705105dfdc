"""Notice within half a minute that the host of a database has vanished.

A host that loses power, or a network that drops packets, closes no connection: without these
options a client waits for two hours (Linux's tcp_keepalive_time). This module imports little.
"""

from urllib.parse import parse_qsl

OPTIONS: dict[str, int] = {
    "connect_timeout": 10,  # seconds
    "keepalives_idle": 10,  # seconds of silence before the first probe
    "keepalives_interval": 5,  # seconds between probes
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,  # milliseconds that what was sent may stay unacknowledged
}
"""Options of libpq (postgresql.org/docs/current/libpq-connect.html)."""


def keepalive_options(url: str) -> dict[str, int]:
    """Return libpq's options for a connection to `url`, without those that the URL gives."""
    given = {name.casefold() for name, _ in parse_qsl(url.rpartition("?")[2])}
    return {name: value for name, value in OPTIONS.items() if name not in given}
