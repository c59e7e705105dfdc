"""The data dictionary: every column of every table, from the declarations.

`python -m tools.dictionary` writes it to docs/data-dictionary.md.
"""

import inspect
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from models import tables, vocab
from models.band import SalaryBand
from models.correction import Correction
from models.history import PostingVersion, StatusChange
from models.issue import Issue
from models.page import Page
from models.posting import JobPosting
from models.posting_life import PostingLife
from models.raw import PayField, RawPosting
from models.record import Column, columns
from models.run import CrawlRun, Quarantine, Run, SourceRun
from models.same import Fingerprint, SameJob
from models.source_pay import SourcePay
from models.survey import SurveySalary
from models.survey_table import SurveyTableRow
from pipeline.atomic import replacing
from pipeline.figures.cell import Cell
from pipeline.publish.report.salaries_table import FormerColumns, ReportColumns

DOCS = Path("docs/data-dictionary.md")
HEAD = """\
# Data dictionary

Every column Payband stores or exports. Made from the declarations in `models/` by
`python -m tools.dictionary`; a test fails where this page is out of date.

Unknown is empty. Amounts are in whole currency units, never cents. Instants are UTC, as
`2026-10-28T06:00:00Z`; days are `2026-10-28`. In an exported CSV, text that a spreadsheet would
take for a formula has one `'` before it (`pipeline.formula_guard.undo` takes it off); JSON
lines, Parquet and Excel hold the text unchanged.

No text of a cleaned posting has control characters, bidirectional controls or line breaks. Marks,
embeddings, overrides and isolates go in Hebrew and Arabic texts, too: their letters have a
direction without them. In `source_key`, and in the value that an issue quotes, such a character is
written out (`\\x1b`).
"""
RECORDS: tuple[tuple[str, str, type], ...] = (
    ("Export: postings.csv, .jsonl, .parquet, .xlsx", "", JobPosting),
    ("Export with --schema aijobs", "", SurveyTableRow),
    ("Report: salaries.csv, and pay, interns, contracts and usd of salaries.json", "", Cell),
    ("Report: columns of salaries.csv that say what it is of", "", ReportColumns),
    ("Report: columns of salaries.csv that will go", "", FormerColumns),
    ("Table raw_posting", "raw_posting", RawPosting),
    ("Table salary_band", "salary_band", SalaryBand),
    ("Table issue", "issue", Issue),
    ("Table posting_life", "posting_life", PostingLife),
    ("Table fingerprint", "fingerprint", Fingerprint),
    ("Table same_job", "same_job", SameJob),
    ("Table posting_version", "posting_version", PostingVersion),
    ("Table status_change", "status_change", StatusChange),
    ("Table run", "run", Run),
    ("Table source_run", "source_run", SourceRun),
    ("Table source_pay", "source_pay", SourcePay),
    ("Table crawl_run", "crawl_run", CrawlRun),
    ("Table quarantine", "quarantine", Quarantine),
    ("Table page", "page", Page),
    ("Table correction", "correction", Correction),
    ("Table survey", "survey", SurveySalary),
)
# Columns of a table that are not of its record.
BOOKKEEPING = {
    ("raw_posting", "posting_id"): "From source and source_key; the key.",
    ("raw_posting", "run_id"): "The run that stored this version.",
    ("job_posting", "raw_hash"): "The content_hash, in posting_life, of what it was read from.",
    ("job_posting", "content_hash"): "SHA-256 of it with its bands and issues.",
    ("fingerprint", "digest"): "SHA-256 of its columns, its keys, and the version of the rules.",
    ("fingerprint_key", "posting_id"): "The posting; with the key, the key.",
    ("fingerprint_key", "key"): "What postings of one job may share, as a number of 64 bits.",
    ("job_pending", "posting_id"): "A posting that is to be put to its job; the key.",
    ("listed_twice", "posting_id"): "A posting with another of its listing in one job; the key.",
}
TYPES = {str: "text", Decimal: "number", int: "integer", float: "number", bool: "true or false"} | {
    datetime: "instant",
    date: "day",
}


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    parts = [HEAD, *(_section(*record) for record in RECORDS), _job_posting()]
    return "\n".join([*parts, "## Words", "", *map(_words, vocabularies())])


def vocabularies() -> list[type[StrEnum]]:
    """Return the vocabularies, in the order of models/vocab.py."""
    named = [v for v in vars(vocab).values() if isinstance(v, type) and v is not StrEnum]
    return [v for v in named if issubclass(v, StrEnum)]


def _section(heading: str, table: str, record: type) -> str:
    lines = [_line(_name(c), type_name(c), c.unit, c.doc) for c in columns(record)]
    return _titled(heading, inspect.cleandoc(record.__doc__ or ""), [*lines, *_bookkeeping(table)])


def _job_posting() -> str:
    life = ", ".join(c.name for c in columns(JobPosting) if c.name in tables.LIFE_COLUMNS)
    about = (
        f"The columns of the export but {life}, which are in posting_life, `duplicate_of`, which "
        "is in same_job, and `pay_of`, which is in exports alone; and these:"
    )
    return _titled("Table job_posting", about, _bookkeeping("job_posting"))


def _bookkeeping(table: str) -> list[str]:
    return [_line(f"`{c}`", "text", "", doc) for (t, c), doc in BOOKKEEPING.items() if t == table]


def _titled(heading: str, about: str, lines: list[str]) -> str:
    head = [
        f"## {heading}",
        "",
        about,
        "",
        "| column | type | unit | meaning |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *lines, ""])


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _name(column: Column) -> str:
    return f"`{column.name}`" + (" (key)" if column.key else "")


def type_name(column: Column) -> str:
    """Return how the dictionary names a column's type."""
    kind: Any = column.type
    several = typing.get_origin(kind) is tuple
    if several:
        kind = typing.get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        name = f"[{kind.__name__}](#{kind.__name__.lower()})"
    else:
        name = "JSON" if kind is PayField else TYPES.get(kind, "JSON")
    return f"{name}, several" if several and name != "JSON" else name


def _words(vocabulary: type[StrEnum]) -> str:
    words = ", ".join(f"`{word}`" for word in vocabulary)
    return f"### {vocabulary.__name__}\n\n{inspect.cleandoc(vocabulary.__doc__ or '')}\n\n{words}\n"


def main() -> None:
    """Write the page."""
    with replacing(DOCS) as file:
        file.write(dictionary().encode())


if __name__ == "__main__":
    main()
