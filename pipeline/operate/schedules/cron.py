"""Write a crontab line that runs Payband."""

import shlex
from pathlib import Path

from pipeline.operate.schedules.when import When, on_a_line

CRON = """\
# Payband: collect, clean, export and report. Times are this machine's.
# It looks {often} for sources that are due, which suits the `cadence` of payband.toml:
# print this line again after you change that.
# Exit codes: 0 good, 1 failed, 2 usage or configuration, 3 some sources failed, the others
# were delivered, 4 held back by a check, 5 another run is at work.
{minute} {hours} * * * cd {folder} && mkdir -p data && {program} run --due >> data/cron.log 2>&1
"""


def cron(folder: Path, program: Path, when: When) -> dict[str, str]:
    """Return a crontab line, by the name of its file.

    `%` is escaped, because cron reads it as the end of a line. Raises UsageError for a path with
    a line break or another control character.
    """
    line = CRON.format(
        folder=shlex.quote(on_a_line(folder)),
        program=shlex.quote(on_a_line(program)),
        hours=when.hours,
        minute=when.minute,
        often=when.often,
    )
    return {"payband.cron": line.replace("%", "\\%")}
