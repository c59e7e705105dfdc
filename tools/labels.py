"""Rows labelled by hand, and the readings of the same texts: both sides of docs/accuracy.md.

The files are in tests/labels/ (pay tables are beside the tests of the pay reader). The README there
says what each column holds and how to add a row.
"""

import html
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.posting import JobPosting
from models.raw import RawPosting
from models.record import columns
from pipeline.clean.employer.company_key import company_key
from pipeline.clean.engine import clean
from pipeline.pay.bands.format import brief
from pipeline.pay.reader import read_pay
from tools.duplicate_labels import FILE, pairs
from tools.label_files import FOLDER, rows

SEVERAL = frozenset(c.name for c in columns(JobPosting) if typing.get_origin(c.type) is tuple)
KNOWN = frozenset(c.name for c in columns(JobPosting))


@dataclass(frozen=True, slots=True)
class Labels:
    """A file of labelled rows: the raw field of each input column, and the labelled columns.

    For a field of `*`, the row's column `where` names the field.
    """

    file: str
    inputs: Mapping[str, str]
    labelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One label and one reading; either is empty if there is nothing to read."""

    labels: str
    batch: str
    field: str
    text: str
    wanted: frozenset[str]
    read: frozenset[str]


PROSE = {"text": "description_html"}
TABLES: tuple[Labels, ...] = (
    Labels("titles.csv", {"title": "title"}, ("role", "level", "ai_relevance")),
    Labels("employment.csv", {"employment": "employment", "title": "title"}, ("employment_type",)),
    Labels(
        "places.csv",
        {"location": "location", "hint": "country"},
        ("city", "region", "country", "workplace"),
    ),
    Labels("workplace.csv", {"text": "*"}, ("workplace",)),
    Labels("employment_text.csv", PROSE, ("employment_type",)),
    Labels("skill_lines.csv", PROSE, ("skills",)),
    Labels("education.csv", PROSE, ("education", "education_required", "education_fields")),
    Labels("experience.csv", PROSE, ("experience_min", "experience_max")),
    Labels("industry.csv", PROSE | {"company": "company"}, ("industry",)),
    Labels("language.csv", PROSE, ("language",)),
    Labels("employers.csv", {"posted": "company"}, ("company",)),
)
PAIRS = "company.csv"
WHERE = {"description": "description_html", "field": "workplace"}
TABLE = "table"  # the batch of rows that name none
PAY = ("read_cases.csv", "prose_cases.csv")


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Return every label of the files under tests/ with its present reading.

    Raises InputError with file and column if a file lacks a column.
    """
    for table in TABLES:
        yield from _table(folder / "labels" / table.file, table)
    yield from _pairs(folder / "labels" / PAIRS)
    yield from _prose(folder / "labels" / "skills")
    yield from _duplicates(folder)
    for name in PAY:
        yield from _pay(folder / "pipeline" / "pay" / name)


@dataclass(frozen=True, slots=True)
class FirstPass:
    """The number of right rows of a field when the rules first read a batch."""

    labels: str
    batch: str
    field: str
    rows: int
    right: int


def first_passes(folder: Path = FOLDER) -> list[FirstPass]:
    """Return the first passes: those of first_pass.csv, and of files with a column `missed`.

    `missed` names the fields that were read wrongly at first. A batch in which nothing was
    missed is none: its rows were mined before.
    """
    listed = rows(folder / "labels" / "first_pass.csv", ("labels", "batch", "field", "rows"))
    told = [
        FirstPass(r["labels"], r["batch"], r["field"], int(r["rows"]), int(r["right"]))
        for r in listed
    ]
    return told + [one for table in TABLES for one in _missed(folder / "labels", table)]


def _missed(folder: Path, table: Labels) -> Iterator[FirstPass]:
    listed = rows(folder / table.file)
    for batch in dict.fromkeys(row.get("batch", TABLE) for row in listed):
        missed = [row.get("missed", "").split() for row in listed if row.get("batch") == batch]
        if any(missed):
            for field in table.labelled:
                right = sum(field not in fields for fields in missed)
                yield FirstPass(table.file, batch, field, len(missed), right)


