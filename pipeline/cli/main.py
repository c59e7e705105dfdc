"""`payband`: the group of all commands, and the handling of their errors."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from pipeline.cli.error_messages import explain_error
from pipeline.cli.examples import epilog_of
from pipeline.cli.operation.completion import completion_command
from pipeline.cli.operation.config import config_command
from pipeline.cli.operation.crawl import crawl_command
from pipeline.cli.operation.doctor import doctor_command
from pipeline.cli.operation.init import init_command
from pipeline.cli.operation.schedule import schedule_command
from pipeline.cli.operation.status import status_command
from pipeline.cli.output.cache_lines import say_cache_use
from pipeline.cli.output.show import say
from pipeline.cli.output.streams import let_go, prepare
from pipeline.cli.rules.fx import fx_command
from pipeline.cli.rules.rules import rules_command
from pipeline.cli.rules.sources import sources_command
from pipeline.cli.sections import SectionedGroup
from pipeline.cli.start.audit import audit_command
from pipeline.cli.start.browse import browse_command
from pipeline.cli.start.clean import clean_command
from pipeline.cli.start.compare import compare_command
from pipeline.cli.start.correct import correct_command
from pipeline.cli.start.explain import explain_command
from pipeline.cli.start.export import export_command
from pipeline.cli.start.jobs import jobs_command
from pipeline.cli.start.mcp import mcp_command
from pipeline.cli.start.report import report_command
from pipeline.cli.start.run import run_command
from pipeline.cli.start.salary import salary_command
from pipeline.cli.start.verify import verify_command
from pipeline.cli.store.archive import archive_command
from pipeline.cli.store.db import db_command
from pipeline.cli.store.purge import purge_command
from pipeline.cli.store.quarantine import quarantine_command
from pipeline.cli.store.survey import benchmark_command, survey_command
from pipeline.errors import AlreadyRunningError, PaybandError

EPILOG = """\b
Exit codes: 0 good, 1 failed, 2 usage or configuration, 3 partly (some sources
failed), 4 held by a gate or because the store is empty, 5 another run is at work.

\b
`payband COMMAND --help` has examples. `--json` prints what a program can read.
"""


@click.group(
    cls=SectionedGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="payband")
@click.option(
    "--debug", is_flag=True, help="Show the traceback of an error, and the use of caches."
)
def cli(debug: bool) -> None:
    """Collect AI job postings, clean them, and report salaries that can be trusted.

    Until the first live run, the commands that read the store read the bundled sample's, if
    there is one, and say so.
    """


for _command in (
    init_command,
    run_command,
    crawl_command,
    jobs_command,
    clean_command,
    audit_command,
    export_command,
    report_command,
    verify_command,
    compare_command,
    browse_command,
    mcp_command,
    sources_command,
    status_command,
    purge_command,
    quarantine_command,
    archive_command,
    db_command,
    doctor_command,
    config_command,
    explain_command,
    correct_command,
    rules_command,
    salary_command,
    fx_command,
    schedule_command,
    survey_command,
    benchmark_command,
    completion_command,
):
    _command.epilog = epilog_of(_command.name or "")
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line. An error ends it with one message and an exit code."""
    prepare()
    # read when numpy is first imported: on matrices as small as ours more threads only wait
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    debug = "--debug" in sys.argv
    try:
        # The flag may be anywhere, also after the command.
        words = [word for word in sys.argv[1:] if word != "--debug"]
        code = cli.main(words, prog_name="payband", standalone_mode=False)
    except click.ClickException as error:
        code = _refused(error)
    except click.Abort:
        code = _tell(("interrupted",), 130)
    except AlreadyRunningError as error:  # only our own words, said without reading the secrets
        code = _print_message(error.lines, error.exit_code)
    except Exception as error:  # noqa: BLE001  # any error becomes a message
        code = _trace(error) if debug else _tell(*explain_error(error))
    if debug:
        say_cache_use()
    let_go()
    sys.exit(code)


def _refused(error: click.ClickException) -> int:
    """Show click's usage error, with the user's arguments made safe to print."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    if isinstance(error, click.UsageError) and error.ctx is not None:
        say(error.ctx.get_usage())
        say(f"Try '{error.ctx.command_path} --help' for help.")
    say(f"Error: {error.format_message()}")
    return error.exit_code


def _trace(error: Exception) -> int:
    for line in without_secrets("".join(traceback.format_exception(error))).splitlines():
        say(line)
    return 1


def _tell(lines: tuple[str, ...], code: int) -> int:
    """Print a message without secrets."""
    return _print_message([without_secrets(line) for line in lines], code)


def _print_message(lines: Sequence[str], code: int) -> int:
    """Print a message; its first line begins with `payband:`."""
    for number, line in enumerate(lines):
        say(line if number else f"payband: {line}")
    return code


def without_secrets(text: str) -> str:
    """Return a text with the secrets of the configuration removed."""
    from pipeline.config import load_settings, redactor  # pydantic: half a second

    try:
        return redactor(load_settings()).text(text)
    except (PaybandError, OSError):  # an invalid configuration: its secrets were never read
        return text


if __name__ == "__main__":
    main()
