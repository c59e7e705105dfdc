"""What somebody of one role has to learn for the other: what its jobs ask for more often."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from models.vocab import SkillGroup
from pipeline.figures.compare import HIGHER, LOWER
from pipeline.figures.role_pair.counts import Years
from pipeline.figures.role_pair.role_pair import DEGREE, RolePair
from pipeline.publish.compare.shares import more_often, number, share_rows
from pipeline.publish.report.page_tables.row_words import tuples

MOST = 8
SKILLS = [str(group) for group in SkillGroup]


def asked_more(pair: RolePair, verdict: str) -> pd.DataFrame:
    """Return the skills that one role's jobs name more often; `verdict` is that of the first.

    The largest difference of shares stands first.
    """
    mine = share_rows(pair.shares, SKILLS)
    mine = mine[mine["verdict"] == verdict]
    gap = (mine["one_share"] - mine["other_share"]).abs()
    return mine.loc[gap.sort_values(ascending=False, kind="stable").index].head(MOST)


NOT_READ = "Skills are not compared: no description was read of {}."


def not_read(pair: RolePair) -> str:
    """Return that skills are not compared, where no description of a role was read; else ""."""
    sides = zip(pair.roles, pair.counts, strict=True)
    missing = [role for role, counts in sides if not counts.described]
    return NOT_READ.format(" and ".join(missing)) if missing else ""


def to_learn(pair: RolePair, *, back: bool = False) -> list[str]:
    """Return what to learn to move from the first role to the second, as sentences.

    With `back` from the second to the first.
    """
    return list(_sentences(pair, back=back))


def _sentences(pair: RolePair, *, back: bool) -> Iterator[str]:
    found = asked_more(pair, HIGHER if back else LOWER)
    for row in tuples(found):
        yield _skill(row, back=back)
    if why := not_read(pair):
        yield why
    elif found.empty:
        yield from _nothing(pair, back=back)
    yield from _degree(pair, back=back)
    yield from _years(pair, back=back)


def _skill(row: Any, *, back: bool) -> str:
    here, there = (row.one_share, row.other_share) if back else (row.other_share, row.one_share)
    more, interval = more_often(row, back=back)
    return (
        f"{row.name}: {here:.0%} of its jobs ask for it, {there:.0%} of the other role\u2019s: "
        f"{more} (95% interval {interval})."
    )


def _nothing(pair: RolePair, *, back: bool) -> Iterator[str]:
    """Say what the role asks for most, where nothing tells it from the other."""
    side = "one" if back else "other"
    skills = share_rows(pair.shares, SKILLS)
    known = skills[skills[f"{side}_share"] > 0]
    most = known.sort_values(f"{side}_share", ascending=False, kind="stable").head(5)
    yield "No skill is asked for more often beyond what chance explains."
    if len(most):
        names = ", ".join(
            f"{row.name} ({getattr(row, f'{side}_share'):.0%})" for row in tuples(most)
        )
        yield f"What its jobs name most often: {names}."


def _degree(pair: RolePair, *, back: bool) -> Iterator[str]:
    wanted = HIGHER if back else LOWER
    rows = share_rows(pair.shares, ("education", DEGREE))
    for row in tuples(rows[rows["verdict"] == wanted]):
        share = number(row.one_share if back else row.other_share)
        name = "a degree as a must" if row.subject == DEGREE else f"a {row.name.replace('_', ' ')}"
        if row.name != "optional" and share is not None:
            yield f"Education: {share:.0%} of its jobs that say so ask for {name}, more than there."


def _years(pair: RolePair, *, back: bool) -> Iterator[str]:
    """Say how many years more the role asks for, where the intervals of the medians are apart."""
    here, there = (pair.years[0], pair.years[1]) if back else (pair.years[1], pair.years[0])
    if here.interval and there.interval and here.interval.low > there.interval.high:
        yield f"Experience: half of its jobs ask for {years(here)}, there for {years(there)}."


def years(found: Years) -> str:
    """Return the median of the years asked for."""
    return f"{found.median:g} years or more"
