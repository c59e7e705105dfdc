"""Find the words of rules/pay/other_jobs.csv in a text."""

import re
from typing import Any, NamedTuple

import ahocorasick

from pipeline.caches import cached_file
from pipeline.rules.rows.other_jobs import OtherJobRole, OtherJobWord
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import plain
from pipeline.text.scripts import CJK, THAI_TO_KHMER

_LONGEST = 40_000
_ENDING = re.compile(r"\w{0,6}")
_SPACED = re.compile(rf"[^\W_{CJK}{THAI_TO_KHMER}]")  # a letter that may go on with a word


class JobHit(NamedTuple):
    """A word at low[start:end]: its role, language, where its partner stands, and its row."""

    start: int
    end: int
    role: str
    language: str
    use: str
    rule: str


def job_hits(low: str) -> list[JobHit]:
    """Return the words of other_jobs.csv in a plain text, but for the names of pay.

    They are whole words, in order of their start. Of a text only the first 40,000
    characters are read: no real posting is longer.
    """
    return _hits(low, named=False)


def pay_hits(low: str) -> list[JobHit]:
    """Return the names of pay in a plain text, as `job_hits` does. Most texts need not be asked."""
    return _hits(low, named=True)


def _hits(low: str, *, named: bool) -> list[JobHit]:
    found = list[JobHit]()
    for last, rows in _automaton(named=named).iter(low[:_LONGEST]):
        for size, stem, tail, *said in rows:
            start, end = last + 1 - size, _end(low, last, stem=stem)
            if end and (tail or not start or not _goes_on(low, start - 1, start)):
                found.append(JobHit(start, end, *said))
    return sorted(found)


def _end(low: str, last: int, *, stem: bool) -> int:
    """Return where a word ends; 0 if another word goes on there."""
    end = last + 1
    if stem:
        ending = _ENDING.match(low, end)
        end = ending.end() if ending else end
    return 0 if end < len(low) and _goes_on(low, end - 1, end) else end


def _goes_on(low: str, before: int, after: int) -> bool:
    """Return whether two characters belong to one word of a script with spaces."""
    return bool(_SPACED.match(low, before) and _SPACED.match(low, after))


@cached_file
def _automaton(*, named: bool) -> Any:
    """Return the automaton of the names of pay, or of the other words, each with its rows."""
    words: dict[str, list[tuple[int, bool, bool, str, str, str, str]]] = {}
    for row in read_rules(OtherJobWord):
        if (row.role is OtherJobRole.PAY) != named:
            continue
        key = plain(row.phrase.strip("*"))
        stem, tail = row.phrase.endswith("*"), row.phrase.startswith("*")
        said = (row.role, row.language, row.use or "", row.source)
        words.setdefault(key, []).append((len(key), stem, tail, *said))
    automaton = ahocorasick.Automaton()
    for key, rows in words.items():
        automaton.add_word(key, tuple(rows))
    automaton.make_automaton()
    return automaton
