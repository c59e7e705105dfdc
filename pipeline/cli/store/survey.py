"""`payband survey`: the ai-jobs.net salary survey, kept beside the postings."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.country import COUNTRY
from pipeline.cli.output.show import print_filled, print_json, say
from pipeline.cli.sections import UncutGroup
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from models.survey import SurveySalary

HEADER = ("role", "level", "n", "cut off", "p25 USD", "median USD", "p75 USD")


@click.group("survey", cls=UncutGroup)
def survey_command() -> None:
    """Compare with what others say is paid; never mixed with postings."""


@survey_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@options.as_json
@of_store
def import_command(*, file: Path, as_json: bool, which: Which) -> None:
    """Keep FILE, the salaries.csv of ai-jobs.net, in the store.

    It replaces what was kept of an earlier snapshot. The data set is CC0:
    https://github.com/foorilla/ai-jobs-net-salaries
    """
    from pipeline.store.db.database import open_store
    from pipeline.survey.read import DATASET, read_survey
    from pipeline.survey.store import keep_dataset

    survey = read_survey(file)
    url = which.settings(needed=False).database_url
    change = keep_dataset(open_store(url), DATASET, survey.observations)
    counts = {
        "rows": survey.rows,
        "observations": len(survey.observations),
        "bands": survey.bands,
        "repeated": survey.repeated,
        "clipped": survey.clipped,
        **asdict(change),
    }
    if as_json:
        print_json(counts)
        return
    say(
        f"{survey.rows} rows are {len(survey.observations)} observations: {survey.bands} pairs of "
        f"rows were one band each, {survey.repeated} repeat another, {survey.clipped} are cut off "
        f"at 15,000 or 800,000 USD"
    )
    say(", ".join(f"{count} {what}" for what, count in asdict(change).items()))


@survey_command.command("show")
@click.argument("role", required=False)
@click.option("--country", type=COUNTRY, help="Only employers of this country, by name or code.")
@click.option("--year", type=int, help="Only this year.")
@options.as_json
@of_store
def show_command(
    *, role: str | None, country: str | None, year: int | None, as_json: bool, which: Which
) -> None:
    """Show medians by role, or of one ROLE by level.

    In US dollars a year, at the data set's own rates, of the midpoints of bands.
    """
    from pipeline.errors import UsageError
    from pipeline.nearest import hint
    from pipeline.survey.figures import medians

    kept = _kept(which)
    if not kept:
        raise UsageError("the store has no survey yet: payband survey import salaries.csv")
    if role and role not in (known := sorted({said.role for said in kept if said.role})):
        raise UsageError(f"the survey has no role {role!r}; {hint(role, known)}")
    found = [
        said
        for said in kept
        if (not role or said.role == role)
        and (not country or said.company_country == country)
        and (not year or said.work_year == year)
    ]
    lines = medians(found, by_level=bool(role))
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    print_filled(
        "What ai-jobs.net's survey says is paid", HEADER, [list(asdict(n).values()) for n in lines]
    )
    say("Survey rows, not postings: each observation once; no figures below 5.")


@click.group("benchmark", hidden=True, commands=survey_command.commands)
def benchmark_command() -> None:
    """Do what `payband survey` does; its former name."""
    say("payband benchmark is now called payband survey")


def _kept(which: Which) -> "list[SurveySalary]":
    """Return the survey rows of the store; an empty list if the store does not exist."""
    from pipeline.errors import NoStoreError
    from pipeline.store.db.existing import open_existing
    from pipeline.survey.store import read_dataset

    try:
        return read_dataset(open_existing(which.settings().database_url))
    except NoStoreError:
        if which.named:
            raise
        return []
