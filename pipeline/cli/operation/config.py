"""`payband config`: show the settings, and send a notice to try where notices go."""

from dataclasses import asdict

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.sections import UncutGroup


@click.group("config", cls=UncutGroup)
def config_command() -> None:
    """Show the settings and where each came from."""


@config_command.command("show")
@click.option("--origin", is_flag=True, help="Say where each value came from.")
@options.as_json
def show_command(*, origin: bool, as_json: bool) -> None:
    """Show every setting with its value; secrets as `***`.

    Exit code 2 where one names a source or a file that is not there.

    \b
    payband config show --origin
    """
    from pipeline.config import load_settings
    from pipeline.operate.checks.setting_checks import check_settings
    from pipeline.operate.checks.setting_origins import setting_origins

    settings = load_settings()
    found = setting_origins(settings)
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        header = ("setting", "value", "from") if origin else ("setting", "value")
        rows = [(e.name, e.value, e.origin)[: len(header)] for e in found]
        print_table("Settings", header, rows)
    check_settings(settings)


@config_command.command("test-notices")
@click.pass_context
def test_notices_command(context: click.Context) -> None:
    """Send a notice on every channel of `[notify]`, to see that it arrives.

    Exit code 1 where one did not.
    """
    from pipeline.config import load_settings
    from pipeline.errors import UsageError
    from pipeline.operate.notices.notice import Event, News, Notice
    from pipeline.operate.notices.send import channel_names, send

    notify = load_settings().notify
    names = channel_names(notify)
    if not names:
        raise UsageError("notify: no channel is set: see [notify] in docs/scheduling.md")
    news = News(Event.RECOVERY, "", "this is a test: notices arrive here", "you asked for it", "")
    failed = send(notify, Notice("", (news,)))
    for words in failed:
        say(words)
    say(f"sent: {', '.join(n for n in names if not any(f' {n} ' in f for f in failed)) or 'none'}")
    context.exit(1 if failed else 0)
