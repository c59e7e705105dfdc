"""`payband rules check`: name each cell of a rule file that does not fit."""

from pathlib import Path

import click

from pipeline.cli.output.show import say


@click.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
def check_command(folder: str | None) -> None:
    """Check that every rule file fits its columns, and that no row stands twice.

    Your own files, the boards and added exchange rates, are checked too. With FOLDER, only the
    rule files in it are checked, in place of those in use. A cell that does not fit is named with
    file, line and column, and with the nearest value that is allowed; the exit code is then 2.
    """
    from pipeline.errors import InputError
    from pipeline.rules.check import check
    from pipeline.rules.rulebook import FOLDER, rule_names

    place = Path(folder) if folder else FOLDER
    wrong = [str(fault) for fault in check(place)] + ([] if folder else _own_files())
    if wrong:
        raise InputError(f"{len(wrong)} of the rules' cells and files do not fit:", *wrong)
    say(f"{len(rule_names(place))} rule files fit")


def _own_files() -> list[str]:
    """Return what is wrong with the user's files: the first fault of each file."""
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.config import load_settings
    from pipeline.errors import InputError
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.input_files import input_file
    from pipeline.operate.crawls.boards import own_boards
    from pipeline.rules.sources import platform_of

    settings = load_settings()
    wrong: list[str] = []
    for read in (
        lambda: own_boards(settings, set(platform_of().values())),
        lambda: saved_rates(settings.rates_folder),
        lambda: user_aliases(input_file(settings, "employers_file")),
    ):
        try:
            read()
        except InputError as error:
            wrong += error.lines
    return wrong
