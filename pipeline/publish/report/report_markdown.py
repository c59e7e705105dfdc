"""The tables of a report as Markdown."""

from collections.abc import Iterator
from typing import Any

from pipeline.figures.totals import Totals
from pipeline.publish.counted import many
from pipeline.publish.markdown import escaped, markdown_table
from pipeline.publish.overwrite_check import OURS
from pipeline.publish.page_prose import prose
from pipeline.publish.report.page import page_values, render
from pipeline.publish.report.salary_feed import INVENTED, Report


def report_markdown(report: Report, page: str | None = None) -> str:
    """Return what the page of a report says as Markdown, without its drawings.

    `page` is the page where it is at hand.
    """
    html = render(report) if page is None else page
    return "\n\n".join(_parts(page_values(report), html)) + "\n"


def _parts(said: dict[str, Any], page: str) -> Iterator[str]:
    yield f"{OURS} salaries -->\n# {said['title']}"
    yield from _lead(said)
    yield "## Pay by country, in its own currency"
    yield from (markdown_table(each.table, 3) for each in said["pay"])
    if said["cut"]:
        words = "more cell is" if said["cut"] == 1 else "more cells are"
        yield f"{said['cut']:,} {words} in the CSV and JSON only."
    yield from _thin(said["thin"])
    for heading, tables in said["others"].items():
        yield f"## {escaped(heading)}"
        yield from (markdown_table(each.table, 3) for each in tables)
    yield from map(markdown_table, said["tables"].values())
    if said["why_not"]:
        yield escaped(f"{'. '.join(said['why_not'])}.")
    yield "## What was left out"
    yield from _reasons(said)
    if said["corrections"].rows:
        yield markdown_table(said["corrections"])
    yield from prose(page)
    rules = escaped(", ".join(said["rules"]))
    yield f"Payband {escaped(said['version'])}, {said['policy']}. Rules {rules}."


def _thin(countries: list[str]) -> Iterator[str]:
    if countries:
        yield f"{many(len(countries), 'country has', 'countries have')} no median:"
        yield "\n".join(f"- {escaped(words)}" for words in countries)


def _lead(said: dict[str, Any]) -> Iterator[str]:
    if said["invented"]:
        yield f"**Sample of invented postings.** {INVENTED}"
    if said["filters"]:
        yield escaped(f"Only jobs that fit: {said['filters']}. {said['cut_by_pay']}".strip())
    yield from map(escaped, said["notices"])
    dates = {
        "Collected": (said["collected"]["first"], said["collected"]["last"]),
        "Posted": (said["posted"]["first"], said["posted"]["last"]),
        "Open": (said["open"].between,),
        "Made on": (said["made_on"],),
    }
    yield (
        f"Advertised pay ranges in {many(said['shown'].jobs, 'job')}; {_with_pay(said)}. "
        "What employers advertise, never what people are paid."
    )
    known = {name: [day for day in days if day] for name, days in dates.items()}
    yield "\n".join(f"- {name}: {' to '.join(days)}" for name, days in known.items() if days)


def _with_pay(said: dict[str, Any]) -> str:
    shown: Totals = said["shown"]
    if shown.with_pay is None or shown.employers is None:
        return f"how many state usable pay is not shown: {said['why_hidden']}"
    return f"{shown.with_pay:,} of them with usable pay, at {many(shown.employers, 'employer')}"


def _reasons(said: dict[str, Any]) -> Iterator[str]:
    lines = [
        f"- {escaped(words)}: {'not shown' if count is None else f'{count:,}'}"
        for _heading, found in said["reasons"]
        for _code, words, count in found
    ]
    yield "\n".join(lines) or "Nothing."
