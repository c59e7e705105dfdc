"""Settings of notices: the table `[notify]` of payband.toml.

A secret is named by the environment variable that holds it: `slack = "env:SLACK_URL"`. A value
without `env:` is taken as it is, and is kept out of every message all the same.
"""

import os
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from pipeline.errors import UsageError
from pipeline.settings.number import Whole

FROM_ENVIRONMENT = "env:"
LONG = 8  # characters: a shorter part of an address is no token


def _is_address(value: str) -> str:
    if value and not value.startswith((FROM_ENVIRONMENT, "https://", "http://")):
        raise ValueError("is neither an address (https://...) nor env:NAME")
    return value


Address = Annotated[str, AfterValidator(_is_address), Field(repr=False)]
Password = Annotated[str, Field(repr=False)]


class Security(StrEnum):
    """How the connection to a mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class SmtpSettings(BaseModel):
    """The table `[notify.smtp]`: the mail server, who writes, and to whom."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str
    port: Annotated[Whole, Field(ge=1, le=65535)] = 587
    security: Security = Security.STARTTLS
    user: str = ""
    password: Password = ""
    sender: str
    to: Annotated[list[str], Field(min_length=1)]


class NotifySettings(BaseModel):
    """The table `[notify]`: where notices go. Without any of these, there are none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slack: Address = ""
    webhook: Address = ""
    command: list[str] = []
    heartbeat: Address = ""
    smtp: SmtpSettings | None = None


def value_of(setting: str, value: str) -> str:
    """Return a value, from the environment where it is `env:NAME`.

    Raises UsageError where that variable is not set; the message names it.
    """
    if not value.startswith(FROM_ENVIRONMENT):
        return value
    name = value.removeprefix(FROM_ENVIRONMENT)
    if not (found := os.environ.get(name, "")):
        raise UsageError(f"notify.{setting}: the environment variable {name} is not set")
    return found


def notify_secrets(notify: NotifySettings) -> list[str]:
    """Return what no message may show: addresses with their tokens, and the password."""
    return [part for value in _secret_values(notify) for part in _parts(value)]


def secret_variables(notify: NotifySettings) -> dict[str, str]:
    """Return the environment variables that the settings name, by setting."""
    named = {
        "slack": notify.slack,
        "webhook": notify.webhook,
        "heartbeat": notify.heartbeat,
        "smtp.password": notify.smtp.password if notify.smtp else "",
    }
    return {
        setting: value.removeprefix(FROM_ENVIRONMENT)
        for setting, value in named.items()
        if value.startswith(FROM_ENVIRONMENT)
    }


def _secret_values(notify: NotifySettings) -> Iterator[str]:
    password = notify.smtp.password if notify.smtp else ""
    for value in (notify.slack, notify.webhook, notify.heartbeat, password):
        if value.startswith(FROM_ENVIRONMENT):
            yield os.environ.get(value.removeprefix(FROM_ENVIRONMENT), "")
        else:
            yield value


def _parts(value: str) -> list[str]:
    if not value.startswith(("https://", "http://")):
        return [value] if value else []
    try:
        split: Any = urlsplit(value)
    except ValueError:
        return [value]
    behind = value.partition("://")[2].partition("/")[2]
    account = split.netloc.rpartition("@")[0]
    return [value, *(part for part in (behind, account) if len(part) >= LONG)]
