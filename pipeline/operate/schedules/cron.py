"""Write the crontab lines that run Payband and fetch exchange rates."""

import shlex
from pathlib import Path

from pipeline.operate.schedules.when import When, on_a_line

CRON = """\
# Payband: collect, clean, export and report. Times are this machine's.
# It looks {often} for sources that are due, which suits the `cadence` of payband.toml:
# print this line again after you change that.
# Exit codes: 0 good, 1 failed (also where no board came whole), 2 usage or configuration,
# 3 some sources or boards failed, the others were delivered, 4 held back by a check, 5 another
# run is at work.
# The first line fetches newer exchange rates once a week, for pay in US dollars.
{minute} {rates_hour} * * 1 {start} fx update {log}
{minute} {hours} * * * {start} run --due {log}
"""


def cron(folder: Path, program: Path, when: When) -> dict[str, str]:
    """Return the crontab lines, by the name of their file.

    `%` is escaped, because cron reads it as the end of a line. Raises UsageError for a path with
    a line break or another control character.
    """
    line = CRON.format(
        start=f"cd {_quoted(folder)} && mkdir -p data && {_quoted(program)}",
        log=">> data/cron.log 2>&1",
        hours=when.hours,
        minute=when.minute,
        rates_hour=when.rates_hour,
        often=when.often,
    )
    return {"payband.cron": line.replace("%", "\\%")}


def _quoted(path: Path) -> str:
    return shlex.quote(on_a_line(path))
