"""`payband mcp`: let an assistant ask about the store."""

import click

from pipeline.cli.store_options import Which, of_store


@click.command("mcp")
@of_store
def mcp_command(*, which: Which) -> None:
    """Let an assistant read the store, over the Model Context Protocol.

    It is started by the assistant's program, speaks on standard input and output, and only reads:
    jobs, what was read of one, salary tables, comparisons, where an offer stands. Needs
    payband[mcp].

    \b
    {"mcpServers": {"payband": {"command": "payband", "args": ["mcp"]}}}
    """
    from pipeline.assistant.server import Assistant, serve
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.input_files import input_file
    from pipeline.store.db.existing import open_existing

    settings = which.settings()
    engine = open_existing(settings.database_url)
    rates, aliases = (
        saved_rates(settings.rates_folder),
        user_aliases(input_file(settings, "employers_file")),
    )
    serve(Assistant(engine, rates, aliases))
