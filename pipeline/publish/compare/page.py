"""The page of two roles: one HTML file that asks for nothing; and the same as Markdown."""

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from pipeline.figures.policy import POLICY
from pipeline.publish.compare.comparison_json import comparison_text
from pipeline.publish.compare.section import Section
from pipeline.publish.compare.sections import sections
from pipeline.publish.compare.stored_pair import RoleComparison
from pipeline.publish.markdown import escaped, markdown_table
from pipeline.publish.open_period import open_period
from pipeline.publish.overwrite_check import OURS, keep_other_text, keep_page
from pipeline.publish.page_prose import prose
from pipeline.publish.pages import render_page
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.publish.report.page import CUT_BY_PAY
from pipeline.publish.report.salary_feed import INVENTED, day
from pipeline.publish.source_credits import licences, source_credits
from pipeline.version import VERSION


def files_of(target: Path) -> list[Path]:
    """Return the page, and the JSON and Markdown beside it."""
    return [target, target.with_suffix(".json"), target.with_suffix(".md")]


def write_page(found: RoleComparison, target: Path, *, force: bool = False) -> None:
    """Write the comparison as page, JSON and Markdown; on an error none changes.

    Raises PaybandError; unless `force`, HeldError where the page exists and neither role has a
    job, and UsageError where a file beside it is another one.
    """
    files = files_of(target)
    if not force:
        for beside in files[1:]:
            keep_other_text(beside)
        if not any(count.jobs for count in found.pair.counts):
            keep_page(target)
    page = render(found, target.stem)
    texts = (page, comparison_text(found), comparison_markdown(found, page))
    with replacing_together(files) as opened:
        for file, out, text in zip(files, opened, texts, strict=True):
            with writing_to(file):
                out.write(text.encode("utf-8", "replace"))


def render(found: RoleComparison, name: str = "roles") -> str:
    """Return the page as HTML, every text escaped; it links to `name`.json and .md beside it."""
    files = [f"{PurePath(name).name}.{kind}" for kind in ("json", "md")]
    return render_page("compare.html.j2", {**_values(found), "files": files}, style="compare.css")


def comparison_markdown(found: RoleComparison, page: str | None = None) -> str:
    """Return what the page says as Markdown, without its drawings; `page` where it is at hand."""
    html = render(found) if page is None else page
    return "\n\n".join(_markdown(found, html)) + "\n"


def _values(found: RoleComparison) -> dict[str, Any]:
    pair, people = found.pair, found.pair.people
    origins = source_credits(found.source.sources, found.made_of)
    return {
        "roles": pair.roles,
        "counts": pair.counts,
        "sections": sections(found),
        "invented": found.invented,
        "filters": found.filters.text,
        "cut_by_pay": CUT_BY_PAY if found.filters.min_pay is not None else "",
        "collected": tuple(map(day, found.seen)),
        "open": open_period(people, found.seen),
        "made_on": day(found.made_on),
        "compared": pair.compared,
        "hash": found.inputs_sha256,
        "citation": _citation(found),
        "made_of": found.made_of,
        "origins": origins,
        "licences": licences(origins),
        "rules": found.source.rules,
        "policy": POLICY,
        "version": VERSION,
    }


def _citation(found: RoleComparison) -> str:
    """Return how the comparison is cited."""
    people, (one, other) = found.pair.people, found.pair.roles
    parts = [f"Payband {VERSION}, \u201c{one} or {other}\u201d"]
    parts[0] += f" ({found.filters.text})" if found.filters else ""
    parts += ["sample of invented postings"] if found.invented else []
    parts += filter(None, [open_period(people, found.seen).words])
    parts += [found.made_of.cited] if found.made_of else []
    parts += [f"made on {found.made_on}"] if found.made_on else []
    return ", ".join([*parts, f"data SHA-256 {found.inputs_sha256[:16]}"]) + "."


def _markdown(found: RoleComparison, page: str) -> Iterator[str]:
    said = _values(found)
    one, other = map(escaped, said["roles"])
    yield f"{OURS} roles -->\n# {one} or {other}"
    if found.invented:
        yield f"**Sample of invented postings.** {INVENTED}"
    if said["filters"]:
        yield escaped(f"Only jobs that fit: {said['filters']}. {said['cut_by_pay']}".strip())
    yield (
        f"What {said['counts'][0].jobs:,} and {said['counts'][1].jobs:,} jobs ask for and offer, "
        f"open {said['open'].between or 'at any time'}."
    )
    for section in said["sections"]:
        yield from _section(section)
    yield from prose(page)
    yield escaped(f"Payband {VERSION}, {POLICY}. Rules {', '.join(said['rules'])}.")


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.heading)}"
    yield from map(escaped, section.text)
    for heading, points in section.points:
        if heading:
            yield f"### {escaped(heading)}"
        yield "\n".join(f"- {escaped(point)}" for point in points) or "Nothing."
    yield from (markdown_table(table, 3) for table in section.tables)
