"""The explanation of a posting or of a text of pay, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from models.raw import RawPosting
from models.tables import crawl_run, posting_version, raw_posting, run
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.engine import Cleaned, clean
from pipeline.fx.rates import Rates
from pipeline.publish.explain.from_response import Where, evidence_rows, response_of
from pipeline.publish.explain.pay_steps import pay_steps
from pipeline.publish.explain.standing import pay_standing, standing
from pipeline.publish.export.job_rows import payer_of
from pipeline.publish.report.published import Feed
from pipeline.rules.issues import meaning
from pipeline.store.duplicates.same_job import same_job_links
from pipeline.store.lifecycle.history import history
from pipeline.store.postings.corrections import fixes_of, list_corrections
from pipeline.store.runs.bundled_sample import holds_sample

TEXTS = ("pay", "title", "place", "description")
"""What a text may be read as."""
PAY = ("salary", "annual", "fla")
"""How the columns of pay begin."""
FIELDS = {"pay": "salary", "title": "title", "place": "location", "description": "description_html"}
IDENTITY = ("posting_id", "rules_version")
ABSENT = {"title_missing", "company_missing"}
"""Issues of what a posting lacks: a text alone is no posting."""

Told = dict[str, Any]


def explained(  # noqa: PLR0913  # what an explanation is made of
    engine: Engine,
    raw: RawPosting,
    rates: Rates,
    aliases: Aliases = SHIPPED,
    *,
    feed: Feed | None = None,
    files: Sequence[Path] = (),
) -> tuple[Told, Cleaned]:
    """Return the explanation of a posting of the store, and the posting cleaned anew.

    `feed` is what the last report of the store says; `files` are archive files that may hold the
    posting's response.
    """
    posting_id = raw.posting_id
    corrections = list_corrections(engine, posting_id)
    cleaned = clean(raw, rates, aliases, fixes_of(corrections))
    response, where = response_of(raw, files)
    told = _told(cleaned, raw, where, whole=True)
    told["response"] = response
    told["pay steps"] = [asdict(step) for step in pay_steps(raw, cleaned, rates)]
    told["invented"] = holds_sample(engine)
    told["received"] = _received(engine, raw)
    told["corrections"] = [each.as_row() for each in corrections]
    found = standing(engine, posting_id, aliases, feed)
    told["figures"] = asdict(found)
    told["in statistics"] = found.why
    _tell_twins(told, engine, posting_id)
    told["versions"] = _versions(engine, posting_id)
    told["history"] = [asdict(event) for event in history(engine, posting_id)]
    return told, cleaned


def explained_text(
    text: str, country: str, rates: Rates, read_as: str = "pay"
) -> tuple[Told, Cleaned, RawPosting]:
    """Return the explanation of a text at a job in `country` (ISO alpha-2, or "").

    `read_as` is one of TEXTS: a pay field, a title, a place or a description.
    """
    named: dict[str, Any] = {"title": "", "country": country, FIELDS[read_as]: text}
    given = RawPosting(source="", source_key="", url="", **named)
    cleaned = clean(given, rates)
    told = _told(cleaned, given, {}, whole=read_as != "pay")
    if read_as == "pay":
        told["pay steps"] = [asdict(step) for step in pay_steps(given, cleaned, rates)]
    for name in IDENTITY:
        told["posting"].pop(name, None)
    absent = ABSENT if read_as == "title" else {*ABSENT, "role_unknown", "level_unknown"}
    told["issues"] = [issue for issue in told["issues"] if issue["code"] not in absent]
    return told | {"invented": False}, cleaned, given


def _told(cleaned: Cleaned, raw: RawPosting, where: Where, *, whole: bool) -> Told:
    """Return the explanation of a cleaned posting, or only of its pay."""
    readings = [(n, r) for n, r in cleaned.readings if whole or n == "pay"]
    found = cleaned.posting
    names = [name for name in asdict(found) if whole or name.startswith(PAY)]
    return {
        "posting": {name: getattr(found, name) for name in names if getattr(found, name)},
        "evidence": evidence_rows(cleaned, raw, where, whole=whole),
        "bands": [asdict(band) for _, reading in readings for band in reading.bands],
        "issues": [
            asdict(d) | {"meaning": meaning(d.code)}
            for _, reading in readings
            for d in reading.issues
        ],
        "in statistics": pay_standing(cleaned.posting),
    }


def _received(engine: Engine, raw: RawPosting) -> Told:
    """Return the fields of the raw posting that are not empty, and where the response is."""
    told = {f.name: getattr(raw, f.name) for f in fields(raw) if getattr(raw, f.name)}
    query = (
        select(
            crawl_run.c.run_id,
            run.c.archive,
            run.c.version.label("read_by_payband"),
            run.c.rules_version.label("read_by_rules"),
        )
        .join(raw_posting, raw_posting.c.run_id == crawl_run.c.run_id)
        .join(run, run.c.run_id == crawl_run.c.run_id)
        .where(raw_posting.c.posting_id == raw.posting_id, crawl_run.c.source == raw.source)
    )
    with engine.connect() as connection:
        found = connection.execute(query).mappings().first()
    return told | {name: value for name, value in (found or {}).items() if value}


def _versions(engine: Engine, posting_id: str) -> list[Told]:
    """Return the versions of a posting, the first one first, with the fields each changed."""
    query = select(posting_version).where(posting_version.c.posting_id == posting_id)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(posting_version.c.n)).mappings().all()
    return [
        {
            "version": row["n"],
            "fetched": row["at"],
            "run": row["run_id"],
            "was": _was(row["was"] or {}),
            "hash": row["content_hash"][:16],
        }
        for row in rows
    ]


def _was(fields: Mapping[str, Any]) -> str:
    """Return what the changed fields said before, the shortest first: long ones may be cut."""
    said = [f"{name}: {value}" for name, value in fields.items()]
    return "; ".join(sorted(said, key=len))


def _tell_twins(told: Told, engine: Engine, posting_id: str) -> None:
    """Add the other postings of the job, and which posting and pay count in statistics."""
    found = same_job_links(engine, posting_id)
    told["same job"] = [asdict(twin) for twin in found]
    if not found:
        return
    first = found[0].posting_id
    payer = payer_of(engine, first)
    if first != posting_id:
        told["posting"]["duplicate_of"] = first
        lent = ", with the pay of this one" if payer == posting_id else ""
        told["in statistics"] = f"no: the job is counted as posting {first}{lent}"
    elif payer:
        told["in statistics"] += f", with the pay of posting {payer}"
