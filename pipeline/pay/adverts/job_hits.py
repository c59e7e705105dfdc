"""Find the words of rules/pay/other_jobs.csv in a text.

Most texts advertise no other job, so that their words are searched in two steps: first those that
may begin an advert, and only then those that say where it ends and what it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from pipeline.caches import cached_reader
from pipeline.rules.rows.other_jobs import OtherJobRole as Role
from pipeline.rules.rows.other_jobs import OtherJobWord
from pipeline.rules.rulebook import read_rules
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.matcher import LONGEST, PARTING, STEM, end_of_word
from pipeline.text.one_pass import OnePass
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
_ENDING = 12  # bytes of an ending; a letter with an accent has two
IS_UNSPACED = re.compile(f"[{CJK}{THAI_TO_KHMER}]")
"""A letter of a script that writes no spaces between words, Korean included."""
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
    raw, found = _hits(low[:LONGEST], first=True)
    return _in_characters(raw, found)


def job_hits(low: str) -> list[JobHit]:
    """Return the words of all roles in a plain text, as `first_hits` does."""
    raw, found = _hits(low[:LONGEST], first=True)
    _, others = _hits(low[:LONGEST], first=False)
    return _in_characters(raw, sorted([*found, *others]))


def may_have_adverts(low: str) -> bool:
    """Return whether a plain text may advertise other jobs, or say that it gives no pay."""
    raw, found = _hits(low[:LONGEST], first=True)
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
    for last, (size, blank, rows) in _PASSES[first].places(key):
        for _, extra, said in rows:
            end = end_of_word(key, last, _ENDING) if extra == STEM else last - blank
            if end:
                found.append(JobHit(last - size, end, *said))
    found.sort()
    return raw, found


def _key(low: str) -> tuple[bytes, str]:
    """Return a text as UTF-8, and with blanks for signs and at its ends, a character a byte."""
    for sign in _SIGNS & set(beyond_ascii(low)):
        low = low.replace(sign, " ")
    raw = low.encode("utf-8", "surrogatepass")
    return raw, f" {raw.translate(PARTING).decode('latin-1')} "


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


def _entries(*, first: bool) -> Iterator[tuple[str, int, tuple[str, str, str, str]]]:
    """Yield the keys of the words of the roles FIRST, or of the others, each with its row."""
    for row in read_rules(OtherJobWord):
        if (row.role in FIRST) == first:
            extra = STEM if row.phrase.endswith("*") else 0
            yield _key_of(row.phrase), extra, (row.role, row.language, row.use or "", row.source)


def _key_of(phrase: str) -> str:
    """Return the key of a word, with a blank where no other letters may stand beside it."""
    word = phrase.strip("*")
    key = f" {_key(plain(word))[1].strip(' ')} "
    begin = phrase.startswith("*") or IS_UNSPACED.match(word[0])
    end = phrase.endswith("*") or IS_UNSPACED.match(word[-1])
    return key[1 if begin else 0 : -1 if end else len(key)]


_PASSES = {first: OnePass() for first in (True, False)}
for _first, _pass in _PASSES.items():
    _pass.add(partial(_entries, first=_first))
