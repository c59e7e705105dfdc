"""Compare the names of jobs in one comment: which name the same job, and which are general."""

import re
from collections.abc import Mapping, Sequence

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.job_names import departments

TWO = 2
"""So many jobs with the words of a title and more show that the title is a general one."""
_MANY = re.compile(r"\s\(|,\s(?:multiple|several|various|all|different)\s")
"""What stands behind the title of several jobs: `Engineers, multiple levels`."""
_PEOPLE = re.compile(r"(?:engineer|developer|scientist|designer|programmer)s", re.IGNORECASE)
_LEVELS = frozenset({"senior", "sr", "junior", "jr", "staff", "principal", "lead", "graduate"})
_FIGURE = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[a-z0-9+#]+")


def title_words(title: str) -> frozenset[str]:
    """Return the words of a title without case and plural."""
    return frozenset(word.rstrip("s") for word in _WORD.findall(title.casefold()))


def initials(title: str) -> str:
    """Return the initials of a title's words: `SRE`."""
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", title)).upper()


def distinct(jobs: Sequence[Opening]) -> list[Opening]:
    """Return the jobs, each title once. What a job's own line states comes first.

    Two lines with one title are two jobs where both the place and the pay differ.
    """
    first: dict[str, Opening] = {}
    for job in jobs:
        key = job.title.casefold()
        same = first.get(key)
        if same and same.own and job.own and _is_elsewhere(same, job):
            key = f"{key} {job.location}"
        known = first.get(key)
        first[key] = job if known is None or (job.own and not known.own) else known
    return list(first.values())


def _is_elsewhere(one: Opening, other: Opening) -> bool:
    paid = one.salary and other.salary and one.salary != other.salary
    lines = one.title in one.own and other.title in other.own and not (one.salary or other.salary)
    return bool(paid or (lines and one.own != other.own)) and one.location != other.location


def with_others(jobs: list[Opening], paid: Sequence[Opening]) -> list[Opening]:
    """Return the jobs, and those of `paid` that are none of them.

    `Engineers` in a header is no job beside a list of a Junior Engineer and a Senior Engineer.
    """
    named = len(paid) >= TWO
    general = [
        job
        for job in jobs
        if (named and _is_general(job.title) and not job.salary)
        or (not job.own and sum(_is_wider(job, other) for other in paid) >= TWO)
    ]
    stated = {o.title.casefold(): o for o in paid}
    kept = [_with_pay(job, stated) for job in jobs if job not in general]
    short = {initials(job.title) for job in kept}
    return [*kept, *(o for o in paid if o.title.upper() not in short and not _is_any(o, kept))]


def _is_general(title: str) -> bool:
    """Return whether a title is only fields of work, or people of one kind: `engineers`."""
    return bool(departments(title)) or bool(_PEOPLE.fullmatch(title))


def _with_pay(job: Opening, stated: Mapping[str, Opening]) -> Opening:
    """Return a job; one that only a sentence names as its namesake of `stated`, with the pay."""
    return job if job.own or job.salary else stated.get(job.title.casefold(), job)


def with_paired(known: Sequence[Opening], paired: Sequence[Opening]) -> list[Opening]:
    """Return the known jobs, and those of `paired` that are none of them.

    A known title with the place of a paired one behind it is that one.
    """
    placed = {f"{job.title}, {job.location}".casefold() for job in paired}
    kept = [job for job in known if job.title.casefold() not in placed]
    return [*kept, *(job for job in paired if not _is_any(job, kept))]


def beside(known: Sequence[Opening], more: Sequence[Opening]) -> list[Opening]:
    """Return the known jobs, and those of `more` that are none of them under a longer title."""
    names = [title_words(job.title) for job in known]
    new = [job for job in more if not any(title_words(job.title) <= words for words in names)]
    return [*known, *new]


def exactly_beside(known: Sequence[Opening], more: Sequence[Opening]) -> list[Opening]:
    """Return the known jobs, and those of `more` under another title; `more` tells more of one."""
    told = {job.title.casefold(): job for job in more}
    kept = [told.pop(job.title.casefold(), job) for job in known]
    return [*kept, *told.values()]


def _is_wider(job: Opening, other: Opening) -> bool:
    """Return whether a title has some words of another and no others, brackets left out."""
    return title_words(_MANY.split(job.title)[0]) < title_words(other.title)


def _is_any(job: Opening, among: Sequence[Opening]) -> bool:
    """Return whether a job is one of several, under a shorter or longer title."""
    return any(_is_same(job, other) for other in among)


def _is_same(job: Opening, other: Opening) -> bool:
    words, own = title_words(job.title), title_words(other.title)
    return (words <= own or own < words) and not _is_paid_apart(job, other)


def _is_paid_apart(job: Opening, other: Opening) -> bool:
    """Return whether two titles differ in level alone, and each level has its own pay."""
    differ = title_words(job.title) ^ title_words(other.title)
    pays = [figures[0] for o in (job, other) if (figures := _FIGURE.findall(o.salary))]
    return len({*pays}) == TWO and bool(differ) and differ <= _LEVELS
