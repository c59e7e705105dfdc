"""Read two roles from a store or an export, and make the figures of one against the other."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from models.vocab import SkillGroup
from pipeline.batches import batches
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.posting_text import description_text
from pipeline.clean.requirements.skill_finder import groups
from pipeline.errors import UsageError
from pipeline.figures.job import Period, job_frame, period_of
from pipeline.figures.population import COUNTED
from pipeline.figures.role_pair.columns import REQUIREMENTS, asked_by
from pipeline.figures.role_pair.role_pair import (
    COMPARED,
    NOT_COMPARED,
    NOT_EVER,
    RolePair,
    role_pair,
)
from pipeline.figures.salary_figures import ReportOptions, populations
from pipeline.filters.filters import NONE, Filters
from pipeline.filters.joined import joined
from pipeline.filters.role_name import known_role
from pipeline.filters.tell import Tell, silent
from pipeline.publish.compare.duties import duty_phrases, duty_table
from pipeline.publish.export_description import description
from pipeline.publish.made_of import MadeOf, table_of
from pipeline.publish.report.freed_memory import give_back
from pipeline.publish.report.job_columns import EXPORTED, STORED, Source, source_of
from pipeline.publish.report.job_source import fitting_rows, stored_rows
from pipeline.publish.report.salary_feed import currencies, data_hash, seen_between
from pipeline.store.postings.descriptions import stored_descriptions
from pipeline.store.runs.bundled_sample import holds_sample

Roles = tuple[str, str]
USUAL: Period = (None, None)
"""The period where none is asked for: the 12 months to the last sighting."""
ROWS = 10_000
"""Rows that are hashed at once."""


@dataclass(frozen=True, slots=True)
class RoleComparison:
    """Two roles' figures, and where their jobs are from; `source` has no jobs any more.

    `duties` are phrases of descriptions, as a frame of `share_table`. `seen` is the first and the
    last sighting of any job. `filters` chose the jobs; `made_on` is the day of making (UTC).
    `made_of` is the table that the jobs were read from, None for a store.
    `inputs_sha256` is the hash of the jobs, of what the two roles ask for, of the versions and the
    period.
    """

    pair: RolePair
    duties: pd.DataFrame
    source: Source
    seen: tuple[Any, Any]
    invented: bool = False
    filters: Filters = NONE
    made_on: date | None = None
    made_of: MadeOf | None = None
    inputs_sha256: str = ""


def two_roles(one: str, other: str, tell: Tell = silent) -> Roles:
    """Return the roles that two names or titles mean; `tell` gets a sentence for each title.

    Raises UsageError for an unknown role, naming the nearest, and for one named twice.
    """
    roles = known_role(one, tell), known_role(other, tell)
    if roles[0] == roles[1]:
        raise UsageError(f"{roles[0]} is named twice: name two different roles")
    return roles


def stored_pair(
    engine: Engine, one: str, other: str, aliases: Aliases = SHIPPED, filters: Filters = NONE
) -> RolePair:
    """Return the figures of two roles, or titles that have one, of the jobs that fit the filters.

    The figures by skill are by group, in the order of models.vocab.SkillGroup. Raises UsageError
    for an unknown role, or one named twice, and StoreError.
    """
    return stored_comparison(engine, two_roles(one, other), aliases, filters).pair


def stored_comparison(
    engine: Engine,
    roles: Roles,
    aliases: Aliases = SHIPPED,
    filters: Filters = NONE,
    period: Period = USUAL,
) -> RoleComparison:
    """Return the comparison of two roles of a store, with the phrases of their duties.

    Its jobs are those that fit and were open in the period, as those of a report.
    """
    names = *STORED, *REQUIREMENTS
    options = ReportOptions(*period, filters=filters)
    found = _comparison(lambda: stored_rows(engine, names, filters), roles, aliases, options)
    mine = found.pair.people.salaried
    mine = mine[mine["role"].isin(roles)]
    ids = sorted(map(str, mine["posting_id"]))
    duties = duty_table(mine, _phrases(engine, ids), roles)
    return replace(found, duties=duties, invented=holds_sample(engine))


def exported_comparison(
    file: Path,
    roles: Roles,
    aliases: Aliases = SHIPPED,
    filters: Filters = NONE,
    period: Period = USUAL,
) -> RoleComparison:
    """Return the comparison of two roles of an export's jobs that fit; it has no descriptions.

    The data package beside it says whether the jobs are invented, and what search words chose them.

    Raises UsageError and PaybandError as `fitting_rows` does.
    """
    about = description(file)
    both = joined(about.filters, filters)
    names = *EXPORTED, *REQUIREMENTS
    options = ReportOptions(*period, filters=both)
    found = _comparison(lambda: fitting_rows(file, names, filters), roles, aliases, options)
    return replace(found, invented=about.invented, made_of=table_of(file))


def _comparison(
    read: Callable[[], pd.DataFrame], roles: Roles, aliases: Aliases, options: ReportOptions
) -> RoleComparison:
    """Return the comparison of the rows that `read` returns, without phrases of duties.

    The rows and the frames made of them are let go as soon as they are not needed, as
    `make_report` does.
    """
    rows = read()
    count = len(rows)
    give_back(count)
    source, asked = source_of(rows, aliases), asked_by(rows, roles)
    del rows
    give_back(count)
    seen = seen_between(source.jobs)
    period = period_of(source.jobs, options.since, options.until)
    digest = data_hash(source, period, {"asked": _asked(asked)})
    jobs = source.jobs[[name for name in source.jobs if name in (*COUNTED, *COMPARED)]]
    source = replace(source, jobs=job_frame(pd.DataFrame()))
    give_back(count)
    people, ever = populations(jobs, currencies(), options, NOT_COMPARED, NOT_EVER)
    del jobs
    give_back(count)
    pair = role_pair(
        people, ever, asked, roles, currencies=currencies(), skill_groups=_ordered_groups()
    )
    duties = duty_table(source.jobs, {}, roles)
    return RoleComparison(pair, duties, source, seen, filters=options.filters, inputs_sha256=digest)


def _asked(mine: pd.DataFrame) -> str:
    """Return the SHA-256 of what the jobs of two roles ask for, in whatever order they are.

    It is that of a JSON list of all rows, sorted; some of the rows are in memory at a time.
    """
    digest, before = hashlib.sha256(b"["), ""
    for some in batches(_sorted_rows(mine), ROWS):
        text = json.dumps(some, default=str)
        digest.update(f"{before}{text[1:-1]}".encode())
        before = ", "
    digest.update(b"]")
    return digest.hexdigest()


def _sorted_rows(mine: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    ordered = mine.sort_values("posting_id", kind="stable")
    parts = (ordered.iloc[at : at + ROWS] for at in range(0, len(ordered), ROWS))
    rows = chain.from_iterable(
        part.astype("object").where(part.notna(), None).itertuples(index=False, name=None)
        for part in parts
    )
    for _posting_id, same in groupby(rows, itemgetter(0)):
        yield from sorted(same)


def _phrases(engine: Engine, ids: list[str]) -> Mapping[str, tuple[str, ...]]:
    return dict(_each_phrases(engine, ids))


def _each_phrases(engine: Engine, ids: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for posting_id, html in stored_descriptions(engine, ids):
        text, _why = description_text(html)
        yield posting_id, duty_phrases(text)


def _ordered_groups() -> dict[str, str]:
    """Return the group of each skill, in the order in which groups are shown."""
    order = [str(group) for group in SkillGroup]
    return dict(sorted(groups().items(), key=lambda each: order.index(each[1])))
