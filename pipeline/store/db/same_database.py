"""Name a server's database to other machines, without the secrets in its URL."""

from sqlalchemy import URL, Engine, make_url

from pipeline.config import load_settings
from pipeline.database_url import HARMLESS
from pipeline.store.db.database import connect

SHARED = "postgresql"
"""The database that several machines can read."""


def sent_url(engine: Engine) -> str | None:
    """Return the URL of a database without its secrets; None for a file of this machine."""
    if engine.dialect.name != SHARED:
        return None
    return _bare(engine.url).render_as_string(hide_password=False)


def opened(sent: str) -> Engine:
    """Return an engine for a URL of `sent_url`, on any machine.

    The password is that of `database_url` in the settings of this machine where it names the same
    database, or one that libpq finds (~/.pgpass, PGPASSWORD).
    """
    own = make_url(load_settings().database_url)
    same = _bare(own) == make_url(sent)
    return connect(own.render_as_string(hide_password=False) if same else sent)


def _bare(url: URL) -> URL:
    """Return a URL without its password and any parameter that may be a secret."""
    bare = url._replace(password=None)
    return bare.difference_update_query([name for name in bare.query if name not in HARMLESS])
