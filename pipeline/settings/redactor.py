"""The secrets of the settings, and what replaces them in a text."""

from collections.abc import Iterator

from pydantic import BaseModel, SecretStr

from pipeline.redaction import Redactor
from pipeline.settings.secret import Secret


def redactor(settings: BaseModel) -> Redactor:
    """Return a Redactor that replaces the secrets of the settings in a text.

    A database password of letters only is not replaced: gaps in messages would reveal the word.
    """
    return Redactor(
        (name, part) for name, part in _secrets(settings) if name != "database_url" or _rare(part)
    )


def has_secrets(settings: BaseModel) -> bool:
    """Return whether any setting is secret: a key, a password, an address for notices."""
    return any(part for _, part in _secrets(settings))


def _secrets(settings: BaseModel) -> Iterator[tuple[str, str]]:
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        for mark in field.metadata:
            if isinstance(mark, Secret):
                yield from ((name, part) for part in mark.parts(plain))


def _rare(password: str) -> bool:
    return len(password) > 7 and not password.isalpha()
