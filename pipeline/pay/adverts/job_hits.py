"""Find the words of rules/pay/other_jobs.csv in a text.

Most texts advertise no other job, so that their words are searched in two steps: first those that
may begin an advert, and only then those that say where it ends and what it is.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import ahocorasick

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.other_jobs import OtherJobRole as Role
from pipeline.rules.rows.other_jobs import OtherJobWord
from pipeline.rules.rulebook import read_rules
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.matcher import PARTING
from pipeline.text.patterns import plain
from pipeline.text.scripts import CJK, THAI_TO_KHMER

FIRST = frozenset(
    {
        *(Role.OTHER, Role.VACANCY, Role.VACANCIES, Role.ALSO, Role.HIRE, Role.LEAD, Role.TOO),
        *(Role.VIEW, Role.INTEREST, Role.UNSTATED, Role.UNPAID),
    }
)
"""The roles that are looked for first: without them a text has nothing else to look for."""
CUES = frozenset({Role.VIEW, Role.INTEREST, Role.VACANCIES})
"""The roles of words that may head adverts of other jobs."""
_SURE = frozenset({Role.LEAD, Role.UNSTATED, Role.UNPAID})
_LINE = 140  # bytes
_AMOUNT = re.compile(rb"\d")
_PAIRS = ((Role.OTHER, Role.VACANCY), (Role.ALSO, Role.HIRE))
_NEAR = 64  # bytes
_LONGEST = 40_000
_ENDING = 12  # bytes of an ending; a letter with an accent has two
_UNSPACED = re.compile(f"[{CJK}{THAI_TO_KHMER}]")
_MARKS = frozenset("\u2022\u00b7\u2026\u201c\u201d\u201e\u00ab\u00bb\uff1a\uff0c\u3001\u3002\uff08")
_SIGNS = _MARKS | frozenset("\uff09\uff1b\uff01\uff1f\u060c\u061b\u202f\u3000\u30fb\u300c\u300d")


class JobHit(NamedTuple):
    """A word at low[start:end]: its role, language, where its partner stands, and its row."""

    start: int
    end: int
    role: str
    language: str
    use: str
    rule: str


def first_hits(low: str) -> list[JobHit]:
    """Return the words of the roles FIRST in a plain text: whole words, in order of their start.

    Of a text only the first 40,000 characters are read: no real posting is longer.
    """
    raw, found = _hits(low[:_LONGEST], first=True)
    return _in_characters(raw, found)


def job_hits(low: str) -> list[JobHit]:
    """Return the words of all roles in a plain text, as `first_hits` does."""
    raw, found = _hits(low[:_LONGEST], first=True)
    _, others = _hits(low[:_LONGEST], first=False)
    return _in_characters(raw, sorted([*found, *others]))


def may_have_adverts(low: str) -> bool:
    """Return whether a plain text may advertise other jobs, or say that it gives no pay."""
    raw, found = _hits(low[:_LONGEST], first=True)
    if any(hit.role in _SURE or (hit.role in CUES and _heads(raw, hit)) for hit in found):
        return True
    return any(_are_near(found, *pair) for pair in _PAIRS)


def _are_near(found: Sequence[JobHit], role: str, partner: str) -> bool:
    """Return whether words of two roles stand near each other in one language."""
    partners: dict[str, list[int]] = {}
    for hit in found:
        if hit.role == partner:
            partners.setdefault(hit.language, []).append(hit.start)
    return any(
        abs(start - hit.start) <= _NEAR
        for hit in found
        if hit.role == role
        for start in partners.get(hit.language, ())
    )


def _heads(raw: bytes, hit: JobHit) -> bool:
    """Return whether a word stands in a short line, and short lines with figures follow.

    Two must follow a name of several jobs.
    """
    line = raw.find(b"\n", hit.end, hit.end + _LINE)
    if line < 0 or hit.start - raw.rfind(b"\n", 0, hit.start) > _LINE:
        return False
    after = raw[line + 1 : line + 4 * _LINE].split(b"\n", 5)[:5]
    figured = sum(len(each) <= _LINE and _AMOUNT.search(each) is not None for each in after)
    return figured > (hit.role == Role.VACANCIES)


@cached_reader(8)
def _hits(low: str, *, first: bool) -> tuple[bytes, list[JobHit]]:
    """Return a text as UTF-8 and the words in it, with offsets in bytes."""
    raw, key = _key(low)
    found = list[JobHit]()
    for last, rows in _automaton(first=first).iter(key):
        for size, before, after, said in rows:
            start = last - size + before
            end = _end_of_word(key, last) if after < 0 else last - after
            if end:
                found.append(JobHit(start, end, *said))
    found.sort()
    return raw, found


def _key(low: str) -> tuple[bytes, str]:
    """Return a text as UTF-8, and with blanks for signs and at its ends, a character a byte."""
    for sign in _SIGNS & set(beyond_ascii(low)):
        low = low.replace(sign, " ")
    raw = low.encode("utf-8", "surrogatepass")
    return raw, f" {raw.translate(PARTING).decode('latin-1')} "


def _end_of_word(key: str, last: int) -> int:
    """Return where the word of a stem ends; 0 if its ending is too long for an inflection."""
    end = key.find(" ", last + 1)
    return end - 1 if end - 1 - last <= _ENDING else 0


def _in_characters(raw: bytes, found: Sequence[JobHit]) -> list[JobHit]:
    """Return hits with offsets in characters instead of bytes."""
    if raw.isascii():
        return [*found]
    counted, at, hits = 0, 0, list[JobHit]()
    for hit in found:
        counted += len(raw[at : hit.start].decode("utf-8", "surrogatepass"))
        at = hit.start
        length = len(raw[at : hit.end].decode("utf-8", "surrogatepass"))
        hits.append(hit._replace(start=counted, end=counted + length))
    return hits


_Row = tuple[int, int, int, tuple[str, str, str, str]]
"""Characters of a key, whether a blank opens and ends it (-1: a stem), and the words of its row."""


@cached_file
def _automaton(*, first: bool) -> Any:
    """Return the automaton of the words of the roles FIRST, or of the others."""
    words: dict[str, list[_Row]] = {}
    for row in read_rules(OtherJobWord):
        if (row.role in FIRST) == first:
            key, before, after = _key_of(row.phrase)
            said = (row.role, row.language, row.use or "", row.source)
            words.setdefault(key, []).append((len(key), before, after, said))
    automaton = ahocorasick.Automaton()
    for key, rows in words.items():
        automaton.add_word(key, tuple(rows))
    automaton.make_automaton()
    return automaton


def _key_of(phrase: str) -> tuple[str, int, int]:
    """Return the key of a word, and which blanks open and end it (-1: an ending may follow)."""
    key = f" {_key(plain(phrase.strip('*')))[1].strip(' ')} "
    word = phrase.strip("*")
    before = not (phrase.startswith("*") or _UNSPACED.match(word[0]))
    stem = phrase.endswith("*")
    after = not (stem or _UNSPACED.match(word[-1]))
    key = key[0 if before else 1 : len(key) if after else -1]
    return key, int(before), -1 if stem else int(after)
