"""A day as an option of a command."""

from datetime import UTC, datetime
from typing import Any

import click

from pipeline.clock import AHEAD, now


class Day(click.DateTime):
    """A day as 2026-11-30; a wrong one gets a message for people.

    `past` refuses a day in the future, but for that of another time zone.
    """

    def __init__(self, *, past: bool = False) -> None:
        super().__init__(["%Y-%m-%d"])
        self.past = past

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return midnight of the day."""
        try:
            found: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value} is no day: write one as 2026-11-30", param, ctx)
        if self.past and found.replace(tzinfo=UTC) > now() + AHEAD:
            self.fail(f"{value} is in the future; today is {now():%Y-%m-%d}", param, ctx)
        return found


DAY = Day()
PAST_DAY = Day(past=True)
