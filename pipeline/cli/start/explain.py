"""`payband explain`: show what each stage read from a posting or text, and by which rule."""

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.output.pay_trace import show_traces, traces
from pipeline.cli.output.show import print_filled, print_json, print_line, print_table
from pipeline.cli.posting_ids import check_no_id, posting_id_in
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from pipeline.clean.engine import Cleaned


CORRECTED = ("posting", "column", "value", "was", "why", "at", "changed since")


@click.command("explain")
@click.argument("what")
@click.option("--country", default="", help="Where the job is (ISO alpha-2), for a text of pay.")
@click.option("--trace", is_flag=True, help="Show each token of the pay, and its rule rows.")
@options.as_json
@of_store
def explain_command(*, what: str, country: str, trace: bool, as_json: bool, which: Which) -> None:
    """Show what was read, and which rule fired.

    WHAT is a posting_id of the store, or a text of pay. Of a posting it shows, too, its history,
    and which other postings are of the same job, and why.

    \b
    payband explain --trace "95-105k EUR p.a. + 10% bonus" --country DE
    """
    posting_id = posting_id_in(what)
    told, cleaned = _stored(which, posting_id) if posting_id else _pay(what, country)
    if trace:
        told["trace"] = traces(cleaned, country)
    if as_json:
        print_json(told)
    else:
        _show(told)
        show_traces(told.get("trace", {}))


def _stored(which: Which, posting_id: str) -> tuple[dict[str, Any], "Cleaned"]:
    """Return the explanation of a posting in the store, with its job and its history."""
    from dataclasses import asdict

    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.clean.engine import clean
    from pipeline.database_url import shown
    from pipeline.errors import InputError
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.nearest import nearest
    from pipeline.store.db.existing import open_existing
    from pipeline.store.lifecycle.history import history
    from pipeline.store.postings.corrections import fixes_of, list_corrections
    from pipeline.store.postings.raw import find_raw, ids_like

    settings = which.settings()
    url = settings.database_url
    engine = open_existing(url)
    raw = find_raw(engine, posting_id)
    if raw is None:
        near = nearest(posting_id, ids_like(engine, posting_id))
        meant = f"; did you mean {near}?" if near else f" (database_url is {shown(url)})"
        raise InputError(f"no such id: the store has no posting {posting_id}{meant}")
    aliases = user_aliases(settings.employers_file)
    corrections = list_corrections(engine, posting_id)
    rates = saved_rates(settings.rates_folder)
    cleaned = clean(raw, rates, aliases, fixes_of(corrections))
    told = _told(cleaned, whole=True)
    told["corrections"] = [each.as_row() for each in corrections]
    _tell_twins(told, engine, posting_id)
    told["history"] = [asdict(event) for event in history(engine, posting_id)]
    return told, cleaned


def _tell_twins(told: dict[str, Any], engine: "Engine", posting_id: str) -> None:
    """Add the other postings of the job, and which posting and pay count in statistics."""
    from dataclasses import asdict

    from pipeline.publish.export.job_rows import payer_of
    from pipeline.store.duplicates.same_job import same_job_links

    found = same_job_links(engine, posting_id)
    told["same job"] = [asdict(twin) for twin in found]
    if not found:
        return
    first = found[0].posting_id
    payer = payer_of(engine, first)
    if first != posting_id:
        told["posting"]["duplicate_of"] = first
        lent = ", with the pay of this one" if payer == posting_id else ""
        told["in statistics"] = f"no: the job is counted as posting {first}{lent}"
    elif payer:
        told["in statistics"] = f"the job is, with the pay of posting {payer}"


def _pay(text: str, country: str) -> tuple[dict[str, Any], "Cleaned"]:
    """Return the explanation of a text of pay. Raises InputError for a wrong posting_id."""
    from models.raw import RawPosting
    from pipeline.clean.engine import clean
    from pipeline.config import load_settings
    from pipeline.fx.saved_rates import saved_rates

    given = RawPosting(source="", source_key="", url="", title="", salary=text, country=country)
    cleaned = clean(given, saved_rates(load_settings().rates_folder))
    told = _told(cleaned, whole=False)
    if not told["bands"]:
        check_no_id(text)
    return told, cleaned


def _told(cleaned: "Cleaned", *, whole: bool) -> dict[str, Any]:
    """Return the explanation of a cleaned posting, or only of its pay."""
    from dataclasses import asdict

    from pipeline.rules.issues import meaning

    readings = [(n, r) for n, r in cleaned.readings if whole or n == "pay"]
    found = cleaned.posting
    names = [
        name for name in asdict(found) if whole or name.startswith(("salary", "annual", "fla"))
    ]
    return {
        "posting": {name: getattr(found, name) for name in names if getattr(found, name)},
        "evidence": [
            {"stage": name, "field": e.field, "read from": e.text, "rule": e.rule}
            for name, reading in readings
            for e in reading.evidence
        ],
        "bands": [asdict(band) for _, reading in readings for band in reading.bands],
        "issues": [
            asdict(d) | {"meaning": meaning(d.code)}
            for _, reading in readings
            for d in reading.issues
        ],
        "in statistics": _standing(cleaned),
    }


def _standing(cleaned: "Cleaned") -> str:
    """Return whether statistics count the posting's pay, or why not."""
    found = cleaned.posting
    if found.salary_status != "ok":
        why = ", ".join(found.flags) or "no band was read"
        return f"no: pay is {found.salary_status} ({why})"
    if found.annual_min_usd is None or found.annual_max_usd is None:
        return "no: one end or both have no yearly amount in USD"
    return "yes"


def _show(told: dict[str, Any]) -> None:
    from pipeline.cli.output import bands

    rows = [(name, _joined(value)) for name, value in told["posting"].items()]
    print_table("Read as", ("column", "value"), rows)
    read = [e for e in told["evidence"] if e["field"] != "flags"]
    print_table("Evidence", ("stage", "column", "read from", "rule"), [e.values() for e in read])
    found = [bands.row(b["n"], b, headline=b["headline"]) for b in told["bands"]]
    print_filled("Bands (* the headline)", bands.HEAD, found)
    why = [(e["read from"], *e["rule"].split(": ", 1)) for e in told["evidence"] if e not in read]
    print_table("Flags: kept out of statistics", ("read from", "flag", "why"), why)
    header = ("code", "column", "read from", "detail", "meaning")
    print_filled("Issues", header, [list(d.values()) for d in told["issues"]])
    fixed = [[str(value) for value in row.values()] for row in told.get("corrections", ())]
    print_filled("Corrected by hand", CORRECTED, fixed)
    twins = [list(twin.values()) for twin in told.get("same job", ())]
    head = ("posting", "source", "company", "title", "like posting", "why")
    print_table("One job: the first posting stands for the others", head, twins)
    past = [[str(value) for value in event.values()] for event in told.get("history", ())]
    print_table("History", ("at", "run", "what", "why"), past)
    print_line(f"In statistics: {told['in statistics']}")


def _joined(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value
