"""Clean one raw posting: run the stages in order and assemble the result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.band import SalaryBand
from models.issue import Issue
from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.batches import batches
from pipeline.caches import cached_file
from pipeline.clean.correct import Fixes, correct
from pipeline.clean.employer.aliases import SHIPPED as SHIPPED_ALIASES
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.posting_text import texts
from pipeline.clean.sanitize import sanitized
from pipeline.clean.stage import IssueDraft, Job, Reading, Texts
from pipeline.clean.stages import STAGES
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.rules.issues import severity
from pipeline.rules.rulebook import rules_version
from pipeline.version import VERSION

TOGETHER = 32
"""Postings that go through a stage together. Caches of whole descriptions hold twice as many."""


@cached_file
def code_version() -> str:
    """Return the version of the code and, after a `+`, of the rules."""
    return f"{VERSION}+{rules_version()}"


def version_with(rates: Rates, aliases: Aliases = SHIPPED_ALIASES) -> str:
    """Return the version of code and rules, and of exchange rates and aliases if any were added."""
    added = (("fx", rates.version), ("employers", aliases.version))
    return code_version() + "".join(f"+{name}.{version}" for name, version in added if version)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned posting, its bands and issues, the reading of each stage, and the texts read."""

    posting: JobPosting
    bands: tuple[SalaryBand, ...]
    issues: tuple[Issue, ...]
    readings: tuple[tuple[str, Reading], ...]
    texts: Texts


NO_FIXES: Fixes = {}


def clean(
    raw: RawPosting,
    rates: Rates = SHIPPED,
    aliases: Aliases = SHIPPED_ALIASES,
    fixes: Fixes = NO_FIXES,
) -> Cleaned:
    """Return the cleaned posting for a raw one. Bad content never raises an error.

    `rates` are the exchange rates: the shipped ones by default, else `saved_rates(folder)`.
    `aliases` are other names of employers; only `rules_version` tells of them.
    `fixes` are corrections by people.
    """
    return next(clean_all((raw,), rates, aliases, fixes))


def clean_all(
    raws: Iterable[RawPosting],
    rates: Rates = SHIPPED,
    aliases: Aliases = SHIPPED_ALIASES,
    fixes: Fixes = NO_FIXES,
) -> Iterator[Cleaned]:
    """Yield each raw posting cleaned, in order. Each is independent of the others.

    Several postings go through one stage before the next stage starts: the rules of a stage are
    then still in the processor's cache, which halves the time of a posting (decision 021).
    """
    version = version_with(rates, aliases)
    for together in batches(raws, TOGETHER):
        yield from _together(together, rates, version, fixes)


def _together(raws: list[RawPosting], rates: Rates, version: str, fixes: Fixes) -> list[Cleaned]:
    jobs: list[tuple[Job, list[tuple[str, Reading]]]] = []
    for raw in raws:
        repaired, drafts = texts(raw)
        jobs.append((Job(raw, repaired, rates=rates), [("text", Reading(issues=drafts))]))
    for stage in STAGES:
        name = stage.__name__
        for job, readings in jobs:
            reading = stage(job)
            if fixes and (own := fixes.get(job.raw.posting_id)):
                reading = correct(job, name, reading, own)
            job.values.update(reading.values)
            readings.append((name, reading))
    return [_assemble(job, readings, version) for job, readings in jobs]


def _assemble(job: Job, readings: list[tuple[str, Reading]], version: str) -> Cleaned:
    raw = job.raw
    posting = JobPosting(
        posting_id=raw.posting_id,
        source=raw.source,
        source_key=raw.source_key,
        rules_version=version,
        **job.values,
    )
    bands = tuple(sanitized(band) for _, reading in readings for band in reading.bands)
    drafts = [draft for _, reading in readings for draft in reading.issues]
    issues = tuple(_issue(posting.posting_id, n, draft) for n, draft in enumerate(drafts))
    return Cleaned(sanitized(posting), bands, issues, tuple(readings), job.texts)


def _issue(posting_id: str, n: int, draft: IssueDraft) -> Issue:
    issue = Issue(
        posting_id=posting_id,
        n=n,
        code=draft.code,
        severity=severity(draft.code),
        field=draft.field,
        raw_value=draft.raw_value or None,
        detail=draft.detail or None,
    )
    return sanitized(issue)
