"""The page of a report: HTML without scripts or network."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Template

from pipeline.caches import cached_file
from pipeline.figures.policy import POLICY
from pipeline.figures.population import KEPT_APART, LEFT_OUT, NO_PAY
from pipeline.publish.pages import environment
from pipeline.publish.report.chart import chart
from pipeline.publish.report.money import money
from pipeline.publish.report.page_cells import FEW_DRIVE, cell_tables, country_name
from pipeline.publish.report.page_tables import other_tables
from pipeline.publish.report.salary_feed import Report, day, span
from pipeline.rules.sources import all_sources

TEMPLATE = "report.html.j2"


@dataclass(frozen=True, slots=True)
class SourceCredit:
    """A source as the page names it. `terms` is a web address or ""."""

    name: str
    postings: int
    attribution: str
    terms: str
    host: str
    read_on: str


def render(report: Report) -> str:
    """Return the page: every text is escaped, only http and https addresses are links.

    It has a notice where the postings are invented.
    """
    return _template().render(_context(report))


@cached_file
def _template() -> Template:
    templates = environment()
    templates.filters |= {"money": money, "percent": _percent, "country": country_name}
    return templates.get_template(TEMPLATE)


def _context(report: Report) -> dict[str, Any]:
    people, pay = report.people, report.figures.pay
    jobs = people.salaried
    stating = len(jobs) - people.counts["absent"] - people.counts["unread"]
    return {
        "people": people,
        "filters": report.filters.text,
        "counted": len(jobs),
        "used": int(jobs["pay"].notna().sum()),
        "employers": int(jobs[jobs["pay"].notna()]["employer"].nunique()),
        "stating": stating,
        "lent": report.source.lent,
        "first": pay[0] if pay else None,
        "chart": chart(pay),
        "tables": cell_tables(report),
        "others": other_tables(report),
        "few_drive": FEW_DRIVE,
        "why_not": [w for w in (report.figures.growth.why, report.figures.time_open.why) if w],
        "reasons": _reasons(report),
        "origins": [_origin(name, n) for name, n in sorted(report.source.sources.items())],
        "collected": dict(zip(("first", "last"), map(day, report.seen), strict=True)),
        "posted": span(jobs, ("posted_on",)),
        "since": day(people.since),
        "until": day(people.until),
        "rules": report.source.rules,
        "hash": report.inputs_sha256,
        "policy": POLICY,
        "invented": report.invented,
        "corrections": report.corrections,
    }


def _reasons(report: Report) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return each group of exclusions with its reasons that jobs have: code, words, jobs."""
    counts = report.people.counts
    groups = {
        "Left out": LEFT_OUT,
        "In tables of their own, or in none": KEPT_APART,
        "In the tables as jobs, without pay": NO_PAY,
    }
    return [
        (heading, [(code, words[code], counts[code]) for code in words if counts[code]])
        for heading, words in groups.items()
    ]


def _origin(name: str, postings: int) -> SourceCredit:
    known = all_sources().get(name)
    if known is None:
        return SourceCredit(name, postings, "", "", "", "")
    address = urlsplit(known.terms)
    terms = known.terms if address.scheme in ("http", "https") else ""
    return SourceCredit(name, postings, known.attribution, terms, address.netloc, known.read_on)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "0%"
