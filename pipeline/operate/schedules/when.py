"""When a scheduled run begins, and the paths that a schedule names."""

from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class When:
    """The hour and minute of the daily run, by the machine's clock (GitHub's is UTC)."""

    hour: int
    minute: int


def on_a_line(path: Path) -> str:
    """Return a path as text. Raises UsageError for one with a line break or control character."""
    text = str(path)
    if any(category(c) in ("Cc", "Zl", "Zp") for c in text):
        raise UsageError(
            f"{text!r} has a line break or another control character, which neither cron nor "
            "systemd can take: use another folder"
        )
    return text