def labelled(folder: Path = FOLDER) -> list[RawPosting]:
    """Return the labelled texts as raw postings; none where there are no label files."""
    tables = [(folder / "labels" / table.file, table) for table in TABLES]
    given = [_given(row, t) for path, t in tables if path.exists() for row in rows(path)]
    prose = [said for _, _, said in _heads(folder / "labels" / "skills")]
    return [_raw(said) for said in (*given, *prose)]


def _table(path: Path, table: Labels) -> Iterator[Case]:
    for row in rows(path, (*table.inputs, *table.labelled)):
        given = _given(row, table)
        text = " | ".join(row[name] for name in table.inputs if row[name])
        yield from _compare(table.file, row, text, table.labelled, given)


def _given(row: Mapping[str, str], table: Labels) -> dict[str, str]:
    named = row.get("where", "")
    given = {}
    for name, field in table.inputs.items():
        filled = WHERE.get(named, named) if field == "*" else field
        given[filled] = html.escape(row[name]) if filled == "description_html" else row[name]
    return given


def _pairs(path: Path) -> Iterator[Case]:
    """Yield pairs of names: `same` is wanted of those of one employer, and read of equal keys."""
    for row in rows(path, ("name", "same_as", "same")):
        name, other = row["name"], row["same_as"]
        wanted = _words("same", "same" if row["same"] == "yes" else "")
        read = _words("same", "same" if company_key(name) == company_key(other) else "")
        yield Case(PAIRS, row["batch"], "company_key", f"{name} | {other}", wanted, read)


def _prose(folder: Path) -> Iterator[Case]:
    for name, row, given in _heads(folder):
        fields = tuple(field for field in row if field in KNOWN - set(given))
        yield from _compare(folder.name, row, name, fields, given)


def _heads(folder: Path) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield name, labels and raw fields of whole postings: `column: value` lines, then the text."""
    for path in sorted(folder.glob("*.txt")):
        head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        row = {k: v.strip() for k, _, v in (line.partition(":") for line in head.splitlines())}
        given = {"title": row["title"], "company": row["company"], "description_html": text}
        yield path.name, row, given


def _compare(
    labels: str,
    row: Mapping[str, str],
    text: str,
    fields: tuple[str, ...],
    given: Mapping[str, Any],
) -> Iterator[Case]:
    posting = clean(_raw(given)).posting
    for field in fields:
        wanted, read = _words(field, row[field]), _words(field, _spelt(getattr(posting, field)))
        yield Case(labels, row.get("batch", TABLE), field, text, wanted, read)


def _raw(given: Mapping[str, Any]) -> RawPosting:
    return RawPosting(**{"source": "labels", "source_key": "1", "url": "", "title": "", **given})


def _words(field: str, value: str) -> frozenset[str]:
    parts = value.split("; ") if field in SEVERAL else [value]
    return frozenset(part for part in parts if part)


def _spelt(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)


def _duplicates(folder: Path) -> Iterator[Case]:
    """Yield a case for each pair: whether the second posting is the first one's job."""
    for pair in pairs(folder):
        wanted, read = (frozenset({"yes"} if same else ()) for same in (pair.wanted, pair.found))
        text = f"pair {pair.pair} ({pair.kind})"
        yield Case(FILE, pair.batch, "duplicate_of", text, wanted, read)


def _pay(path: Path) -> Iterator[Case]:
    prose = path.stem.startswith("prose")
    for row in rows(path, ("form", "country", "text", "reads")):
        text = row["text"].replace("\\n", "\n")
        read = brief(read_pay(text, country=row["country"] or None, prose=prose))
        sides = (_words("salary", row["reads"]), _words("salary", read))
        yield Case(path.name, TABLE, "salary", text, *sides)
