"""Give the only job of a comment the pay that lines or a sentence state by level or country."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.list_marks import unmarked
from scrapers.platforms.hackernews.words.money import PAY
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.stretches import ends

REACH = 32
"""Characters before a pay that may name its level or country."""
FEWEST = 2
"""So many levels or countries with pay are a scale."""
_LEVEL = re.compile(
    r"(?:(?:L|IC|E|T|P|grade|level|tier|zone|band)[- ]?(?:\d|I{1,3}|IV|V|[A-E]\b)"
    r"|(?:entry|mid|intermediate|middle)(?:[- ]level)?|junior|jr\.?|senior|sr\.?|staff|principal"
    r"|lead|graduate|associate|expert)(?: engineers?| developers?)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|[,;.:(|/]\s?|\s(?:and|or)\s)([^,;.:()|$\u20ac\u00a3\u00a5\u20b9\d]{1,24}\d?)[:(\s]{1,3}$"
)
"""The end of a text before a pay: a mark, and the words that may be a level or a country."""

_BEHIND = re.compile(rf"((?:{PAY.pattern})[^.,;()|]{{0,30}}?) \(([^()]{{2,24}})\)", re.IGNORECASE)
_END = re.compile(r"[,;]\s|\.\s|\)|\s(?:and|or)\s|\s\|")


def by_level(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs; the only one without pay gets the scale of the comment as its pay."""
    if len(jobs) != 1 or jobs[0].salary:
        return list(jobs)
    told = [unmarked(line) for line in lines[1:]]
    scale = list(_steps(told)) or [step for line in told for step in _bracketed(line)]
    return [replace(jobs[0], salary="; ".join(scale))] if len(scale) >= FEWEST else list(jobs)


def _steps(lines: Sequence[str]) -> Iterator[str]:
    """Yield each level or country with its pay: `L3: \u20ac65k-75k`."""
    for line in lines:
        found = [
            (named.start(1), pay.start(), named[1].strip())
            for pay in PAY.finditer(line)
            if (named := _NAMED.search(line, max(0, pay.start() - REACH), pay.start()))
            and _is_step(named[1].strip())
        ]
        until = ends((start for start, _, _ in found), len(line))
        for (_, at, name), end in zip(found, until, strict=True):
            yield f"{name}: {_END.split(line[at:end], maxsplit=1)[0].strip(' .,;(')}"


def _bracketed(line: str) -> Iterator[str]:
    """Yield each pay of a line with the level or country in brackets behind it: `$95k (US)`."""
    for found in _BEHIND.finditer(line):
        if _is_step(found[2]):
            yield f"{found[2]}: {found[1]}"


def _is_step(name: str) -> bool:
    return bool(_LEVEL.fullmatch(name)) or (
        name[:1].isupper() and read_segment(name).kind == "place"
    )
