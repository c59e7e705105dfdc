"""Mark settings that no message shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _whole(value: Any) -> list[str]:
    return [value]


@dataclass(frozen=True, slots=True)
class Secret:
    """Marks a setting that no message shows; `parts` returns the secret parts of its value."""

    parts: Callable[[Any], list[str]] = _whole
