"""A database's URL as it may be shown: without its password and other secrets."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus

HIDDEN = "***"
SHORTEST = 4  # characters: a shorter one is hidden in quotes only, else it would garble a text

# Parameters of libpq, SQLAlchemy and SQLite that hold no secret: any other may hold one.
HARMLESS = {
    *("application_name", "cache", "channel_binding", "client_encoding", "connect_timeout"),
    *("dbname", "gssencmode", "host", "hostaddr", "immutable", "keepalives", "keepalives_count"),
    *("keepalives_idle", "keepalives_interval", "load_balance_hosts", "mode", "nolock", "port"),
    *("service", "sslmode", "sslnegotiation", "target_session_attrs", "tcp_user_timeout"),
    *("timeout", "uri", "user", "vfs"),
}

_QUERY = re.compile(r"[\w.%-]+=[^&]*(?:&[\w.%-]+=[^&]*)*")
_PORT = re.compile(r"^(?P<host>[^/]*):(?P<port>[^/\]]*)(?=/|$)")


def shown(url: str) -> str:
    """Return a database URL for a message: `***` for its password and each secret parameter.

    It may be malformed: what isn't certain to be harmless is hidden then, too.
    """
    scheme, mark, rest = url.partition("://")
    if not mark:
        return HIDDEN if set(url) & set("@:=") else url
    place, query = _parts(rest)
    user, at, host = _user_and_host(place)
    name, colon, _password = user.partition(":")
    account = f"{name}:{HIDDEN}" if colon else name
    asked = "&".join(_shown_parameter(text) for text in query.split("&")) if query else ""
    return f"{scheme}://{account}{at}{_shown_port(host)}{'?' if query else ''}{asked}"


def secrets_in(url: str) -> list[str]:
    """Return what `shown` hides in a URL, as written and decoded, the longest first.

    A value that the shown URL holds elsewhere is left out: it tells nothing.
    """
    place, query = _parts(url.partition("://")[2])
    user, _at, host = _user_and_host(place)
    port = _PORT.match(host)
    hidden = [user.partition(":")[2], port["port"] if port else "", *_hidden_values(query)]
    forms = {form for value in hidden for form in (value, unquote(value), unquote_plus(value))}
    public = shown(url)
    found = [form for form in forms if form and form not in public]
    return sorted(found, key=lambda form: (-len(form), form))


def hide(text: str, url: str) -> str:
    """Return a text, such as a driver's error, without the secrets of a database URL."""
    for secret in secrets_in(url):
        if len(secret) >= SHORTEST:
            text = text.replace(secret, HIDDEN)
        else:
            text = text.replace(f'"{secret}"', HIDDEN)
    return text


def is_harmless(parameter: str) -> bool:
    """Return whether a parameter of a URL, by its name, can hold no secret."""
    return unquote_plus(parameter).lower() in HARMLESS


def _parts(rest: str) -> tuple[str, str]:
    """Return what stands before and after the `?`: a password may hold one, unencoded."""
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
    """Return host and path; what stands for the port and is none may be a password."""
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
