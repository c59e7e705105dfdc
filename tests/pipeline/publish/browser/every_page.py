"""Write every page that Payband makes, from one store."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from models.raw import RawPosting
from models.run import Run, SourceRun
from models.tables import run
from models.vocab import RunState
from pipeline.clean.engine import clean
from pipeline.fx.rates import SHIPPED
from pipeline.operate.tables.audit import audit_table
from pipeline.publish.audit.page import write_audit
from pipeline.publish.compare.page import write_page
from pipeline.publish.compare.stored_pair import stored_comparison, two_roles
from pipeline.publish.explain.explanation import explained_text
from pipeline.publish.explain.page import write_explanation
from pipeline.publish.report.report import report
from pipeline.publish.status.page import write_status_page
from pipeline.store.db.upsert import upsert_records
from pipeline.store.db.writing import writing
from pipeline.store.runs.source_runs import keep_source_runs

KINDS = ("report", "compare", "explain", "audit", "status")
ENGINEER, SCIENTIST = "Machine Learning Engineer", "Data Scientist"


def write(kind, engine, folder: Path, text=""):
    """Return the file of a page; `text` is in each field of the posting and table it is of."""
    target = folder / f"{kind}.html"
    if kind == "report":
        report(engine, target)
    elif kind == "compare":
        write_page(stored_comparison(engine, two_roles(ENGINEER, SCIENTIST)), target)
    elif kind == "explain":
        write_explanation(_explained(text), target)
    elif kind == "status":
        _run_sources(engine, text)
        write_status_page(engine, target)
    else:
        table = folder / "jobs.csv"
        cells = '","'.join(text.replace('"', '""') for _ in range(4))
        rows = "".join(f'{n},"{cells}","${100 + n},000 - ${200 * n},000"\n' for n in range(12))
        table.write_text("id,title,company,location,source,salary\n" + rows, encoding="utf-8")
        write_audit(audit_table(table), target, target.with_suffix(".json"))
    return target


def _run_sources(engine, text):
    """Keep a healthy run of one source, and a held one of another; `text` is their message."""
    at = datetime(2026, 12, 1, 6, tzinfo=UTC)
    given = Run(run_id="20261201T060000Z-1", started_at=at, state=RunState.COMPLETE)
    with writing(engine) as connection:
        upsert_records(connection, run, [given])
    sources = (("lever", RunState.HELD), ("greenhouse", RunState.HEALTHY))
    runs = [
        SourceRun(run_id=given.run_id, source=source, at=at, state=state, postings=1_204,
                  pay=600, flagged=12, message=text)
        for source, state in sources
    ]  # fmt: skip
    keep_source_runs(engine, runs)


def _explained(text):
    told, *_ = explained_text(text or "USD 100k - 120k", "US", SHIPPED)
    raw = RawPosting(
        source="mine", source_key="1", url=text, title=text or "Data Scientist", company=text,
        location=text, salary=text, description_html=text,
    )  # fmt: skip
    cleaned = clean(raw, SHIPPED)
    told["posting"] |= {"title": text, "company": text, "location": text}
    told["received"] = {"title": text, "url": text, "description_html": text}
    told["evidence"] += [
        {"stage": name, "field": e.field, "read from": e.text, "rule": e.rule}
        for name, reading in cleaned.readings
        for e in reading.evidence
    ]
    told["bands"] = [asdict(band) for _, reading in cleaned.readings for band in reading.bands]
    told["versions"] = [
        {"version": 2, "fetched": "2026-10-28", "run": "20261028T060000Z-1", "was": text * 9}
    ]
    told["history"] = [{"at": "2026-10-28", "run": text, "what": text, "why": text}]
    return told
