"""Write every page that Payband makes, from one store."""

from pathlib import Path

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.fx.rates import SHIPPED
from pipeline.operate.tables.audit import audit_table
from pipeline.publish.audit.page import write_audit
from pipeline.publish.compare.page import write_page
from pipeline.publish.compare.stored_pair import stored_comparison, two_roles
from pipeline.publish.explain.explanation import explained_pay
from pipeline.publish.explain.page import write_explanation
from pipeline.publish.report.report import report

KINDS = ("report", "compare", "explain", "audit")
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
    else:
        table = folder / "jobs.csv"
        cells = '","'.join(text.replace('"', '""') for _ in range(4))
        rows = "".join(f'{n},"{cells}","${100 + n},000 - ${200 * n},000"\n' for n in range(12))
        table.write_text("id,title,company,location,source,salary\n" + rows, encoding="utf-8")
        write_audit(audit_table(table), target, target.with_suffix(".json"))
    return target


def _explained(text):
    told, _cleaned = explained_pay(text or "USD 100k - 120k", "US", SHIPPED)
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
    told["history"] = [{"at": "2026-10-28", "run": text, "what": text, "why": text}]
    return told
