"""Tell from which part of the archived response each value of a posting was read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.raw import RawPosting
from pipeline.clean.engine import Cleaned
from pipeline.clean.stage import Evidence
from pipeline.publish.explain.response.evidence_places import EXTRA, read_from
from pipeline.publish.explain.response.find_response import FoundResponse, find_responses
from pipeline.publish.explain.response.match import Place
from pipeline.publish.explain.response.raw_places import raw_places, raw_values

Where = Mapping[str, tuple[Place, ...]]
NOWHERE = "not in the response: the spider adds it"
MISSING = "no archived response names this posting: its file is gone, or of another Payband"


def response_of(raw: RawPosting, files: Sequence[Path]) -> tuple[dict[str, Any], Where]:
    """Return what `payband explain` says of a posting's response, and where its values stand.

    `files` are the archive files that may hold it. A value that stands in several responses has
    its place in the one that was received when the posting was fetched.
    """
    where: dict[str, tuple[Place, ...]] = {}
    responses: list[dict[str, Any]] = []
    names = {value.name for value in raw_values(raw)}
    for found in find_responses(files, raw):
        new = {name: at for name, at in raw_places(raw, found.leaves).items() if name not in where}
        where.setdefault(EXTRA, tuple(map(Place, found.leaves)))
        if new:
            where |= new
            responses.append(_response(found))
        if where.keys() >= names:
            break
    if not responses:
        return {"missing": MISSING, "responses": [], "values": []}, {}
    values = [
        {"name": name, "value": value, "at": _at(where.get(name, ()))}
        for name, value in raw_values(raw)
    ]
    return {"responses": responses, "values": values}, where


def evidence_rows(cleaned: Cleaned, raw: RawPosting, where: Where, *, whole: bool) -> list[Any]:
    """Return the evidence of each stage as plain values, with the part of the response it is of.

    Only that of pay, unless `whole`.
    """
    return [
        _row(name, each, raw, where)
        for name, reading in cleaned.readings
        if whole or name == "pay"
        for each in reading.evidence
    ]


def _row(stage: str, evidence: Evidence, raw: RawPosting, where: Where) -> dict[str, Any]:
    row = {
        "stage": stage,
        "field": evidence.field,
        "read from": evidence.text,
        "rule": evidence.rule,
    }
    found = read_from(evidence, raw, where)
    if found is None:
        return row | {"value": "", "at": [], "marked": None}
    text = found.text
    marked = {"before": text.before, "words": text.words, "after": text.after}
    return row | {"value": found.value, "at": list(found.paths), "marked": marked}


def _response(found: FoundResponse) -> dict[str, Any]:
    return {
        "address": found.exchange.url,
        "received": found.exchange.at,
        "status": found.exchange.status,
        "archive": f"{found.file.parent.name}/{found.file.name}",
        "offset": found.offset,
    }


def _at(places: Sequence[Place]) -> str:
    told = (f"{each.leaf.path} ({each.how})" if each.how else each.leaf.path for each in places)
    return "; ".join(told) or NOWHERE
