"""Parse a database URL, with plain messages for an invalid one."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from pipeline.database_url import shown
from pipeline.errors import UsageError

FORMS = "write sqlite:///FILE or postgresql://USER@HOST/NAME"
KEPT_IN = ("sqlite", "postgresql")


def read_url(url: str) -> URL:
    """Return the parts of a URL. Raises UsageError unless it names SQLite or PostgreSQL.

    The message shows no secrets of the URL.
    """
    try:
        parts = make_url(url)
    except ArgumentError:
        raise _no_address(url) from None
    except ValueError:
        raise UsageError(f"database_url: the port is no number; {FORMS}") from None
    if "@" in (parts.host or ""):
        raise _no_address(url)
    if parts.get_backend_name() not in KEPT_IN:
        kind = parts.get_backend_name()
        raise UsageError(f"database_url: Payband does not support {kind!r}; {FORMS}")
    return parts


def _no_address(url: str) -> UsageError:
    return UsageError(
        f"database_url: {shown(url)!r} is not a database URL; {FORMS} (write %40 for an @ in a "
        "password)"
    )


def no_driver(url: URL) -> UsageError:
    """Return the error for a database whose driver isn't installed."""
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        return UsageError(
            "database_url: PostgreSQL needs its driver: pip install 'payband[postgres]'"
        )
    return UsageError(f"database_url: the driver {url.drivername!r} is not installed; {FORMS}")
