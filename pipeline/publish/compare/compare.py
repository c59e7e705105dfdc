"""Compare two roles: what their postings ask for and offer, from the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from models.vocab import SkillGroup
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.requirements.skill_finder import groups
from pipeline.errors import UsageError
from pipeline.filters.filters import NONE, Filters
from pipeline.filters.role_name import known_role
from pipeline.publish.compare.population import COLUMNS as PAY_COLUMNS
from pipeline.publish.compare.population import NOT_COUNTED, population, why_left_out
from pipeline.publish.compare.role_figures import RoleFigures, Share, role_figures
from pipeline.publish.export.rows import stream_jobs

COLUMNS = (
    *PAY_COLUMNS, "workplace", "skills", "education", "education_required", "education_fields",
    "experience_min", "industry", "language",
)  # fmt: skip
FEWEST_NAMED = 2
"""Postings of the two roles together that must name a skill for it to be listed."""


@dataclass(frozen=True, slots=True)
class SkillShare:
    """How many postings of each role name a skill, and the ratio of their shares.

    `lift` is the share in the first role divided by the share in the second, with half a posting
    added on each side, so that a skill that one role never names has a lift, too. None where
    either role has too few postings.
    """

    skill: str
    group: str
    left: Share
    right: Share
    lift: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two roles; `until` is the last time (UTC) that a counted posting was seen."""

    left: RoleFigures
    right: RoleFigures
    skills: tuple[SkillShare, ...]
    until: datetime | None
    rules: tuple[str, ...]

    def of_group(self, group: str, most: int) -> tuple[SkillShare, ...]:
        """Return the `most` common skills of a group, the largest difference first."""
        return tuple(skill for skill in self.skills if skill.group == group)[:most]


def compare_stored(
    engine: Engine, one: str, other: str, aliases: Aliases = SHIPPED, filters: Filters = NONE
) -> Comparison:
    """Return the comparison of two roles of a store, of the jobs that fit the filters.

    Raises UsageError for an unknown role.
    """
    left, right = known_role(one), known_role(other)
    if left == right:
        raise UsageError(f"{left} is named twice: name two different roles")
    rows = stream_jobs(engine, COLUMNS, duplicates=True, filters=filters)
    return compare(rows, left, right, aliases)


def compare(rows: Iterable[Any], left: str, right: str, aliases: Aliases = SHIPPED) -> Comparison:
    """Return the comparison of two roles, from rows that have COLUMNS as attributes.

    It counts the postings about AI, ML or data without duplicates, as the salary report does.
    """
    mine = [row for row in rows if row.role in (left, right) and _counts(row)]
    people = population(mine, aliases)
    first, second = (
        role_figures(role, [row for row in mine if row.role == role], people.counted)
        for role in (left, right)
    )
    return Comparison(first, second, _skills(first, second), people.until, people.rules)


def _counts(row: Any) -> bool:
    return why_left_out(row) not in NOT_COUNTED


def _skills(left: RoleFigures, right: RoleFigures) -> tuple[SkillShare, ...]:
    """Return the skills by group, most common first; both roles have equal weight."""
    named = {skill for skill in (*left.skills, *right.skills) if skill in groups()}
    shares = [_skill_share(skill, left, right) for skill in named]
    listed = [share for share in shares if share.left.n + share.right.n >= FEWEST_NAMED]
    ranks = {str(group): rank for rank, group in enumerate(SkillGroup)}
    return tuple(sorted(listed, key=lambda s: (ranks[s.group], -_weight(s), s.skill.casefold())))


def _skill_share(skill: str, left: RoleFigures, right: RoleFigures) -> SkillShare:
    one = Share(skill, left.skills.get(skill, 0), left.described)
    other = Share(skill, right.skills.get(skill, 0), right.described)
    lift = _smooth(one) / _smooth(other) if left.shown and right.shown else None
    return SkillShare(skill, groups()[skill], one, other, lift and round(lift, 2))


def _smooth(share: Share) -> float:
    return (share.n + 0.5) / (share.of + 1)


def _weight(skill: SkillShare) -> float:
    return _smooth(skill.left) + _smooth(skill.right)
