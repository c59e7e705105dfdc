"""Find the job that a few words of a text mean: `the lead`, `support developer`, `EM`."""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.same_name import initials, title_words

TWO = 2
_WORD = re.compile(r"[A-Za-z0-9+#]+")
_ROLE = re.compile(r"\s*\b(?:roles?|jobs?|positions?|openings?|ones?|hires?)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:and |or |plus |for )?(?:the |our |an? |both |all )?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def meant(words: str, jobs: Sequence[Opening]) -> list[int]:
    """Return the numbers of the jobs that words mean; an empty list if they are not sure.

    Words in the plural may mean several jobs, others mean one.
    """
    name = _ROLE.sub("", _ARTICLE.sub("", words.strip(" \"'*"))).strip()
    if not _WORD.search(name) or _NUMBER.fullmatch(name):
        return []
    exact = [n for n, job in enumerate(jobs) if name.casefold() in _names(job)]
    short = [n for n, job in enumerate(jobs) if len(name) >= TWO and name == initials(job.title)]
    held = [n for n, job in enumerate(jobs) if title_words(name) <= _told(job)]
    many = words.rstrip().endswith("s")
    found = exact or short or held
    return found if len(found) == 1 or many else []


def _names(job: Opening) -> set[str]:
    title = job.title.casefold()
    return {title, re.split(r"\s*[(\[]", title)[0]}


def _told(job: Opening) -> frozenset[str]:
    """Return the words of a job's title, and those of its contract."""
    return title_words(f"{job.title} {job.employment}")
