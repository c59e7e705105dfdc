"""`payband schedule`: print a crontab line or systemd units."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.output.show import print_script

if TYPE_CHECKING:
    from pipeline.operate import schedule


@click.group("schedule")
def schedule_command() -> None:
    """Have Payband run by the clock."""


@schedule_command.command("print")
@click.argument("kind", type=click.Choice(["cron", "systemd"]))
@click.option("--at", default="05:30", metavar="HH:MM", help="When, each day. Default: 05:30.")
def print_command(*, kind: str, at: str) -> None:
    """Print a crontab line, or a systemd service and timer, for this folder and this program.

    Nothing is installed. Add the line to your crontab by `crontab -e`, which keeps what is
    there; save each unit under the path above it.

    \b
    payband schedule print cron
    payband schedule print systemd --at 04:15
    """
    from pipeline.operate import schedule

    make = schedule.cron if kind == "cron" else schedule.systemd
    print_script(make(Path.cwd(), _program(), _when(at)))


def _when(at: str) -> "schedule.When":
    from pipeline.operate.schedule import When

    try:
        clock = datetime.strptime(at, "%H:%M")  # noqa: DTZ007  # a time of day has no zone here
    except ValueError:
        raise click.BadParameter(
            f"{at!r} is not a time of day such as 05:30", param_hint="--at"
        ) from None
    return When(clock.hour, clock.minute)


def _program() -> Path:
    """Return the path of the `payband` program of this Python."""
    return Path(sys.executable).with_name("payband")
