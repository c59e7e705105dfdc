"""When a timer looks for sources that are due, and the paths that a schedule names."""

from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class When:
    """The hour and minute at which a timer looks, by the machine's clock (GitHub's is UTC).

    From then on it looks `every` so many hours, a part of the day's 24.
    """

    hour: int
    minute: int
    every: int = 24

    @property
    def hours(self) -> str:
        """The hours of the day as cron and GitHub write them: `5`, `5,17`, or `*` for all."""
        if self.every == 1:
            return "*"
        return ",".join(map(str, self._hours()))

    @property
    def systemd_hours(self) -> str:
        """The hours of the day as systemd writes them: `05`, `05,17`, or `*` for all."""
        if self.every == 1:
            return "*"
        return ",".join(f"{hour:02d}" for hour in self._hours())

    @property
    def rates_hour(self) -> int:
        """The hour before the first look, at which exchange rates are fetched once a week."""
        return (self.hour - 1) % 24

    @property
    def often(self) -> str:
        """How often it looks, in words."""
        words = {1: "every hour", 24: "once a day"}
        return words.get(self.every, f"every {self.every} hours")

    def _hours(self) -> list[int]:
        return sorted((self.hour + step) % 24 for step in range(0, 24, self.every))


def on_a_line(path: Path) -> str:
    """Return a path as text. Raises UsageError for one with a line break or control character."""
    text = str(path)
    if any(category(c) in ("Cc", "Zl", "Zp") for c in text):
        raise UsageError(
            f"{text!r} has a line break or another control character, which neither cron nor "
            "systemd can take: use another folder"
        )
    return text
