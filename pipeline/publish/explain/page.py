"""The page of one posting: from the response to the cells, to attach to a mail."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.atomic import replacing
from pipeline.publish.page_table import Column, Row, Table, words
from pipeline.publish.pages import render_page
from pipeline.version import VERSION

LONGEST = 600
"""Characters of a received text that the page shows."""
HEADS = {
    "bands": ("Bands", "Every range that was read; the headline is the one that figures use."),
    "issues": ("Issues", "What was in doubt, and what was done about it."),
    "corrections": ("Corrected by hand", "People put these values right."),
    "same job": ("Other postings of the job", "The first posting stands for the others."),
    "versions": ("Versions", "The posting was edited: what each version had before."),
    "history": ("History", "When it was seen first, edited, closed, seen again."),
}


def write_explanation(told: Mapping[str, Any], target: Path) -> None:
    """Write the page of an explanation; on an error the file does not change."""
    with replacing(target) as file:
        file.write(render(told).encode("utf-8", "replace"))


def render(told: Mapping[str, Any]) -> str:
    """Return the page of an explanation: what `payband explain --json` has, for people."""
    posting = told["posting"]
    values = {
        "told": told,
        "posting": posting,
        "received": _received(told.get("received", {})),
        "stages": _stages(told["evidence"]),
        "parts": [
            _rows(key, heading, note, told[key])
            for key, (heading, note) in HEADS.items()
            if told.get(key)
        ],
        "read_as": _pairs("read-as", "Read as", posting),
        "figures": _figures(told.get("figures")),
        "version": VERSION,
    }
    return render_page("explain.html.j2", values)


def _received(received: Mapping[str, Any]) -> Table | None:
    return _pairs("received", "As received", received) if received else None


def _stages(evidence: Sequence[Mapping[str, Any]]) -> Table:
    columns = (Column("Stage"), Column("Column"), Column("Read from"), Column("Rule"))
    rows = [
        Row(_cut(e["stage"]), words(e["field"], _cut(e["read from"]), _cut(e["rule"])))
        for e in evidence
    ]
    note = "Each value with the words it was read from and the row of the rule that fired."
    return Table("stages", "Read, stage by stage", columns, tuple(rows), note)


def _figures(found: Mapping[str, Any] | None) -> Table | None:
    if not found or not found["cells"]:
        return None
    columns = (Column("Cell"), Column("Counts"), Column("In the last report"))
    rows = [
        Row(
            cell["words"],
            words(
                "pay and job" if cell["with_pay"] else "job without pay",
                cell["published"] or "\u2013",
            ),
        )
        for cell in found["cells"]
    ]
    return Table("cells", "The cells it is in", columns, tuple(rows))


def _pairs(key: str, heading: str, values: Mapping[str, Any]) -> Table:
    rows = [Row(name, words(_cut(value))) for name, value in values.items()]
    return Table(key, heading, (Column("Column"), Column("Value")), tuple(rows))


def _rows(key: str, heading: str, note: str, found: Sequence[Mapping[str, Any]]) -> Table:
    """Return a table of records, without the columns that are empty in each."""
    names = [name for name in found[0] if any(row.get(name) not in (None, "", ()) for row in found)]
    rows = [
        Row(_cut(row.get(names[0])), words(*(_cut(row.get(name)) for name in names[1:])))
        for row in found
    ]
    columns = tuple(Column(name.replace("_", " ").capitalize()) for name in names)
    return Table(key.replace(" ", "-"), heading, columns, tuple(rows), note)


def _cut(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\u2026"
