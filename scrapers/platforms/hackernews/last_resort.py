"""Find the jobs of a comment that names none in a list or an offer: first sentences, addresses."""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.lists import is_entry
from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.words.job_names import Entry, job_name

LONGEST = 7
"""Words of a job's name that is a sentence of its own, at most."""
_TITLED = re.compile(
    r"(?:^|[.!?]\s+)(?:the |job |official )?title (?:is|reads|(?:would|will|could|can|may) be)"
    r"\s+(?:an? )?[\"\u201c']?"
    r"([A-Z][^.,;\"\u201d]{3,60})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://[^\s/]+(?:/[\w.-]+)*/(?:jobs?|careers?|positions?|open-positions|openings|roles?"
    r"|vacanc(?:y|ies)|work|hiring|join(?:-us)?|apply|stellen|emplois?|carriere)/([\w-]{4,80})/?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s(?:for|to|who|with|on|at)\s|:\s")
"""What stands behind the job that a sentence begins with: `Platform Engineer for a project …`."""
_NUMBER = re.compile(r"^(?:\d+|[0-9a-f]{6,})$")
_SHORT = frozenset({"ai", "ml", "qa", "hr", "it", "ui", "ux", "sre", "ios", "vp", "devops"})


def alone(common: Opening, lines: Sequence[str], every: Sequence[str]) -> list[Opening]:
    """Return the jobs that a sentence tells as a title, or that are a sentence, or an address.

    `lines` are those below the header of a comment, `every` all of them.
    """
    found = _titled(common, every)
    if found or not common.company:
        return found
    return _sentences(common, lines) or _addresses(common, every)


def _titled(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of sentences such as `The title would be Lead Data Engineer`."""
    return [
        from_entry(common, Entry(name, line[match.start() :]))
        for line in lines
        for match in _TITLED.finditer(line)
        if (name := job_name(match[1]))
    ]


def _sentences(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of lines that begin with one: `Senior Engineer (Go). We help …`."""
    told = (line for line in lines if ". " in f"{line} ")
    begun = ((line, _AFTER.split(line.split(". ", 1)[0])[0]) for line in told)
    return [
        from_entry(common, Entry(job_name(first), first))
        for _, first in begun
        if first[:1].isupper() and len(first.split()) <= LONGEST and is_entry(first)
    ]


def _addresses(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that addresses name, of at least two words."""
    found = (match[1] for line in lines for match in _ADDRESS.finditer(line))
    names = (" ".join(map(_cased, _without_number(slug))) for slug in found)
    return [
        from_entry(common, Entry(name, name))
        for name in names
        if " " in name and job_name(name) == name
    ]


def _without_number(slug: str) -> list[str]:
    return [word for word in re.split(r"[-_]+", slug) if word and not _NUMBER.fullmatch(word)]


def _cased(word: str) -> str:
    return word.upper() if word.lower() in _SHORT else word.capitalize()
