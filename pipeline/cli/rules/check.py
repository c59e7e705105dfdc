"""`payband rules check`: name each cell of a rule file that does not fit."""

from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, say


@click.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--examples", is_flag=True, help="Read each row's example too (10 s).")
@options.as_json
def check_command(*, folder: str | None, examples: bool, as_json: bool) -> None:
    """Check that every rule file fits its columns, and that no row stands twice.

    Your own files, the boards and added exchange rates, are checked too. With FOLDER, only the
    rule files in it are checked, in place of those in use. A cell that does not fit is named with
    file, line and column, and with the nearest value that is allowed; the exit code is then 2.

    With --examples, each row of the rules in use must fire on its own example, and the example
    must be read as the row says.
    """
    from pipeline.errors import InputError, UsageError
    from pipeline.rules.check import check
    from pipeline.rules.rulebook import FOLDER, rule_names

    if folder and examples:
        raise UsageError("--examples: only the rules in use read their examples: give no FOLDER")
    place = Path(folder) if folder else FOLDER
    faults = [str(fault) for fault in check(place)] + ([] if folder else _own_files())
    if wrong := list(dict.fromkeys(faults)):  # a source's fault also stops the files that need it
        raise InputError(f"{len(wrong)} of the rules' cells and files do not fit:", *wrong)
    counts = {"files": len(rule_names(place)), "examples": _run_examples() if examples else None}
    if as_json:
        print_json(counts)
        return
    say(f"{counts['files']} rule files fit")
    if examples:
        say(f"{counts['examples']:,} examples make their row fire, and are read as it says")


def _run_examples() -> int:
    """Return how many rows showed their example. Raises InputError with those that did not."""
    from pipeline.errors import InputError
    from pipeline.rule_examples.check import READERS, check_examples
    from pipeline.rules.rulebook import read_rules

    if wrong := [str(fault) for fault in check_examples()]:
        raise InputError(f"{len(wrong)} of the rows' examples do not show their row:", *wrong)
    return sum(len(read_rules(kind)) for kind in READERS)


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
