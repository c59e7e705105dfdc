"""The page of one posting: from the response to the cells, to attach to a mail."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.atomic import replacing
from pipeline.publish.explain.record_rows import cut, shown_paths, shown_records
from pipeline.publish.page_table import Column, Marked, Row, Table, Value, words
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
        "response": _response(told.get("response")),
        "received": _received(told.get("received", {}), told.get("response")),
        "stages": _stages(told["evidence"]),
        "pay": _pay(told),
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


def _response(response: Mapping[str, Any] | None) -> Table | None:
    if not response:
        return None
    rows = [
        Row(name, (Value(text),))
        for each in response["responses"]
        for name, text in (
            ("address", cut(each["address"])),
            ("received", f"{cut(each['received'])}, status {each['status']}"),
            ("kept in", f"{each['archive']}, byte {each['offset']}"),
        )
    ]
    columns = (Column("Of it"), Column("Value"))
    return Table("response", "The response", columns, tuple(rows), response.get("missing", ""))


def _received(received: Mapping[str, Any], response: Mapping[str, Any] | None) -> Table | None:
    """Return the fields as received, each with its place in the response, pay cells included."""
    values = response["values"] if response else ()
    at = {each["name"]: each["at"] for each in values}
    shown = {name: received[name] for name in received if name != "salary_fields" or not at}
    shown |= {each["name"]: each["value"] for each in values}
    if not shown:
        return None
    columns = (Column("Column"), Column("Value, and where it stands in the response"))
    rows = [Row(name, (Value(cut(value), at.get(name, "")),)) for name, value in shown.items()]
    return Table("received", "As received", columns, tuple(rows))


def _stages(evidence: Sequence[Mapping[str, Any]]) -> Table:
    columns = (Column("Column"), Column("Read from, by which stage and rule, and where it stands"))
    rows = [Row(e["field"], (_read_from(e),)) for e in evidence]
    note = (
        "Each value with the words it was read from, marked in their text; below them the stage, "
        "the row of the rule that fired, and the place of the text in the response."
    )
    return Table("stages", "Read, stage by stage", columns, tuple(rows), note)


def _read_from(evidence: Mapping[str, Any]) -> Value:
    """Return the words of a piece of evidence, marked in their text; its place and rule below."""
    at = shown_paths(evidence.get("at") or ()) or evidence.get("value", "")
    if evidence["field"] == "flags":  # its text stands above, with the pay that it is a flag of
        at = ""
    below = " \u2013 ".join(filter(None, (f"{evidence['stage']}: {cut(evidence['rule'])}", at)))
    text = evidence.get("marked")
    if not text:
        return Value(cut(evidence["read from"]), below)
    return Marked(cut(text["words"]), below, text["before"], text["after"])


def _pay(told: Mapping[str, Any]) -> Table | None:
    if not told.get("pay steps") or not told["bands"]:
        return None
    columns = (Column("Step"), Column("Result, and what gave it"))
    rows = [
        Row(step["step"], (Value(cut(step["result"]), cut(step["by"])),))
        for step in told["pay steps"]
    ]
    note = "How the headline came about: words, checks, the choice among bands, and conversion."
    return Table("pay", "Pay, step by step", columns, tuple(rows), note)


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
