"""`payband`: the group of commands, and how errors leave it."""

import os
import sys
import traceback
from typing import NoReturn

import click

from pipeline.cli.archive import archive_command
from pipeline.cli.benchmark import benchmark_command
from pipeline.cli.clean import clean_command
from pipeline.cli.compare import compare_command
from pipeline.cli.completion import completion_command
from pipeline.cli.crawl import crawl_command
from pipeline.cli.db import db_command
from pipeline.cli.doctor import doctor_command
from pipeline.cli.explain import explain_command
from pipeline.cli.export import export_command
from pipeline.cli.fx import fx_command
from pipeline.cli.purge import purge_command
from pipeline.cli.quarantine import quarantine_command
from pipeline.cli.report import report_command
from pipeline.cli.rules import rules_command
from pipeline.cli.run import run_command
from pipeline.cli.salary import salary_command
from pipeline.cli.schedule import schedule_command
from pipeline.cli.sources import sources_command
from pipeline.cli.status import status_command
from pipeline.errors import PaybandError

EPILOG = """\b
Exit codes: 0 good, 1 failed, 2 usage or configuration, 3 partly (some sources
failed), 4 held by a gate, 5 another run is at work.

\b
Examples:
  payband run --sample               the whole way on the bundled sample
  payband explain "USD 120K - 160K"  what is read from one text, and why
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="payband")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Collect AI job postings, clean them, and report salaries that can be trusted."""


for _command in (
    run_command,
    crawl_command,
    clean_command,
    export_command,
    report_command,
    compare_command,
    sources_command,
    status_command,
    purge_command,
    quarantine_command,
    archive_command,
    db_command,
    doctor_command,
    explain_command,
    rules_command,
    salary_command,
    fx_command,
    schedule_command,
    benchmark_command,
    completion_command,
):
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line; an error leaves as one message and an exit code."""
    debug = "--debug" in sys.argv
    try:
        # The flag may stand anywhere, also after the command whose failure made one want it.
        words = [word for word in sys.argv[1:] if word != "--debug"]
        code = cli.main(words, prog_name="payband", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = _say("interrupted", 130)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing more to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # noqa: BLE001  # whatever it was, it is shown without secrets
        if debug:
            click.echo(without_secrets(traceback.format_exc().rstrip()), err=True)
        code = 1 if debug else _explain(error)
    sys.exit(code)


def _explain(error: Exception) -> int:
    if isinstance(error, PaybandError):
        return _say(str(error), error.exit_code)
    return _say(f"unforeseen {type(error).__name__}: {error}\n(`payband --debug …` shows where)", 1)


def _say(message: str, code: int) -> int:
    click.echo(f"payband: {without_secrets(message)}", err=True)
    return code


def without_secrets(text: str) -> str:
    """Return a text without the secrets of the configuration, whatever it is about."""
    from pipeline.config import load_settings, redactor  # pydantic: half a second

    try:
        return redactor(load_settings()).text(text)
    except (PaybandError, OSError):  # a wrong configuration: nobody has read what it holds
        return text


if __name__ == "__main__":
    main()
