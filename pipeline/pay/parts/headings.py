"""Tell under which heading of a description a line stands.

Tasks, requirements and the employer have sections of their own. Money in them is seldom the pay of
the job: `minimum wages of $16.50 an hour` is what a payroll clerk has to know.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.caches import cached_file
from pipeline.pay.lexing.lexemes import fold
from pipeline.rules.rows.task_headings import TaskHeading
from pipeline.rules.rulebook import read_rules
from pipeline.text.scripts import HAS_CJK

_LONGEST = 70  # characters of a heading
_NAME = 40  # characters of a heading that no rule knows
_MOST_WORDS = 6
_MORE = 2  # words after a heading of two words or more: `Key responsibilities and duties`
_EDGES = (
    " \t-*#_:=>\u2022\u25a0\u25cf\u25b6\u25c6\u2605\u2714\uff1a\u3010\u3011<>[]()\u00bf?!\u2026"
)
_BULLET = re.compile(r"\s*(?:[-*\u2022\u25cf\u25aa\u00b7\u30fb\u2013\u2023>]|\d+[.)\u3001])\s*\S")
_END = (".", ",", ";", "!", "\u3002", "\u3001")
_COLON = re.compile(r"[:\uff1a]")
_FIGURE = re.compile(r"\d{2}")


class _Heading(NamedTuple):
    """A heading of the line at `start`, and whether it is about tasks, demands or the employer."""

    start: int
    tasks: bool


def tasks_above(text: str) -> Callable[[int], bool]:
    """Return a function that tells whether an offset of the text is in a section of tasks.

    The headings are looked for once, when the function is first called.
    """
    known = list[_Heading]()

    def is_in_tasks(at: int) -> bool:
        if not known:
            known.extend([_Heading(-1, tasks=False), *_headings(text)])
        starts = [heading.start for heading in known]
        return known[bisect_right(starts, at) - 1].tasks

    return is_in_tasks


def _headings(text: str) -> Iterator[_Heading]:
    """Yield the headings of a text in order."""
    at, apart = 0, True
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line and not line.isspace():
            tasks = _names_tasks(line)
            after = lines[number + 1] if number + 1 < len(lines) else ""
            if tasks or _is_name(line, after, apart=apart):
                yield _Heading(at, tasks)
        apart = not line or line.isspace()
        at += len(line) + 1


def _names_tasks(line: str) -> bool:
    """Return whether a line begins with a heading of tasks, and the line or a colon ends it."""
    colon = _COLON.search(line, 0, _LONGEST)
    if colon is None and (len(line) > _LONGEST or line.rstrip().endswith(_END)):
        return False
    name = fold(line[: colon.start()] if colon else line).strip(_EDGES)
    return _is_known(name.rstrip(" 0123456789.)").lstrip(" 0123456789.)\u3001"))


def _is_known(name: str) -> bool:
    """Return whether a name is one of the rules, perhaps with a few words after it."""
    words, known = name.split(), _names()
    if " ".join(words) in known:
        return True
    if len(words) <= _MOST_WORDS and words[:1] == ["about"]:
        return True
    least = max(len(words) - _MORE, _MORE)
    if any(" ".join(words[:n]) in known for n in range(least, len(words))):
        return True
    if not HAS_CJK.search(name):
        return False
    joined = "".join(words)
    return any(joined.endswith(sign) or joined.startswith(sign) for sign in _signs())


def _is_name(line: str, after: str, *, apart: bool) -> bool:
    """Return whether a line is a heading that no rule knows: `Compensation`."""
    colon = _COLON.search(line, 0, _NAME)
    if _BULLET.match(line):
        return False
    if colon:
        return True
    short = len(line) <= _NAME and not line.rstrip().endswith(_END) and not _FIGURE.search(line)
    return short and (apart or _BULLET.match(after) is not None)


@cached_file
def _names() -> frozenset[str]:
    return frozenset(fold(row.phrase) for row in read_rules(TaskHeading))


@cached_file
def _signs() -> tuple[str, ...]:
    names = (fold(row.phrase).replace(" ", "") for row in read_rules(TaskHeading))
    return tuple(name for name in names if HAS_CJK.match(name))
