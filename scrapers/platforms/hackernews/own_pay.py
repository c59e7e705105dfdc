"""Give each job of a comment the pay that stands behind its name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.segments import PAY, pay_in

REACH = 60
"""Characters behind a job's name within which its pay may stand."""
SHORT = 3
"""A word of so few letters is no name for a job."""
BETWEEN = 4
"""Words between a name and its pay at most: `pays from`."""
TWO = 2


def with_own_pay(jobs: list[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs, each with the pay behind its name, where a comment states several.

    `SRE: $165-195k. Kernel: $200-280k` in the text gives each job of the header its own. Where
    no two jobs have pay of their own, all keep what their lines or the header say.
    """
    if len(jobs) < TWO:
        return jobs
    names = [_names(job.title, [other.title for other in jobs if other is not job]) for job in jobs]
    pays = [_pay_behind(name, names, lines) for name in names]
    if len(set(filter(None, pays))) < TWO:
        return jobs
    return [replace(job, salary=pay) if pay else job for job, pay in zip(jobs, pays, strict=True)]


def _names(title: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the title, its initials, and a word of it that no other job has."""
    words = re.findall(r"[A-Za-z]+", title)
    initials = "".join(word[0] for word in words).upper()
    taken = {word.casefold() for other in others for word in re.findall(r"[A-Za-z]+", other)}
    own = [w for w in words if len(w) > SHORT and w[0].isupper() and w.casefold() not in taken]
    return (title, *([initials] if len(initials) > TWO else []), *own[:1])


def _pay_behind(names: Sequence[str], every: Sequence[Sequence[str]], lines: Sequence[str]) -> str:
    stops = [name for others in every for name in others if name not in names]
    for name in names:
        for line in lines:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", line):
                rest = _until(line[match.end() : match.end() + REACH], stops)
                if PAY.search(rest) and _begins(rest):
                    return pay_in(rest).rstrip(" .;,")
    return ""


def _until(text: str, stops: Sequence[str]) -> str:
    """Return a text up to the next job's name, bar or semicolon."""
    ends = [found for stop in stops if (found := text.find(stop)) >= 0]
    ends += [found for sign in ("|", ";", ". ") if (found := text.find(sign)) >= 0]
    return text[: min(ends, default=len(text))]


def _begins(rest: str) -> bool:
    """Return whether only marks, brackets and a few words stand between a name and its pay."""
    found = PAY.search(rest)
    between = rest[: found.start()] if found else rest
    return len(re.findall(r"[A-Za-z]{2,}", between)) <= BETWEEN
