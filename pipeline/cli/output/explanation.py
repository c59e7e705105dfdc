"""Show an explanation as tables: from the response to the figures."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.cli.output.show import print_filled, print_line, print_table

CORRECTED = ("posting", "column", "value", "was", "why", "at", "changed since")
MARKED = ("column", "text", "in the response")
RESPONSE = ("address", "received", "status", "archive", "byte")


def show_explanation(told: Mapping[str, Any]) -> None:
    """Print the tables of an explanation, in the order of the work."""
    _show_response(told)
    rows = [(name, _joined(value)) for name, value in told["posting"].items()]
    print_table("Read as", ("column", "value"), rows)
    _show_evidence(told["evidence"], of_posting="response" in told)
    steps = [step.values() for step in told.get("pay steps", ())]
    if told["bands"]:
        print_filled("Pay, step by step", ("step", "result", "by"), list(map(list, steps)))
    _show_records("Bands (* the headline)", "bands", told)
    _show_doubts(told)
    _show_job(told)
    _show_records("Versions: what each changed, as it was before", "versions", told)
    _show_records("History", "history", told)
    if told["bands"] or "received" in told or not told["evidence"]:
        print_line(f"In statistics: {told['in statistics']}")


def _show_response(told: Mapping[str, Any]) -> None:
    from pipeline.publish.explain.record_rows import cut

    response = told.get("response", {})
    rows = [[cut(value) for value in each.values()] for each in response.get("responses", ())]
    print_table("Response", RESPONSE, rows)
    if missing := response.get("missing"):
        print_line(f"Response: {missing}")
    at = {value["name"]: value["at"] for value in response.get("values", ())}
    received = [
        (name, cut(value), at.get(name, "")) for name, value in told.get("received", {}).items()
    ]
    print_filled("As received", ("column", "value", "in the response"), list(map(list, received)))
    cells = [
        [value["name"], cut(value["value"]), value["at"]]
        for value in response.get("values", ())
        if value["name"] not in told["received"]
    ]
    print_table("Pay fields as received", ("cell", "value", "in the response"), cells)


def _show_evidence(evidence: Iterable[Mapping[str, Any]], *, of_posting: bool) -> None:
    read = [each for each in evidence if each["field"] != "flags"]
    head = ("stage", "column", "read from", "rule")
    print_table("Evidence", head, [[each[n] for n in KEYS] for each in read])
    if of_posting:
        print_table("Where it stands: [[what was read]]", MARKED, _marked(read))
    why = [(e["read from"], *e["rule"].split(": ", 1)) for e in evidence if e["field"] == "flags"]
    print_table("Flags: kept out of statistics", ("read from", "flag", "why"), why)


KEYS = ("stage", "field", "read from", "rule")


def _marked(evidence: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    from pipeline.publish.explain.record_rows import shown_paths
    from pipeline.publish.explain.response.marked_text import MarkedText

    for each in evidence:
        if text := each["marked"]:
            words = str(MarkedText(**text))
            yield each["field"], words, shown_paths(each["at"]) or each["value"]


def _show_doubts(told: Mapping[str, Any]) -> None:
    header = ("code", "column", "read from", "detail", "meaning")
    print_filled("Issues", header, [list(d.values()) for d in told["issues"]])
    fixed = [[str(value) for value in row.values()] for row in told.get("corrections", ())]
    print_filled("Corrected by hand", CORRECTED, fixed)


def _show_job(told: Mapping[str, Any]) -> None:
    twins = [list(twin.values()) for twin in told.get("same job", ())]
    head = ("posting", "source", "company", "title", "like posting", "why")
    print_table("One job: the first posting stands for the others", head, twins)
    cells = told.get("figures", {}).get("cells", ())
    counts = [(c["words"], "pay" if c["with_pay"] else "job only", c["published"]) for c in cells]
    report = (told.get("report") or {}).get("words", "")
    print_filled("In these cells of a report", ("cell", "counts", f"in {report}"), counts)


def _show_records(heading: str, key: str, told: Mapping[str, Any]) -> None:
    from pipeline.publish.explain.record_rows import shown_records

    if shown := shown_records(key, told.get(key, ())):
        print_table(heading, tuple(shown[0]), [tuple(row.values()) for row in shown])


def _joined(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value
