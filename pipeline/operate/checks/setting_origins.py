"""Where each setting came from: a variable, the configuration file, or its default."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr

from pipeline.config import Settings
from pipeline.config_file import config_file, read_config
from pipeline.database_url import HIDDEN, shown
from pipeline.settings.former_settings import FORMER
from pipeline.settings.notify_settings import FROM_ENVIRONMENT
from pipeline.settings.setting_errors import variable_named

DEFAULT = "default"
SECRETS = ("notify.slack", "notify.webhook", "notify.heartbeat", "notify.smtp.password")


@dataclass(frozen=True, slots=True)
class SettingOrigin:
    """A setting, its value without secrets, and where that came from."""

    name: str
    value: str
    origin: str


def setting_origins(settings: Settings) -> list[SettingOrigin]:
    """Return each setting in the order of their declaration; one of a table by its own name."""
    file = config_file()
    given = _given(file)
    return [
        SettingOrigin(name, text, _origin(name.partition(".")[0], given, file))
        for field in Settings.model_fields
        for name, text in _shown(field, getattr(settings, field))
    ]


def _given(file: Path | None) -> set[str]:
    """Return the settings in the configuration file, by their names of today."""
    if file is None:
        return set()
    return {FORMER.get(name, name) for name in read_config(file)}


def _origin(field: str, given: set[str], file: Path | None) -> str:
    return variable_named(field) or (str(file) if field in given else DEFAULT)


def _shown(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _shown(f"{name}.{field}", getattr(value, field))
    elif isinstance(value, SecretStr):
        yield name, HIDDEN if value.get_secret_value() else ""
    elif name == "database_url":
        yield name, shown(value)
    elif name in SECRETS and value and not value.startswith(FROM_ENVIRONMENT):
        yield name, HIDDEN
    elif isinstance(value, dict):
        yield name, ", ".join(f"{key}={text}" for key, text in value.items())
    elif isinstance(value, list):
        yield name, ", ".join(map(str, value))
    else:
        yield name, "" if value is None else str(value)
