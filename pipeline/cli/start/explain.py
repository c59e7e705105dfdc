"""`payband explain`: show what each stage read from a posting or text, and by which rule."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.output.explanation import show_explanation
from pipeline.cli.output.pay_trace import show_traces, traces
from pipeline.cli.output.show import print_json, say
from pipeline.cli.output.word_trace import show_word_traces
from pipeline.cli.posting_ids import (
    bare_id,
    check_no_figure,
    check_no_id,
    is_figure_id,
    posting_id_in,
)
from pipeline.cli.start.cell_question import CellQuestion, cell_options
from pipeline.cli.start.explain_cell import explain_cell
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from models.raw import RawPosting
    from pipeline.clean.engine import Cleaned
    from pipeline.config import Settings


def _told(what: str) -> str:
    if not what.strip():
        raise click.UsageError("WHAT is empty: give a posting_id, a text, or the id of a cell")
    return what


@click.command("explain")
@click.argument("what", callback=lambda _context, _argument, what: _told(what))
@click.option("--trace", is_flag=True, help="Show each word, its meaning, and its rule rows.")
@click.option(
    "--as",
    "read_as",
    type=click.Choice(("pay", "title", "place", "description")),
    default="pay",
    show_default=True,
    help="What the text is.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=options.page_name,
    help="Write a page instead, .html, to attach to a mail.",
)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Look for the response in this archive: a replay keeps no copy of what it read.",
)
@cell_options
@options.as_json
@of_store
def explain_command(
    *,
    what: str,
    trace: bool,
    read_as: str,
    html: Path | None,
    archive: Path | None,
    asked: CellQuestion,
    as_json: bool,
    which: Which,
) -> None:
    """Show what was read, by which rule, and which figures it is in.

    WHAT is a posting_id, a text (of pay, or what --as says), or the id of a cell of a report. A
    posting is shown with its response and the part of it that each value was read from, its pay
    step by step, its history, its job and its cells of a report; a row of a cleaned table (--export
    FILE, by posting_id or source_key) as the file has it; a cell with its jobs and those left out.

    \b
    payband explain --trace "95-105k EUR p.a. + 10% bonus" --country DE
    payband explain --trace "Sr. ML Engineer - Remote" --as title
    payband explain 4f0c2a91d7e35b68 --html posting.html
    payband explain 4f0c2a91d7e35b68 --export cleaned.csv
    payband explain pay/year/city=Berlin/country=DE --report berlin.html
    """
    if is_figure_id(what):
        explain_cell(what, which, asked, html, as_json=as_json)
        return
    posting_id = _posting(what) if read_as == "pay" else None
    if read_as == "pay" and (table := asked.table_alone()):
        more = trace or bool(html or archive)
        _row(table, bare_id(what), which.settings_without(table), as_json=as_json, more=more)
        return
    country = asked.country_alone()
    settings = which.settings() if posting_id else None
    stored = _stored(settings, posting_id, archive) if posting_id and settings else None
    found = stored or _text(what, country, read_as)
    if trace:
        _add_traces(*found, country)
    _tell(found[0], html, settings, as_json=as_json)


def _row(table: Path, key: str, settings: "Settings", *, as_json: bool, more: bool) -> None:
    """Print what a table says of one of its rows; it holds nothing to trace, and no response."""
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.input_files import input_file
    from pipeline.publish.explain.table_row import explained_row

    if more:
        raise click.UsageError(
            "--trace, --html and --archive are for a posting of the store; of a row, trace its "
            "salary_text: payband explain --trace TEXT --country DE"
        )
    aliases = user_aliases(input_file(settings, "employers_file"))
    _tell(explained_row(table, key, aliases), None, None, as_json=as_json)
    say("issues, row by row: `payband clean TABLE -o OUT --issues FILE`")


def _posting(what: str) -> str | None:
    """Return the posting_id; None for a text. Raises InputError for what is like a figure's id."""
    check_no_figure(what)
    return posting_id_in(what)


def _tell(
    told: dict[str, Any], html: Path | None, settings: "Settings | None", *, as_json: bool
) -> None:
    if html is not None:
        _write_page(told, html, settings)
    if as_json:
        print_json(told)
    elif html is None:
        show_explanation(told)
        show_word_traces(told.get("words", {}))
        show_traces(told.get("trace", {}))


def _add_traces(told: dict[str, Any], cleaned: "Cleaned", raw: "RawPosting", country: str) -> None:
    from pipeline.publish.explain.traced.posting import trace_words

    told["words"] = trace_words(raw, cleaned.texts)
    told["trace"] = traces(cleaned, country)


def _write_page(told: dict[str, Any], html: Path, settings: "Settings | None") -> None:
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.explain.page import write_explanation

    if settings is not None:
        keep_inputs(settings, html)
    write_explanation(told, html)
    say(f"wrote {html}")


def _stored(
    settings: "Settings", posting_id: str, archive: Path | None
) -> tuple[dict[str, Any], "Cleaned", "RawPosting"]:
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.database_url import shown
    from pipeline.errors import InputError
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.input_files import input_file
    from pipeline.nearest import nearest
    from pipeline.operate.crawls.posting_archives import posting_archives
    from pipeline.publish.explain.explanation import explained
    from pipeline.publish.explain.last_report import last_report
    from pipeline.store.db.existing import open_existing
    from pipeline.store.postings.raw import find_raw, ids_like

    url = settings.database_url
    engine = open_existing(url)
    raw = find_raw(engine, posting_id)
    if raw is None:
        near = nearest(posting_id, ids_like(engine, posting_id))
        meant = f"; did you mean {near}?" if near else f" (database_url is {shown(url)})"
        raise InputError(f"no such id: the store has no posting {posting_id}{meant}")
    rates = saved_rates(settings.rates_folder)
    aliases = user_aliases(input_file(settings, "employers_file"))
    last = last_report(engine, settings.report_page)
    feed = last.feed if last else None
    with posting_archives(engine, settings, raw, archive) as files:
        told, cleaned = explained(engine, raw, rates, aliases, feed=feed, files=files)
    told["report"] = last.record if last else None
    return told, cleaned, raw


def _text(text: str, country: str, read_as: str) -> tuple[dict[str, Any], "Cleaned", "RawPosting"]:
    """Return the explanation of a text. Raises InputError for a wrong posting_id."""
    from pipeline.config import load_settings
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.publish.explain.explanation import explained_text

    rates = saved_rates(load_settings().rates_folder)
    told, cleaned, raw = explained_text(text, country, rates, read_as)
    if read_as == "pay" and not told["bands"]:
        check_no_id(text)
        say("no pay is read in this text; --as title, place or description reads it as that")
    return told, cleaned, raw
