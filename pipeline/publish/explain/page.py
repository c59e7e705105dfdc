"""The page of one posting: from the response to the cells, to attach to a mail."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.atomic import replacing
from pipeline.publish.explain.record_rows import cut, shown_records
from pipeline.publish.page_table import Column, Row, Table, Value, words
from pipeline.publish.pages import render_page
from pipeline.version import VERSION

HEADS = {
    "bands": (
        "Bands",
        "Every range that was read; the one with a star is the headline, which figures use.",
    ),
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
            _records(key, heading, note, told[key])
            for key, (heading, note) in HEADS.items()
            if told.get(key)
        ],
        "read_as": _pairs("read-as", "Read as", posting),
        "figures": _figures(told.get("figures"), told.get("report")),
        "version": VERSION,
    }
    return render_page("explain.html.j2", values, style="explain.css")


def _received(received: Mapping[str, Any]) -> Table | None:
    return _pairs("received", "As received", received) if received else None


def _stages(evidence: Sequence[Mapping[str, Any]]) -> Table:
    columns = (Column("Stage"), Column("Column"), Column("Read from, and the rule"))
    rows = [
        Row(cut(e["stage"]), (Value(e["field"]), Value(cut(e["read from"]), cut(e["rule"]))))
        for e in evidence
    ]
    note = "Each value with the words it was read from and the row of the rule that fired."
    return Table("stages", "Read, stage by stage", columns, tuple(rows), note)


def _figures(found: Mapping[str, Any] | None, report: Mapping[str, Any] | None) -> Table | None:
    if not found or not found["cells"]:
        return None
    last = f"In {report['words']}" if report else "In a report"
    columns = (Column("Cell"), Column("Counts"), Column(last))
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
    rows = [Row(name, words(cut(value))) for name, value in values.items()]
    return Table(key, heading, (Column("Column"), Column("Value")), tuple(rows))


def _records(key: str, heading: str, note: str, found: Sequence[Mapping[str, Any]]) -> Table:
    shown = shown_records(key, found)
    rows = [Row(first, words(*others)) for first, *others in (each.values() for each in shown)]
    columns = tuple(Column(name.capitalize()) for name in shown[0])
    return Table(key.replace(" ", "-"), heading, columns, tuple(rows), note)
