"""`payband compare`: compare two roles."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from pipeline.filters.filters import Filters
    from pipeline.publish.compare.compare import Comparison


@click.command("compare")
@click.argument("one")
@click.argument("other")
@options.as_json
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a page instead, .html."
)
@filter_options(without=("role",))
@options.force
@of_store
def compare_command(
    *,
    one: str,
    other: str,
    as_json: bool,
    output: Path | None,
    filters: "Filters",
    force: bool,
    which: Which,
) -> None:
    """Compare what two roles ask for and offer.

    Skills by group, education, experience, industries, workplace and sound pay, each figure with
    the number of postings it rests on. ONE and OTHER are roles, or titles that have one.
    """
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.filters.role_name import known_role
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.compare.compare import compare_stored
    from pipeline.publish.compare.page import as_json as structure
    from pipeline.publish.compare.page import write_page
    from pipeline.store.db.existing import open_existing
    from pipeline.store.runs.bundled_sample import holds_sample

    if output is not None and output.suffix != ".html":
        raise click.UsageError(f"the page must end in .html: {output}")
    names = known_role(one), known_role(other)
    settings = which.settings()
    engine = open_existing(settings.database_url)
    aliases = user_aliases(settings.employers_file)
    compared = compare_stored(engine, *names, aliases, filters)
    if output is not None:
        keep_inputs(settings, output)
        invented = holds_sample(engine)
        write_page(compared, output, invented=invented, filters=filters.text, force=force)
        say(f"wrote {output}")
    if as_json:
        print_json(structure(compared))
    elif output is None:
        _show(compared)


def _show(compared: "Comparison") -> None:
    from pipeline.publish.compare.page import sections

    for heading, rows in sections(compared):
        header = ["", compared.left.role, compared.right.role]
        lifted = any(row[3] for row in rows)
        print_table(
            heading, [*header, "lift"] if lifted else header, [r[: 3 + lifted] for r in rows]
        )
