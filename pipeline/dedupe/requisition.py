"""Find the requisition number: an employer's number of a job, the same on all boards."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.raw import RawPosting
from pipeline.caches import cached_file
from pipeline.clean.title.title_words import REQUISITION
from pipeline.rules.sources import requisition_keys

FIGURES = re.compile(r"\d")
CHECK = re.compile(r"(?<=\d)[A-Z]$")
"""The check letter of a number."""
CALLED = re.compile(r"^(?:req(?:uisition)?|ref(?:erence)?|job id)\b\W*|^#", re.IGNORECASE)
ENDS = 600, 1_200
"""Characters at the two ends of a description that are searched for a number."""
IN_TEXT = re.compile(
    r"\b(?:(?:job|vacancy|position|posting|req(?:uisition)?)\W{0,2}(?:id|number|no|nr|ref|code)|"
    r"requisition|ref(?:erence|erenz|erentie|erencia)?(?:\W{0,2}(?:id|number|no|nr|code|nummer))?|"
    r"r[ée]f[ée]rence|kennziffer|stellen(?:nummer|-id)|vacaturenummer|refer[ae]ns(?:e)?nummer|"
    r"num[ée]ro de l['\u2019]affichage|(?:n[úu]mero|c[óo]digo) de (?:la )?(?:oferta|vacante|vaga)|"
    r"numer referencyjny|viitenumero|riferimento|rif)\b"
    r"[\s:#.\u00ba\u00b0()-]{1,4}([a-z]{0,6}[-_/]?\d[\da-z/_-]{2,20})(?![\w@.]\w)",
    re.IGNORECASE,
)
"""A number of the opening after the word for it: Job number: GQ2042, Kennziffer 2026-114."""
RUN = re.compile(r"\d\d{2,}")  # begins with one digit, so that `re` skips to it
BEFORE = 40
"""Characters before and after figures that are searched for the word."""
YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST = 4
"""Characters of a requisition number; shorter ones may be counts."""


def requisition(raw: RawPosting, description: str = "") -> str | None:
    """Return the requisition number of a posting, in capitals without spaces.

    It stands in the record, the title, or the description (without markup) after a word for it.
    """
    for key in _keys().get(raw.source, ()):
        if found := _number(_stated(raw, key)):
            return found
    stated = REQUISITION.search(raw.title)
    found = _number(CALLED.sub("", stated[0])) if stated else None
    return found or _told(description)


def _told(description: str) -> str | None:
    """Return the one number that the ends of a description call the opening's; None for several."""
    start, end = ENDS
    parts = description[:start], description[max(start, len(description) - end) :]
    said = (found for part in parts for found in _called(part))
    numbers = {_number(text.rstrip("-_/")) for text in said if not YEAR.fullmatch(text)} - {None}
    return numbers.pop() if len(numbers) == 1 else None


def _called(text: str) -> Iterator[str]:
    """Yield the numbers in a text that stand after a word for the opening's number."""
    for run in RUN.finditer(text):  # a tenth of the time of a search of all the text
        around = text[max(0, run.start() - BEFORE) : run.end() + BEFORE]
        yield from IN_TEXT.findall(around)


def shape(number: str) -> str:
    """Return the form of a number: digits as 9, a check letter as A.

    Numbers of one form are of one system.
    """
    return CHECK.sub("A", FIGURES.sub("9", number))


def _stated(raw: RawPosting, key: str) -> Any:
    """Return a value of the record, or the part after the employer's name in `source_key`."""
    if key != "source_key":
        return raw.extra.get(key)
    employer, _, number = raw.source_key.rpartition(":")
    return number if employer and "/" not in number else None


def _number(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    found = re.sub(r"\s", "", str(value or "")).upper()
    return found if len(found) >= SHORTEST and FIGURES.search(found) else None


@cached_file
def _keys() -> Mapping[str, tuple[str, ...]]:
    rows = requisition_keys()
    return {r.source: tuple(k.key for k in rows if k.source == r.source) for r in rows}
