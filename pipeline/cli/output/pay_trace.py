"""Show the trace of a posting's pay: each token, the rules behind it, what was left over."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.cli.output.show import print_line, print_table

if TYPE_CHECKING:
    from pipeline.clean.engine import Cleaned
    from pipeline.pay.reference.band import PayReading


def traces(cleaned: "Cleaned", country: str = "") -> dict[str, Any]:
    """Return the traces of the pay text and of the description, by name; none for empty texts.

    Pay fields of the source have no words: their values stand in the evidence.
    """
    from dataclasses import asdict

    from pipeline.pay.trace import trace_pay

    place = cleaned.posting.country or country or None
    texts = (("pay text", cleaned.texts.salary), ("description", cleaned.texts.description))
    found = {}
    for name, text in texts:
        if text.strip():
            trace = trace_pay(text, country=place, prose=name == "description")
            found[name] = asdict(trace) | {"headline": _headline(trace.reading)}
    return found


def _headline(reading: "PayReading") -> str:
    """Return why the headline of a text is its headline."""
    from pipeline.publish.explain.pay_steps import CHOSEN

    band = reading.band
    if band is None:
        return "no band was read"
    why = CHOSEN.get(str(reading.headline_by or ""), "it is the first")
    return f"{band.evidence!r}: {why}"


def show_traces(found: Mapping[str, Any]) -> None:
    """Print traces made by `traces`."""
    for name, trace in found.items():
        for part in trace["fragments"]:
            _show_fragment(name, part)
        if trace["skipped"]:
            print_line(f"{trace['skipped']} characters of the {name} state no money.")
        print_line(f"Headline of the {name}: {trace['headline']}")


def _show_fragment(name: str, part: Mapping[str, Any]) -> None:
    rows = [
        (token["text"], role["role"], role["value"], role["rule"])
        for token in part["tokens"]
        for role in token["roles"] or [_without_role(token)]
    ]
    print_table(f"Tokens of the {name}", ("token", "means", "value", "row"), rows)
    amounts = [
        (a["text"], " to ".join(dict.fromkeys(filter(None, (a["low"], a["high"])))), _verdict(a))
        for a in part["amounts"]
    ]
    print_table(f"Figures of the {name}", ("written", "amount", "read as"), amounts)


def _without_role(token: Mapping[str, Any]) -> dict[str, str]:
    return {"role": "figure" if token["figure"] else "", "value": "", "rule": ""}


def _verdict(amount: Mapping[str, Any]) -> str:
    return f"left over: {amount['why_not']}" if amount["why_not"] else "pay"
