"""`payband schedule`: run by the clock, or print the files with which other programs do so."""

import sys
from datetime import datetime
from pathlib import Path
from pwd import getpwnam
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_script, print_table, say
from pipeline.cli.sections import UncutGroup

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from pipeline.operate.schedules.when import When

HOMES = {
    "cron": "your crontab, by `crontab -e`, which keeps what is there",
    "systemd": "/etc/systemd/system",
    "systemd-user": "~/.config/systemd/user",
    "github-actions": ".github/workflows of your repository",
}
TIMERS = "payband.timer payband-rates.timer"
NEXT = {
    "systemd": f"systemctl daemon-reload && systemctl enable --now {TIMERS}",
    "systemd-user": "systemctl --user daemon-reload && "
    f"systemctl --user enable --now {TIMERS} && loginctl enable-linger",
}


@click.group("schedule", cls=UncutGroup)
def schedule_command() -> None:
    """Have Payband run by the clock."""


@schedule_command.command("print")
@click.argument("kind", type=click.Choice(list(HOMES)))
@click.option(
    "--at",
    default="05:30",
    metavar="HH:MM",
    help="When the first look of a day is. Default: 05:30.",
)
@click.option(
    "--user", "account", default="", help="The account that systemd runs it as: the folder's owner."
)
@click.option(
    "--into", type=click.Path(path_type=Path), help="Write the files into this folder instead."
)
def print_command(*, kind: str, at: str, account: str, into: Path | None) -> None:
    """Print the files of a schedule for this folder and this program.

    Nothing is installed. A comment names where each file belongs, such as your crontab, which
    `crontab -e` edits. They look as often as the `cadence` of payband.toml asks, once a day at
    least, and fetch newer exchange rates once a week. GitHub's times are UTC. `systemd-user` is for
    an account without root.

    \b
    payband schedule print cron
    payband schedule print systemd --at 04:15 --user payband --into units
    payband schedule print github-actions --into .github/workflows
    """
    files = _files(kind, _when(at), account)
    if into is None:
        for name, text in files.items():
            print_script(f"# {name}: {HOMES[kind]}\n{text}")
    else:
        _write(files, into)
        say(f"wrote {', '.join(files)} into {into}; they belong in {HOMES[kind]}")
    if kind in NEXT:
        say(f"then: {NEXT[kind]}")


@schedule_command.command("run")
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), help="Lines of text, or JSON objects."
)
def run_command(*, log_format: str | None) -> None:
    """Run what is due, in the foreground, until it is stopped.

    A source is due by its `cadence` in payband.toml (daily without one) after it was last read,
    give or take a quarter of an hour. The store says when that was: a schedule that was down, or
    killed, catches up once and reads nothing twice. SIGTERM ends it within ten seconds.

    \b
    payband schedule run
    """
    from pipeline.config import LogFormat, load_settings
    from pipeline.operate.schedules.log import Log
    from pipeline.operate.schedules.loop import Loop
    from pipeline.operate.schedules.processes import StoppableClock, run_process
    from pipeline.settings.redactor import redactor

    given = {"log_format": LogFormat(log_format)} if log_format else {}
    settings = load_settings(**given)
    clock, structured = StoppableClock(), settings.log_format is LogFormat.JSON
    log = Log(say, redactor(settings), structured=structured)
    clock.stop_at_signals()
    Loop(settings, clock, lambda due: run_process(due, clock, log), log.write).keep_running()
    log.write("stopped; the next schedule goes on from the store")


@schedule_command.command("due")
@options.as_json
def due_command(*, as_json: bool) -> None:
    """Show when each source is due, and how often it is read.

    \b
    payband schedule due
    """
    from models.value_text import utc_text
    from pipeline.clock import now
    from pipeline.config import load_settings
    from pipeline.duration import duration_text
    from pipeline.operate.schedules.due import cadence_of, plan

    settings = load_settings()
    made = plan(_store(settings.database_url), settings, now().replace(microsecond=0))
    rows = [
        (name, duration_text(cadence_of(settings, name)), utc_text(at.replace(microsecond=0)))
        for name, at in made.at.items()
    ]
    if as_json:
        print_json([dict(zip(("source", "every", "due"), row, strict=True)) for row in rows])
    else:
        print_table("When each source is due", ("source", "every", "due"), rows)


def _store(url: str) -> "Engine | None":
    """Return the store, or None before the first run; then say where it was looked for."""
    from pipeline.errors import NoStoreError
    from pipeline.store.db.existing import open_existing

    try:
        return open_existing(url)
    except NoStoreError as error:
        say(f"{error}. Nothing was read yet: every source is due")
        return None


def _files(kind: str, when: "When", account: str) -> dict[str, str]:
    from pipeline.operate.schedules.cron import cron
    from pipeline.operate.schedules.github_actions import github_actions
    from pipeline.operate.schedules.systemd import systemd, systemd_user

    if account and kind != "systemd":
        raise click.BadParameter("is for systemd only", param_hint="--user")
    folder, program = Path.cwd(), _program()
    if kind == "github-actions":
        return github_actions(when)
    if kind == "systemd":
        _say_where_missing(account)
        return systemd(folder, program, when, account or _owner(folder))
    return (cron if kind == "cron" else systemd_user)(folder, program, when)


def _write(files: dict[str, str], into: Path) -> None:
    """Write files into a folder. Raises UsageError for a file that is there and differs."""
    from pipeline.errors import UsageError

    into.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = into / name
        if path.exists() and path.read_text(encoding="utf-8") != text:
            raise UsageError(f"{path} is there and differs: move it away, or choose another --into")
    for name, text in files.items():
        (into / name).write_text(text, encoding="utf-8")


def _when(at: str) -> "When":
    from pipeline.config import load_settings
    from pipeline.operate.schedules.due import look_every
    from pipeline.operate.schedules.when import When

    try:
        clock = datetime.strptime(at, "%H:%M")  # noqa: DTZ007  # a time of day has no zone here
    except ValueError:
        raise click.BadParameter(
            f"{at!r} is not a time of day such as 05:30", param_hint="--at"
        ) from None
    return When(clock.hour, clock.minute, look_every(load_settings()))


def _owner(folder: Path) -> str:
    """Return the account that owns a folder; say so where the units would run as root."""
    from pipeline.operate.schedules.systemd import is_account

    try:
        owner = folder.owner()
    except KeyError:  # the account has no name on this machine
        owner = ""
    if not is_account(owner) or owner == "root":
        say("User= is missing, so it runs as root: name the account of this folder with --user")
        return ""
    return owner


def _say_where_missing(account: str) -> None:
    """Say so where this machine has no such account: the units may be for another machine."""
    if account:
        try:
            getpwnam(account)
        except KeyError:
            say(f"there is no account {account!r} on this machine: make it before you start a unit")


def _program() -> Path:
    """Return the path of the `payband` program of this Python."""
    return Path(sys.executable).with_name("payband")
