"""A day as an option of a command."""

from datetime import datetime
from typing import Any

import click


class Day(click.DateTime):
    """A day as 2026-11-30; a wrong one gets a message for people."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return midnight of the day."""
        try:
            found: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value} is no day: write one as 2026-11-30", param, ctx)
        return found


DAY = Day()
