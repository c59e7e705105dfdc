"""What the comparison of two roles says, section by section: for page, Markdown and terminal."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from models.vocab import SkillGroup
from pipeline.clean.title.title_role import roles
from pipeline.figures.compare import HIGHER, LOWER
from pipeline.figures.role_pair.counts import Years
from pipeline.publish.compare.moving import asked_more, not_read, to_learn
from pipeline.publish.compare.outlook import outlook
from pipeline.publish.compare.pay import pay_tables, same_job_words
from pipeline.publish.compare.section import Section
from pipeline.publish.compare.shares import share_rows, share_table
from pipeline.publish.compare.stored_pair import RoleComparison
from pipeline.publish.page_table import NONE, Column, Row, Table, words

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
PAY_NOTE = (
    "By country in its own currency, the middle of each advertised range. A row says how the first "
    "role\u2019s median compares with the second\u2019s: \u201chigher\u201d only where the "
    "interval excludes no difference. All levels together are not compared: one role may have more "
    "seniors."
)
FEW = "Too few jobs of either role say anything on it."


def sections(found: RoleComparison) -> list[Section]:
    """Return the sections of a comparison, in the order of the page."""
    return [
        _in_short(found),
        _definitions(found),
        _duties(found),
        _skills(found),
        _education(found),
        _subject(found, "industry", "Industries", "Of jobs of employers whose industry is known."),
        _subject(found, "level", "Levels", "Of jobs that state a level."),
        _employers(found),
        _subject(found, "workplace", "Remote share", "Of jobs that state a workplace."),
        outlook(found),
        _pay(found),
        _moving(found),
    ]


def _in_short(found: RoleComparison) -> Section:
    return Section("short", "In short", points=(("", tuple(_findings(found))),))


def _findings(found: RoleComparison) -> Iterator[str]:
    pair = found.pair
    one, other = pair.roles
    yield same_job_words(pair)
    for role, verdict in ((one, HIGHER), (other, LOWER)):
        skills = asked_more(pair, verdict).head(5)
        if len(skills):
            yield f"{role} jobs ask more often for {', '.join(skills['name'])}."
    if why := not_read(pair):
        yield why
    elif not len(asked_more(pair, HIGHER)) and not len(asked_more(pair, LOWER)):
        yield "No skill tells the two apart beyond what chance explains."
    both = pair.employers
    if both.one and both.other:
        yield (
            f"{both.one:,} employers post {one} jobs, {both.other:,} post {other} jobs, and "
            f"{both.both:,} post both."
        )


def _definitions(found: RoleComparison) -> Section:
    told = [(role, roles()[role]) for role in found.pair.roles]
    points = [
        (
            role,
            tuple(
                filter(
                    None,
                    (
                        row.belongs,
                        row.elsewhere and f"Not here: {row.elsewhere}",
                        row.onet_soc and f"Closest occupation of O*NET: {row.onet_soc}.",
                    ),
                )
            ),
        )
        for role, row in told
    ]
    return Section("definitions", "Definitions", points=tuple(points))


def _duties(found: RoleComparison) -> Section:
    heading = "Responsibilities"
    frame, (one, other) = found.duties, found.pair.counts
    told = frame[frame["verdict"].isin([HIGHER, LOWER])]
    if not one.described and not other.described:
        return Section(
            "responsibilities", heading, ("No description was read: an export has none.",)
        )
    read = f"{one.described:,} and {other.described:,} descriptions were read."
    note = (
        "Phrases of lines and sentences that begin with a verb, counted over jobs and employers. "
        f"{read}"
    )
    if frame.empty:
        return Section(
            "responsibilities", heading,
            (f"{note} No phrase stands in five jobs of three employers of either role.",),
        )  # fmt: skip
    shown = told if len(told) else frame
    if told.empty:
        note += " None tells the two apart beyond what chance explains."
    ranked = shown.loc[_by_difference(shown)]
    table = share_table(ranked, found.pair.roles, "duties", "Telling phrases")
    return Section("responsibilities", heading, (note,), tables=(table,))


def _by_difference(frame: pd.DataFrame) -> "pd.Index[Any]":
    """Return the order of rows: those that the first role names most before the others."""
    gap = frame["one_share"].fillna(0) - frame["other_share"].fillna(0)
    return gap.abs().sort_values(ascending=False, kind="stable").index


def _skills(found: RoleComparison) -> Section:
    pair = found.pair
    if why := not_read(pair):
        return Section("skills", "Skills and tools", (why,))
    groups = {heading: share_rows(pair.shares, (str(g),)) for g, heading in GROUPS.items()}
    tables = [
        share_table(rows, pair.roles, f"skills-{n}", heading)
        for n, (heading, rows) in enumerate(groups.items())
        if len(rows)
    ]
    one, other = pair.counts
    note = (
        f"Of the jobs with a description that was read: {one.described:,} and "
        f"{other.described:,}. A skill counts as a must, a wish, or what the team uses. "
        "\u201cMore often\u201d only where the interval says so; no ratio below ten jobs and six "
        "employers on each side."
    )
    text = (note,) if tables else (note, FEW)
    return Section("skills", "Skills and tools", text, tables=tuple(tables))


def _education(found: RoleComparison) -> Section:
    shares = found.pair.shares
    parts = {
        "education": "Lowest degree that is accepted",
        "degree": "Is the degree a must?",
        "education_field": "Fields of study",
    }
    tables = [
        share_table(share_rows(shares, (subject,)), found.pair.roles, f"of-{subject}", heading)
        for subject, heading in parts.items()
        if len(share_rows(shares, (subject,)))
    ]
    asked = [
        f"{role}: {_years(years)}"
        for role, years in zip(found.pair.roles, found.pair.years, strict=True)
    ]
    note = "Of jobs that name a degree or a field."
    points = (("Years of experience asked for", tuple(asked)),)
    text = (note,) if tables else (FEW,)
    return Section("education", "Education and experience", text, points, tuple(tables))


def _years(found: Years) -> str:
    if found.median is None:
        return (
            "fewer than 10 jobs or 6 employers say"
            if found.jobs
            else "too few jobs or employers say"
        )
    sure = ""
    if found.interval is not None:
        sure = f", 95% interval {found.interval.low:g} to {found.interval.high:g}"
    return (
        f"median {found.median:g}{sure}; half from {found.p25:g} to {found.p75:g} "
        f"({found.jobs:,} jobs say)"
    )


def _subject(found: RoleComparison, subject: str, heading: str, note: str) -> Section:
    rows = share_rows(found.pair.shares, (subject,))
    if rows.empty:
        return Section(subject, heading, (FEW,))
    table = share_table(rows, found.pair.roles, f"of-{subject}", heading)
    return Section(subject, heading, (note,), tables=(table,))


def _employers(found: RoleComparison) -> Section:
    pair, both = found.pair, found.pair.employers
    shared = (both.one_jobs, both.other_jobs)
    rows = [
        Row(
            count.role,
            words(
                f"{count.jobs:,}",
                f"{count.with_pay:,}",
                f"{count.employers:,}",
                f"{count.effective_employers:.1f}",
                f"{count.largest_share:.0%}" if count.jobs else NONE,
                f"{jobs:,}",
            ),
        )
        for count, jobs in zip(pair.counts, shared, strict=True)
    ]
    columns = (
        Column("Role"), Column("Jobs", number=True), Column("with pay", number=True, wide=True),
        Column("Employers", number=True), Column("Effective", number=True, wide=True),
        Column("Largest employer", number=True, wide=True),
        Column("at employers of both", number=True),
    )  # fmt: skip
    note = (
        f"{both.both:,} employers post both roles. Effective: so many employers of equal size "
        "would tell as much."
    )
    table = Table("of-employers", "Who posts them", columns, tuple(rows))
    return Section("employers", "Employers", (note,), tables=(table,))


def _pay(found: RoleComparison) -> Section:
    text = [same_job_words(found.pair), PAY_NOTE]
    tables = pay_tables(found.pair)
    if not tables:
        text.append("No country has enough jobs with pay of either role for a median.")
    return Section("pay", "Pay", tuple(text), tables=tuple(tables))


def _moving(found: RoleComparison) -> Section:
    one, other = found.pair.roles
    points = (
        (f"From {one} to {other}", tuple(to_learn(found.pair))),
        (f"From {other} to {one}", tuple(to_learn(found.pair, back=True))),
    )
    text = ("What the jobs of the other role ask for more often, beyond chance.",)
    return Section("moving", "What to learn to move", text, points)
