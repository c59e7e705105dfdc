"""Show the comparison of two roles: rows for a terminal, and a page without scripts or network."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Template

from models.vocab import SkillGroup
from pipeline.atomic import replacing
from pipeline.caches import cached_file
from pipeline.publish.compare.compare import Comparison
from pipeline.publish.compare.policy import POLICY
from pipeline.publish.compare.role_figures import RoleFigures, Share
from pipeline.publish.overwrite_check import keep_page
from pipeline.publish.pages import environment

TEMPLATE = "compare.html.j2"
MOST = 10
"""How many skills, fields or industries of a group are shown."""
GROUPS = {
    SkillGroup.LANGUAGE: "Programming languages",
    SkillGroup.FRAMEWORK: "Frameworks and libraries",
    SkillGroup.CLOUD: "Cloud",
    SkillGroup.DATA: "Data",
    SkillGroup.MLOPS: "MLOps and infrastructure",
    SkillGroup.TOOL: "Tools",
    SkillGroup.METHOD: "Methods",
    SkillGroup.SOFT: "Soft skills",
}

Row = tuple[str, str, str, str]
"""A name, the figure of each role, and the lift or ""."""


def sections(comparison: Comparison) -> Iterator[tuple[str, list[Row]]]:
    """Yield the heading and rows of each part of the comparison that is not empty."""
    left, right = comparison.left, comparison.right
    yield "Postings", _facts(left, right)
    for group, heading in GROUPS.items():
        found = comparison.of_group(group, MOST)
        rows = [
            (s.skill, _share(s.left, left), _share(s.right, right), _lift(s.lift)) for s in found
        ]
        yield from [(heading, rows)] if rows else []
    for heading, name in (
        ("Education asked for", "education"), ("Fields of study", "fields"), ("Level", "levels"),
        ("Workplace", "workplaces"), ("Industry", "industries"),
    ):  # fmt: skip
        rows = _pairs(getattr(left, name), getattr(right, name), left, right)
        yield from [(heading, rows)] if rows else []
    yield "Years of experience asked for", [("at least", _years(left), _years(right), "")]
    yield "Advertised pay, USD a year", [_pay_row(name, left, right) for name in PAY]


PAY = {"Median": "median", "Middle half": "half", "Postings with usable pay": "n", "Trust": "label"}


def write_page(
    comparison: Comparison,
    target: Path,
    *,
    invented: bool = False,
    filters: str = "",
    force: bool = False,
) -> None:
    """Write the comparison as a page; on an error the file does not change. Raises PaybandError.

    The page says the `filters`. Raises HeldError where the file exists and neither role has a
    posting, unless `force`.
    """
    if not force and not comparison.left.postings and not comparison.right.postings:
        keep_page(target)
    with replacing(target) as file:
        file.write(render(comparison, invented=invented, filters=filters).encode())


def render(comparison: Comparison, *, invented: bool = False, filters: str = "") -> str:
    """Return the page as HTML. Every text is escaped; it has a notice for `invented` postings."""
    notices = {"invented": invented, "filters": filters}
    parts = list(sections(comparison))
    return _template().render(it=comparison, sections=parts, policy=POLICY, **notices)


@cached_file
def _template() -> Template:
    return environment().get_template(TEMPLATE)


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain values, with every count, also those the page hides."""
    return asdict(comparison)


def _facts(left: RoleFigures, right: RoleFigures) -> list[Row]:
    facts = {
        "counted": "postings",
        "with a description read": "described",
        "employers": "employers",
    }
    rows = [
        (words, f"{getattr(left, name):,}", f"{getattr(right, name):,}", "")
        for words, name in facts.items()
    ]
    return [*rows, ("trust in the shares", left.label, right.label, "")]


def _pairs(
    one: tuple[Share, ...], other: tuple[Share, ...], left: RoleFigures, right: RoleFigures
) -> list[Row]:
    """Return the shares of both roles, the most common names of either role first."""
    mine, theirs = ({share.name: share for share in shares} for shares in (one, other))
    of = (one[0].of if one else 0, other[0].of if other else 0)
    names = list(dict.fromkeys([*mine, *theirs]))[:MOST]
    none = (Share("", 0, of[0]), Share("", 0, of[1]))
    return [
        (n.replace("_", " "), _share(mine.get(n, none[0]), left),
         _share(theirs.get(n, none[1]), right), "")
        for n in names
    ]  # fmt: skip


def _share(share: Share, role: RoleFigures) -> str:
    """Return a share with its counts, such as `62% (31 of 50)`; only counts where they are few."""
    count = f"{share.n:,} of {share.of:,}"
    shown = role.shown and share.percent is not None
    return f"{share.percent}% ({count})" if shown else count


def _lift(lift: float | None) -> str:
    return "" if lift is None else f"\u00d7{lift:.1f}" if lift >= 1 else f"÷{1 / lift:.1f}"


def _years(role: RoleFigures) -> str:
    spread = role.experience
    if spread.median is None or not role.shown:
        return f"{spread.n} postings say"
    return f"median {spread.median:g}, half from {spread.p25:g} to {spread.p75:g} ({spread.n} say)"


def _pay_row(name: str, left: RoleFigures, right: RoleFigures) -> Row:
    return name, _pay(left, PAY[name]), _pay(right, PAY[name]), ""


def _pay(role: RoleFigures, what: str) -> str:
    cell = role.pay
    if cell is None:
        return "\u2013"
    if what == "label":
        return cell.label
    if what == "n":
        return "<5" if cell.postings is None else f"{cell.postings:,} of {cell.all_postings:,}"
    if not cell.shown:
        return "\u2013"
    return (
        f"${cell.median_usd:,}"
        if what == "median"
        else f"${cell.p25_usd:,} \u2013 ${cell.p75_usd:,}"
    )
