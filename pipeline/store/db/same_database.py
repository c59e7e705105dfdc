"""Name a server's database to other machines, without the password."""

from sqlalchemy import Engine, make_url

from pipeline.config import load_settings
from pipeline.store.db.database import connect

SHARED = "postgresql"
"""The database that several machines can read."""


def sent_url(engine: Engine) -> str | None:
    """Return the URL of a database without its password; None for a file of this machine."""
    if engine.dialect.name != SHARED:
        return None
    return engine.url.set(password=None).render_as_string(hide_password=False)


def opened(sent: str) -> Engine:
    """Return an engine for a URL of `sent_url`, on any machine.

    The password is that of `database_url` in the settings of this machine where it names the same
    database, or one that libpq finds (~/.pgpass, PGPASSWORD).
    """
    own = make_url(load_settings().database_url)
    same = own.set(password=None) == make_url(sent)
    return connect(own.render_as_string(hide_password=False) if same else sent)
