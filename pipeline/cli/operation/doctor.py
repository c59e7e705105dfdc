"""`payband doctor`: check versions, configuration, database, disk and file modes."""

from dataclasses import asdict

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table


@click.command("doctor")
@click.option(
    "--online", is_flag=True, help="Ask each site for its robots.txt, and look where notices go."
)
@options.as_json
@click.pass_context
def doctor_command(context: click.Context, *, online: bool, as_json: bool) -> None:
    """Look at versions, clock, configuration, database, free disk and file modes.

    Each finding comes with its fix. Exit code 1 where something will fail; a warning is none.
    `payband db check` reads the database itself, `payband config show --origin` says where each
    setting came from.

    \b
    payband doctor
    """
    from pipeline.config import load_settings
    from pipeline.operate.checks.doctor import examine
    from pipeline.operate.checks.finding import CheckLevel
    from pipeline.operate.checks.reach import check_reach

    settings = load_settings()
    found = examine(settings) + (check_reach(settings) if online else [])
    if as_json:
        print_json([asdict(finding) for finding in found])
    else:
        rows = [(f.verdict, f.what, f.words, f.fix) for f in found]
        print_table("What was found", ("", "what", "found", "fix"), rows)
    context.exit(1 if any(f.verdict is CheckLevel.FAIL for f in found) else 0)
