"""Collect the jobs of a comment from its header, lists, lines and sentences."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.further import also, headed, header_jobs, of_general
from scrapers.platforms.hackernews.header import Header
from scrapers.platforms.hackernews.last_resort import alone
from scrapers.platforms.hackernews.lists import fields, has_bars, line_job, listed, paid, told
from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.other_languages import also_offered, offered
from scrapers.platforms.hackernews.paired import paired
from scrapers.platforms.hackernews.paragraphs import begun, counted
from scrapers.platforms.hackernews.parallel import beside_known, slashed
from scrapers.platforms.hackernews.same_name import (
    beside,
    exactly_beside,
    with_others,
    with_paired,
)
from scrapers.platforms.hackernews.words.job_names import job_name
from scrapers.platforms.hackernews.words.list_marks import unmarked

_LEVEL = re.compile(
    r"^(?:senior|sr\.?|junior|jr\.?|mid(?:-level)?|lead|staff|principal)\s", re.IGNORECASE
)
_ONE = re.compile(
    r"((?:more )?(?:senior|junior|mid(?:-level)?|lead|staff|principal)) ones?", re.IGNORECASE
)
"""A job by its level alone: `a senior React developer and a junior one`."""


def openings(header: Header, every: Sequence[str]) -> list[Opening]:
    """Return the jobs of a comment; a name may come twice. `every` is all its lines."""
    beyond = _without_pay_of_header(header)
    found = _told_first(header, every)
    found = beside(found, [*begun(beyond, header.rest), *counted(beyond, every)])
    found = beside(found, also_offered(beyond, header.rest))
    found = found or offered(header.common, header.rest)
    found = found or alone(header.common, header.rest, every)
    if found:
        other = [job for job in offered(beyond, header.rest) if job_name(job.title)]
        found = beside(beside(found, other), headed(beyond, header.rest))
        return _in_full(beside(found, also(beyond, header.rest)))
    # Nothing else is a job: the first segment is the job, and no employer is named.
    if header.sole_job:
        return [replace(header.common, title=header.sole_job, company="")]
    return [replace(header.common, title=header.other)] if header.other else []


def _in_full(jobs: Sequence[Opening]) -> list[Opening]:
    """Return the jobs; `a junior one` under the title of the job before it, at its own level."""
    full: list[Opening] = []
    for job in jobs:
        if full and (one := _ONE.fullmatch(job.title)):
            job = replace(job, title=f"{one[1]} {_LEVEL.sub('', full[-1].title)}")  # noqa: PLW2901
        full.append(job)
    return full


def _without_pay_of_header(header: Header) -> Opening:
    """Return the values common to jobs that are told beside those of the header.

    Pay in a header with jobs is that of these jobs.
    """
    return replace(header.common, salary="") if header.jobs else header.common


def _told_first(header: Header, every: Sequence[str]) -> list[Opening]:
    """Return the jobs of the header, of lines with bars or pay, and of lists."""
    common, rest = header.common, header.rest
    own = [line_job(common, line) for line in map(unmarked, rest) if has_bars(line)]
    own += header_jobs(common, rest)
    general = [] if headed(common, rest) else of_general(header.jobs, common, rest)
    named = [*(general or header.jobs), *own] or listed(common, rest) or told(common, every)
    found = with_others(named, paid(common, rest)) or fields(common, rest)
    found = with_paired(found, paired(common, every))
    known = {line for job in found for line in job.own.splitlines()}
    found = beside(found, [job for job in beside_known(common, rest) if job.own not in known])
    return exactly_beside(found, slashed(common, rest))
