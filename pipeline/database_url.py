"""Hide the password and other secrets of a database URL, for messages."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus

HIDDEN = "***"
SHORTEST = 4  # characters: a shorter one is hidden in quotes only, or it would garble a text

# Parameters of libpq, SQLAlchemy and SQLite that hold no secret. Any other may hold one.
HARMLESS = {
    *("application_name", "cache", "channel_binding", "client_encoding", "connect_timeout"),
    *("dbname", "gssencmode", "host", "hostaddr", "immutable", "keepalives", "keepalives_count"),
    *("keepalives_idle", "keepalives_interval", "load_balance_hosts", "mode", "nolock", "port"),
    *("service", "sslmode", "sslnegotiation", "target_session_attrs", "tcp_user_timeout"),
    *("timeout", "uri", "user", "vfs"),
}

_PLAIN = re.compile(r"(?:sqlite(?:\+\w+)?:)?[^@:=]*")
"""What is no URL and holds no secret: a path, or one after `sqlite:`."""
_QUERY = re.compile(r"[\w.%-]+=[^&]*(?:&[\w.%-]+=[^&]*)*")
_PORT = re.compile(r"^(?P<host>[^/]*):(?P<port>[^/\]]*)(?=/|$)")


def shown(url: str) -> str:
    """Return a database URL for a message: `***` for its password and each secret parameter.

    In a malformed URL it hides everything that may be a secret.
    """
    scheme, mark, rest = url.partition("://")
    if not mark:
        return url if _PLAIN.fullmatch(url) else HIDDEN
    place, query = _parts(rest)
    user, at, host = _user_and_host(place)
    name, colon, _password = user.partition(":")
    account = f"{name}:{HIDDEN}" if colon else name
    asked = "&".join(_shown_parameter(text) for text in query.split("&")) if query else ""
    return f"{scheme}://{account}{at}{_shown_port(host)}{'?' if query else ''}{asked}"


def secrets_in(url: str) -> list[str]:
    """Return what `shown` hides in a URL, as written and decoded, the longest first.

    A value that is also in the shown URL is left out: it is no secret.
    """
    place, query = _parts(url.partition("://")[2])
    user, _at, host = _user_and_host(place)
    port = _PORT.match(host)
    hidden = [user.partition(":")[2], port["port"] if port else "", *_hidden_values(query)]
    forms = {form for value in hidden for form in (value, unquote(value), unquote_plus(value))}
    public = shown(url)
    secrets = [form for form in forms if form and form not in public]
    return sorted(secrets, key=lambda form: (-len(form), form))


def hide(text: str, url: str) -> str:
    """Return a text, such as a driver's error, without the secrets of a database URL."""
    for secret in secrets_in(url):
        if len(secret) >= SHORTEST:
            text = text.replace(secret, HIDDEN)
        else:
            text = text.replace(f'"{secret}"', HIDDEN)
    return text


def is_harmless(parameter: str) -> bool:
    """Return whether the parameter of a URL with this name holds no secret."""
    return unquote_plus(parameter).lower() in HARMLESS


def _parts(rest: str) -> tuple[str, str]:
    """Split at the `?` before the query; a password may hold an unencoded `?`, too."""
    place, _, query = rest.partition("?")
    if not query or "@" not in query or _QUERY.fullmatch(query):
        return place, query
    before, at, after = rest.rpartition("@")
    host, _, query = after.partition("?")
    return f"{before}{at}{host}", query


def _user_and_host(place: str) -> tuple[str, str, str]:
    if place.startswith("/"):  # the path of a SQLite file: it has no user
        return "", "", place
    return place.rpartition("@")


def _shown_port(host: str) -> str:
    """Return host and path; a port that is no number is hidden, as it may be a password."""
    found = _PORT.match(host)
    if not found or found["port"].isdigit() or not found["port"]:
        return host
    return f"{found['host']}:{HIDDEN}{host[found.end() :]}"


def _shown_parameter(text: str) -> str:
    name, equals, _value = text.partition("=")
    return text if _is_open(text) else f"{name}={HIDDEN}" if equals else HIDDEN


def _hidden_values(query: str) -> Iterator[str]:
    for text in query.split("&") if query else ():
        if not _is_open(text):
            yield text.partition("=")[2] or text


def _is_open(text: str) -> bool:
    name, equals, value = text.partition("=")
    return bool(equals) and is_harmless(name) and not set(value) & set("=;")
