"""Read two roles from a store and make the figures of one against the other."""

from sqlalchemy import Engine

from models.vocab import SkillGroup
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.requirements.skill_finder import groups
from pipeline.errors import UsageError
from pipeline.figures.role_pair.columns import REQUIREMENTS
from pipeline.figures.role_pair.role_pair import RolePair, role_pair
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import NONE, Filters
from pipeline.filters.role_name import known_role
from pipeline.publish.export.rows import job_batches
from pipeline.publish.report.column_reader import read_frame
from pipeline.publish.report.job_columns import STORED, readers, source_of
from pipeline.publish.report.salary_feed import currencies


def stored_pair(
    engine: Engine, one: str, other: str, aliases: Aliases = SHIPPED, filters: Filters = NONE
) -> RolePair:
    """Return the figures of two roles, or titles that have one, of the jobs that fit the filters.

    The figures by skill are by group, in the order of models.vocab.SkillGroup. Raises UsageError
    for an unknown role, or one named twice, and StoreError.
    """
    roles = known_role(one), known_role(other)
    if roles[0] == roles[1]:
        raise UsageError(f"{roles[0]} is named twice: name two different roles")
    names = (*STORED, *REQUIREMENTS)
    rows = read_frame(job_batches(engine, names, filters), readers(names))
    source = source_of(rows, aliases)
    jobs = source.jobs.assign(**{name: rows[name] for name in REQUIREMENTS})
    return role_pair(jobs, roles, currencies(), _ordered_groups(), ReportOptions(filters=filters))


def _ordered_groups() -> dict[str, str]:
    """Return the group of each skill, in the order in which groups are shown."""
    order = [str(group) for group in SkillGroup]
    return dict(sorted(groups().items(), key=lambda each: order.index(each[1])))
