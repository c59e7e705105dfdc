"""Write systemd services with their timers, and a unit that runs after a failure."""

import re
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.operate.schedules.when import When, on_a_line

_ACCOUNT = re.compile(r"[a-z_][a-z0-9_-]{0,31}")

SERVICE = """\
[Unit]
Description=Payband: {what}
Wants=network-online.target
After=network-online.target
OnFailure=payband-failure.service

[Service]
Type=oneshot
{account}WorkingDirectory={folder}
ExecStart={program} {command}
TimeoutStartSec=6h
# Others may read exports and reports. Store, archive and lock are private, whatever stands here.
UMask=0022
NoNewPrivileges=true
PrivateTmp=true
LockPersonality=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictNamespaces=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
{hardened}"""

RUN = """\
run --due
# 3: some sources or boards failed, the others were delivered. 5: another run is at work.
SuccessExitStatus=3 5"""
RATES = "fx update"

# A user's own manager may not set these.
HARDENED = """\
CapabilityBoundingSet=
AmbientCapabilities=
PrivateDevices=true
ProtectSystem=strict
ReadWritePaths={writable}
ProtectHome=read-only
ProtectClock=true
ProtectControlGroups=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
ProtectProc=invisible
RemoveIPC=true
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @mount @obsolete
"""

TIMER = """\
[Unit]
Description=Payband, {often}

[Timer]
# This suits the `cadence` of payband.toml: print the units again after you change that.
OnCalendar=*-*-* {hours}:{minute:02d}:00
# Not every machine of the world asks the boards in the same minute.
RandomizedDelaySec={delay}min
# A run that was missed while the machine was off is made once, when it is on again.
Persistent=true

[Install]
WantedBy=timers.target
"""

RATES_TIMER = """\
[Unit]
Description=Payband: newer exchange rates, once a week

[Timer]
OnCalendar=Mon *-*-* {hour:02d}:{minute:02d}:00
RandomizedDelaySec=15min
Persistent=true

[Install]
WantedBy=timers.target
"""

FAILURE = """\
[Unit]
Description=Payband: say in the journal how the last run went

[Service]
Type=oneshot
{account}WorkingDirectory={folder}
ExecStart={program} status
"""


def systemd(folder: Path, program: Path, when: When, account: str = "") -> dict[str, str]:
    """Return the units by file name, for the machine's manager: /etc/systemd/system.

    They run as `account`, which must own the folder; without one, as root. Raises UsageError for
    a path that systemd cannot take, or an account that is no name.
    """
    if account and not is_account(account):
        raise UsageError(f"{account!r} is not the name of an account")
    words = _paths(folder, program)
    user = f"User={account}\n" if account else ""
    return _units(when, **words, account=user, hardened=HARDENED.format(**words))


def is_account(name: str) -> bool:
    """Return whether systemd takes a text for the name of an account."""
    return _ACCOUNT.fullmatch(name) is not None


def systemd_user(folder: Path, program: Path, when: When) -> dict[str, str]:
    """Return the units for a user's own manager: ~/.config/systemd/user.

    They run while the user is away only after `loginctl enable-linger`. Raises UsageError for a
    path that systemd cannot take.
    """
    words = _paths(folder, program)
    return _units(when, **words, account="", hardened="")


def _units(when: When, **words: str) -> dict[str, str]:
    run = {"what": "collect, clean, export and report AI job postings", "command": RUN}
    rates = {"what": "newer exchange rates", "command": RATES}
    return {
        "payband.service": SERVICE.format(**run, **words),
        "payband.timer": _timer(when),
        "payband-rates.service": SERVICE.format(**rates, **words),
        "payband-rates.timer": RATES_TIMER.format(hour=when.rates_hour, minute=when.minute),
        "payband-failure.service": FAILURE.format(**words),
    }


def _timer(when: When) -> str:
    # `run --due` takes a source a tenth of its cadence early: the delay must be less than that.
    delay = min(15, 5 * when.every)
    return TIMER.format(hours=when.systemd_hours, minute=when.minute, often=when.often, delay=delay)


def _paths(folder: Path, program: Path) -> dict[str, str]:
    """Return the paths of a unit, each as the settings that name it are read.

    WorkingDirectory= takes the rest of the line as it stands, quotes and backslashes included.
    ExecStart= and ReadWritePaths= take words, so a path with spaces stands in quotes.
    """
    where, what = on_a_line(folder), on_a_line(program)
    if where.endswith(("\\", " ")):
        raise UsageError(f"systemd cannot work in {where!r}, which ends in a backslash or a space")
    if any(c in what for c in "\"'\\"):
        raise UsageError(f"systemd starts no program with a quote or a backslash in it: {what!r}")
    return {"folder": _bare(where), "writable": _quoted(where), "program": _quoted(what)}


def _bare(path: str) -> str:
    """Return a path without specifiers: systemd puts other words in the place of `%h`."""
    return path.replace("%", "%%")


def _quoted(path: str) -> str:
    escaped = _bare(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
