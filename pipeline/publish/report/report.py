"""The salary report: one page without scripts or network, and the same figures as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from jinja2 import Template
from sqlalchemy import Engine

from models.record import columns
from pipeline.caches import cached_file
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.publish.export.formats import write_rows
from pipeline.publish.export.rows import stream_jobs
from pipeline.publish.overwrite_check import keep_other_table, keep_report
from pipeline.publish.pages import environment
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.publish.report.chart import chart, short
from pipeline.publish.report.policy import GRADES, POLICY
from pipeline.publish.report.population import (
    COLUMNS,
    LEFT_OUT,
    NOT_COUNTED,
    Population,
    flag_counts,
    population,
)
from pipeline.publish.report.statistics import Cell, Statistics, statistics
from pipeline.rules.sources import all_sources
from pipeline.store.runs.bundled_sample import holds_sample

TEMPLATE = "report.html.j2"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The counts of a report. `left_out` and `flags` count postings by reason and by flag."""

    html: Path
    csv: Path
    postings: int
    counted: int
    used: int
    left_out: dict[str, int]
    flags: dict[str, int]


@dataclass(frozen=True, slots=True)
class SourceCredit:
    """A source as the page names it. `terms` is a web address or ""."""

    name: str
    postings: int
    attribution: str
    terms: str
    host: str
    read_on: str


def report(
    engine: Engine, html: Path, csv: Path, *, force: bool = False, aliases: Aliases = SHIPPED
) -> ReportResult:
    """Write the salary report of the store's postings as a page and as CSV.

    The figures are midpoints of advertised ranges in USD a year, see `statistics`. The same store
    gives the same bytes: the date on the page is the last time a posting was seen, not today. On
    an error both files stay unchanged. Raises PaybandError; unless `force`, HeldError where the
    store is empty and the existing report counts postings, and UsageError where `csv` is another
    table.
    """
    with replacing_together([html, csv]) as files:
        return write_report(engine, html, csv, files, force=force, aliases=aliases)


def write_report(  # noqa: PLR0913  # the store, three files and two choices
    engine: Engine,
    html: Path,
    csv: Path,
    files: Sequence[BinaryIO],
    *,
    force: bool = False,
    aliases: Aliases = SHIPPED,
) -> ReportResult:
    """Write a report as `report` does, to the open `files`: the page and its figures."""
    people = population(stream_jobs(engine, COLUMNS, duplicates=True), aliases)
    if not force:
        keep_other_table(csv)
    if not people.total and not force:
        keep_report(html, csv)
    figures = statistics(people.counted)
    names = [c.name for c in columns(Cell)]
    rows = [[getattr(cell, name) for name in names] for cell in figures.cells]
    with writing_to(html):
        files[0].write(render(people, figures, invented=holds_sample(engine)).encode())
    with writing_to(csv):
        write_rows(".csv", files[1], columns(Cell), rows)
    return ReportResult(
        html,
        csv,
        postings=people.total,
        counted=len(people.counted),
        used=people.used,
        left_out={reason: people.reasons[reason] for reason in (*NOT_COUNTED, *LEFT_OUT)},
        flags=dict(flag_counts(people)),
    )


def render(people: Population, figures: Statistics, *, invented: bool = False) -> str:
    """Return the page as HTML: every text is escaped, only http and https addresses are links.

    It has a notice where postings of the bundled sample, which are `invented`, are among them.
    """
    context = _context(people, figures) | {"invented": invented}
    return _template().render(context)


@cached_file
def _template() -> Template:
    templates = environment()
    templates.filters |= {"usd": _usd, "percent": _percent, "short": short}
    return templates.get_template(TEMPLATE)


def _context(people: Population, figures: Statistics) -> dict[str, Any]:
    return {
        "people": people,
        "counted": len(people.counted),
        "figures": figures,
        "whole": figures.whole,
        "chart": chart(figures.cells),
        "not_counted": _reasons(people, NOT_COUNTED),
        "left_out": _reasons(people, LEFT_OUT),
        "flags": flag_counts(people),
        "origins": [_origin(name, people.sources[name]) for name in sorted(people.sources)],
        "grades": GRADES,
        "policy": POLICY,
    }


def _reasons(people: Population, words: dict[str, str]) -> list[tuple[str, str, int]]:
    return [(code, words[code], people.reasons[code]) for code in words if people.reasons[code]]


def _origin(name: str, postings: int) -> SourceCredit:
    known = all_sources().get(name)
    if known is None:
        return SourceCredit(name, postings, "", "", "", "")
    address = urlsplit(known.terms)
    terms = known.terms if address.scheme in ("http", "https") else ""
    return SourceCredit(name, postings, known.attribution, terms, address.netloc, known.read_on)


def _usd(dollars: int | None) -> str:
    return "" if dollars is None else f"${dollars:,}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "0%"
