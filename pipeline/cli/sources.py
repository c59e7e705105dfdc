"""`payband sources`: where postings come from, and on which terms."""

from dataclasses import asdict

import click

from pipeline.cli import options
from pipeline.cli.show import print_json, print_table


@click.command("sources")
@options.as_json
def sources_command(*, as_json: bool) -> None:
    """List the sources and their terms.

    On or off and why, the address of the terms and when they were read, attribution owed.
    """
    from pipeline.config import load_settings
    from pipeline.operate.choice import check_known
    from pipeline.rules.sources import all_sources

    chosen = load_settings().sources
    check_known(chosen, "sources in the configuration")
    known = all_sources().values()
    rows = [asdict(s) | {"on": s.source in chosen if chosen else s.default == "on"} for s in known]
    if as_json:
        print_json(rows)
        return
    header = ("source", "on", "why", "terms", "read on", "attribution", "every")
    print_table("Sources", header, [_row(row) for row in rows])


def _row(row: dict[str, object]) -> list[object]:
    on = "on" if row["on"] else "off"
    keys = ("why", "terms", "read_on", "attribution")
    return [row["source"], on, *(row[k] for k in keys), f"{row['min_interval_hours']} h"]
