"""`payband init`: write a commented configuration file to begin with."""

from pathlib import Path

import click

from pipeline.cli.output.show import say

TEMPLATE = """\
# Payband's configuration. Paths are relative to the folder that commands run in.
# Every key, with its default: the README, "Configuration". A key nobody knows is an error.

# An e-mail or web address of yours. Every site is told whom to write to; a live run needs it.
{contact}

# Which sources: names as in `payband sources`. Without it, all that are on.
# sources = ["greenhouse", "ashby"]

# Which employers. Without either of these, those of the shipped list (400).
# A CSV has the header platform,board,company,country and a row for each employer:
#   greenhouse,acme,Acme Robotics,US
# boards_add = "boards.csv"    # these besides the shipped ones
# boards = "boards.csv"        # these in their place

# How often: `payband schedule run` in the foreground, or what `payband schedule print cron`
# (systemd, github-actions) prints for it; print again after a change.
# `payband status --max-age 36h` tells if it stopped.
# cadence = {{default = "daily", usajobs = "weekly"}}

# Where notices of failures and holds go: docs/scheduling.md.
# notify = {{slack = "env:SLACK_URL"}}

# Where postings are kept. PostgreSQL needs the extra `postgres`: docs/how-to/use-postgresql.md.
# database_url = "postgresql+psycopg://user@host/payband"

# Days that responses and descriptions are kept; 0: for ever.
# retention_days = 90

# Hosts in your own networks that may be crawled, such as a test site.
# reachable_hosts = ["127.0.0.1:8080"]
"""


@click.command("init")
@click.option("--contact", metavar="ADDRESS", help="Your e-mail or web address, sent to each site.")
def init_command(*, contact: str | None) -> None:
    """Write a commented payband.toml here.

    It says what may be set: contact, sources, employers, schedule, database. An existing file
    is never replaced.
    """
    from pipeline.config_file import CONFIG_FILE
    from pipeline.errors import UsageError
    from pipeline.settings.contact import check_contact

    if contact is not None:
        check_contact(contact)
    line = f'contact = "{contact}"' if contact else '# contact = "you@example.com"'
    try:
        with Path(CONFIG_FILE).open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(contact=line))
    except FileExistsError:
        todo = f"set {line} in it" if contact else "edit it, or move it away first"
        raise UsageError(f"{CONFIG_FILE} is there already, and is unchanged: {todo}") from None
    say(f"wrote {CONFIG_FILE}" + ("" if contact else ": set contact in it, then `payband run`"))
