"""`payband doctor`: check versions, configuration, database, disk and file modes."""

from dataclasses import asdict

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table


@click.command("doctor")
@options.as_json
@click.pass_context
def doctor_command(context: click.Context, *, as_json: bool) -> None:
    """Look at versions, configuration, database, free disk and file modes.

    Exit code 1 where something will fail; a warning is none. `payband db check` reads the
    database itself.

    \b
    payband doctor
    """
    from pipeline.config import load_settings
    from pipeline.operate.doctor import CheckLevel, examine

    found = examine(load_settings())
    if as_json:
        print_json([asdict(finding) for finding in found])
    else:
        rows = [(f.verdict, f.what, f.words) for f in found]
        print_table("What was found", ("", "what", "found"), rows)
    context.exit(1 if any(f.verdict is CheckLevel.FAIL for f in found) else 0)
