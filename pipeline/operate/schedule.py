"""Print a schedule for daily runs: a cron line, or a systemd service and timer."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from pipeline.errors import UsageError

CRON = """\
# Payband: collect, clean, export and report. Times are this machine's.
# Exit codes: 0 good, 1 failed, 2 usage or configuration, 3 some sources failed, the others
# were delivered, 4 held back by a check, 5 another run is at work.
{minute} {hour} * * * cd {folder} && mkdir -p data && {program} run >> data/cron.log 2>&1
"""

SERVICE = """\
# {path}
[Unit]
Description=Payband: collect, clean, export and report AI job postings
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={program} run
# 3: some sources failed, the others were delivered.
SuccessExitStatus=3
TimeoutStartSec=6h
NoNewPrivileges=true
PrivateTmp=true
ProtectSystem=full
"""

TIMER = """\
# {path}
[Unit]
Description=Payband, once a day

[Timer]
OnCalendar=*-*-* {hour:02d}:{minute:02d}:00
RandomizedDelaySec=15min
Persistent=true

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True, slots=True)
class When:
    """The hour and minute of the daily run, by the machine's clock."""

    hour: int
    minute: int


def cron(folder: Path, program: Path, when: When) -> str:
    """Return a crontab line; `%` is escaped, because cron reads it as the end of a line.

    Raises UsageError for a path with a line break or another control character.
    """
    line = CRON.format(folder=_quoted(folder), program=_quoted(program), **_fields(when))
    return line.replace("%", "\\%")


def systemd(folder: Path, program: Path, when: When) -> str:
    """Return a service and a timer, each under the path where it belongs.

    Raises UsageError for a path with a line break or another control character.
    """
    home = "/etc/systemd/system/payband"
    words = {"folder": _escaped(folder), "program": _escaped(program), **_fields(when)}
    service = SERVICE.format(path=f"{home}.service", **words)
    return f"{service}\n{TIMER.format(path=f'{home}.timer', **words)}"


def _fields(when: When) -> dict[str, int]:
    return {"hour": when.hour, "minute": when.minute}


def _on_a_line(path: Path) -> str:
    text = str(path)
    if any(category(c) in ("Cc", "Zl", "Zp") for c in text):
        raise UsageError(
            f"{text!r} has a line break or another control character, which neither cron nor "
            "systemd can take: use another folder"
        )
    return text


def _quoted(path: Path) -> str:
    """Return a path for a shell, quoted where necessary."""
    return shlex.quote(_on_a_line(path))


def _escaped(path: Path) -> str:
    """Return a path for a unit file, with `%` and spaces escaped."""
    return _on_a_line(path).replace("%", "%%").replace(" ", "\\x20")
