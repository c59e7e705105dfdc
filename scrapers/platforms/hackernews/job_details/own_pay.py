"""Give each job of a comment the pay that stands behind its name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.same_name import initials, title_words
from scrapers.platforms.hackernews.words.list_marks import unmarked
from scrapers.platforms.hackernews.words.money import PAY, bare_pay
from scrapers.platforms.hackernews.words.stretches import ends

REACH = 60
"""Characters behind a job's name within which its pay may stand."""
SHORT = 3
"""A word of so few letters is no name for a job."""
BETWEEN = 4
"""Words between a name and its pay at most: `pays from`."""
TWO = 2
_GRADE = re.compile(r"I{1,3}|IV|V|\d")
_SHARED = re.compile(r"\s*(?:and|or|&|/|,|\+)?\s*")
_FOR = re.compile(
    r"[^.;]{0,60}?\bfor (?:the |our |all |an? )?([A-Za-z]+)(?: (?:roles?|jobs?|positions?)\b)?"
)
"""The jobs behind a pay: `$170k-$260k for engineers`."""

_STATED = re.compile(
    r"\b(?:base|salary|pay|compensation|comp|range)\b[^.\d]{0,25}?(?=[^\w\s]?\d"
    r"|[A-Z]{3})([^.;]*?\d[^.;]*(?:\.\d[^.;]*)?)",
    re.IGNORECASE,
)
"""A sentence that states pay."""

_HEADS = re.compile(r"(?:^|[.;]\s|\bthe )([A-Za-z]+)s(?::|\s(?:get|earn|are at|start at|make))\s")
"""The jobs before a pay: `Engineers: $145k`."""

Own = dict[int, tuple[str, str]]
"""The number of a job, its pay, and the line of it."""


def with_own_pay(jobs: list[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs, each with the pay behind its name, where a comment states several.

    `SRE: $165-195k. Kernel: $200-280k` in the text gives each job of the header its own. Where
    no two jobs have pay of their own, all keep what their lines or the header say.
    """
    if len(jobs) < TWO:
        return jobs
    own = _behind_names(jobs, lines)
    own = _for_heads(jobs, [line for line in lines if _HEADS.search(line)]) | own
    own |= {n: paid for n, paid in _in_paragraphs(jobs, lines).items() if n not in own}
    if len({pay for pay, _ in own.values()}) < TWO:
        own = _for_heads(jobs, lines)
        if not own:
            return jobs
    return [_paid(job, *own[n]) if n in own else job for n, job in enumerate(jobs)]


def _paid(job: Opening, pay: str, line: str) -> Opening:
    own = job.own.splitlines()
    return replace(job, salary=pay, own="\n".join([*own, *({line} - set(own))]))


def _behind_names(jobs: Sequence[Opening], lines: Sequence[str]) -> Own:
    """Return the first pay behind the name of each job."""
    names = _names(jobs)
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    own: Own = {}
    for line in lines:
        for name, pay in _mentions(pattern, line):
            if pay:
                own.setdefault(names[name], (pay, unmarked(line)))
    return own


def _mentions(pattern: re.Pattern[str], line: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a line with the pay behind each. `A and B: $90k` is the pay of both."""
    found = list(pattern.finditer(line))
    until = ends((match.start() for match in found), len(line))
    behind = [line[match.end() : end] for match, end in zip(found, until, strict=True)]
    pays = [_pay(rest[:REACH]) for rest in behind]
    for n in reversed(range(len(found) - 1)):
        pays[n] = pays[n] or (pays[n + 1] if _SHARED.fullmatch(behind[n]) else "")
    yield from ((match[0], pay) for match, pay in zip(found, pays, strict=True))


def _pay(rest: str) -> str:
    """Return the pay that begins a text; only marks, brackets and a few words may precede it."""
    ends = [at for sign in ("|", ";") if (at := rest.find(sign)) >= 0]
    text = rest[: min(ends, default=len(rest))]
    found = PAY.search(text)
    if not found:
        return ""
    words = re.findall(r"[A-Za-z]{2,}", text[: found.start()])
    if len(words) > BETWEEN or (words and ". " in text[: found.start()]):
        return ""
    rest = re.split(r"\. |,\s(?!\d)", text[found.end() :], maxsplit=1)[0]
    return bare_pay(text[: found.end()] + rest)


def _names(jobs: Sequence[Opening]) -> dict[str, int]:
    """Return the names of jobs: title, title without brackets, initials, and a word of its own."""
    names: dict[str, int] = {}
    for n, job in enumerate(jobs):
        others = frozenset().union(*(title_words(o.title) for o in jobs if o is not job))
        words = re.findall(r"[A-Za-z]+", job.title)
        own = [w for w in words if len(w) > SHORT and w[0].isupper() and _is_own(w, others)]
        marked = [f"{w}:" for w in words if not w.islower() and _is_own(w, others)]
        short = initials(job.title)
        bare = re.split(r"\s*[(\[]", job.title)[0]
        for name in (
            job.title,
            bare,
            *_ends(bare, others),
            *([short] if len(short) > TWO else []),
            *own[:1],
            *marked[:1],
        ):
            names.setdefault(name, n)
    return names


def _ends(title: str, others: frozenset[str]) -> Iterator[str]:
    """Yield short names of a title: `Programmer II`, `SE II`, its own head `scientist`."""
    words = title.split()
    if _GRADE.fullmatch(words[-1]) and len(words) > TWO:
        yield " ".join(words[-2:])
        yield f"{initials(' '.join(words[:-1]))} {words[-1]}"
    elif len(words) > 1 and words[-1].isalpha() and _is_own(words[-1], others):
        yield words[-1].casefold()


def _is_own(word: str, others: frozenset[str]) -> bool:
    return word.casefold().rstrip("s") not in others


def _in_paragraphs(jobs: Sequence[Opening], lines: Sequence[str]) -> Own:
    """Return the pay that a paragraph on one job alone, or the one below its title, states."""
    own: Own = {}
    below: int | None = None
    titles = [job.title.casefold() for job in jobs]
    for line in lines:
        folded = line.casefold()
        named = [n for n, title in enumerate(titles) if title in folded]
        if len(named) == 1 and unmarked(folded).strip(" :*") == titles[named[0]]:
            below = named[0]
            continue
        about = named[0] if len(named) == 1 else (None if named else below)
        stated = _STATED.search(line) if about is not None and "|" not in line else None
        if about is not None and stated and not jobs[about].salary:
            own.setdefault(about, (bare_pay(stated[1]), unmarked(line)))
            below = None
    return own


def _for_heads(jobs: Sequence[Opening], lines: Sequence[str]) -> Own:
    """Return the pay of jobs by the word behind it: `C$115k for the engineers`."""
    own: Own = {}
    for line in lines:
        for match in _HEADS.finditer(line):
            pay = _pay(line[match.end() :][:REACH])
            held = [n for n, job in enumerate(jobs) if _head(job.title) == match[1].casefold()]
            for n in held if pay else []:
                own.setdefault(n, (pay, unmarked(line)))
        for match in PAY.finditer(line):
            said = _FOR.match(line, match.end())
            head = said[1].casefold().rstrip("s") if said else ""
            held = [n for n, job in enumerate(jobs) if _head(job.title) == head]
            told = [n for n, job in enumerate(jobs) if head in title_words(job.title)]
            held = held or (told if len(told) == 1 else [])
            for n in held:
                own.setdefault(n, (_pay(line[match.start() :][:REACH]), unmarked(line)))
    return own


def _head(title: str) -> str:
    words = re.findall(r"[a-z]+", re.split(r"\s*[(\[,]", title.casefold())[0])
    return words[-1].rstrip("s") if words else ""
