"""Read the workplace that a sentence tells indirectly: who works where, how often, what is denied.

Rules: workplace_marks.csv. `Come in two days a week and work wherever you like` names no
arrangement; its marks (a place of the employer, some days, any place) do.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from models.vocab import Workplace
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.workplace.lead_sentences import LeadSentences
from pipeline.rules.rows.place import WorkplaceMark
from pipeline.rules.rulebook import read_rules
from pipeline.text.needed_letters import Letters, needed_letters
from pipeline.text.patterns import phrase, plain

LEADS = frozenset({"free", "home", "works", "site", "seat"})
"""Marks that name a place. A sentence without one says nothing."""
NEAR = 60
"""The most characters between a place and the word that tells how often, or denies it."""
BREAKS = re.compile("[,;:.，。；：|]")  # noqa: RUF001  # CJK signs
"""What ends the reach of a denial."""
BAR = "|"
"""What parts the values of a header: `Remote | Full time`."""

Spots = dict[str, list[tuple[int, int]]]
"""Where each mark stands in a sentence."""
Told = tuple[int, int, Workplace, WorkplaceMark]
"""A sentence at text[start:end], its workplace, and the row that names the place."""


def read_marks(text: str) -> Iterator[Told]:
    """Yield the sentences of a text that tell a workplace by their marks. Questions tell none."""
    low = plain(text)
    for start, end, found in _finder().sentences(low):
        if not low[start : end + 1].rstrip().endswith("?") and (
            told := _told(low[start:end], found)
        ):
            yield start, end, told[0], _rows()[told[1]]


@cached_reader(16_384)
def _told(sentence: str, found: tuple[int, ...]) -> tuple[Workplace, int] | None:
    """Return the workplace that a sentence tells, and the number of the row of its place.

    `found` are the numbers, among the rows that name a place, of those with letters in it.
    """
    numbers, needed = _leads(), _needed()
    named = (numbers[n] for n in found)
    leads = [n for n in named if _has(sentence, needed[n]) and _pattern(n).search(sentence)]
    languages = {_rows()[n].language for n in leads}
    told = _decided(sentence, _spots(sentence, languages)) if leads else None
    return (told, leads[0]) if told else None


def _spots(sentence: str, languages: set[str]) -> Spots:
    """Return where the marks stand. A row does not see the words that an earlier one matched."""
    spots: Spots = defaultdict(list)
    read = sorted(number for language in languages for number in _of_language()[language])
    needed, rows = _needed(), _rows()
    for number in read:
        if _has(sentence, needed[number]):
            found = [match.span() for match in _pattern(number).finditer(sentence)]
            spots[rows[number].mark] += found
            for start, end in found:
                sentence = f"{sentence[:start]}{'.' * (end - start)}{sentence[end:]}"
    return spots


def _has(sentence: str, needed: tuple[Letters, ...]) -> bool:
    """Return whether a sentence has one of each set of letters."""
    return all(any(map(sentence.__contains__, one)) for one in needed)


def _decided(sentence: str, spots: Spots) -> Workplace | None:
    """Return the workplace that the marks of a sentence tell together; None if unsure."""
    away = spots["home"] + spots["works"] + spots["free"]
    there = spots["site"] + spots["seat"]
    if spots["other"] or not (away or there):
        return None
    if spots["some"] or (spots["rest"] and there):
        return Workplace.HYBRID
    if _denied(sentence, away, spots["not"]):
        return Workplace.ONSITE
    if there and away:
        return None
    read = _at_all_times if away else _on_site
    return read(sentence, spots, away or there)


def _at_all_times(sentence: str, spots: Spots, away: list[tuple[int, int]]) -> Workplace | None:
    """Return remote if somebody works elsewhere always, or simply does."""
    if spots["not"] and not spots["free"]:
        return None
    always = _near(sentence, away, spots["all"])
    certain = spots["free"] or always or (spots["works"] and not spots["may"])
    return Workplace.REMOTE if certain else None


def _on_site(sentence: str, spots: Spots, there: list[tuple[int, int]]) -> Workplace | None:
    """Return on site if the work is done there, or somebody is there always."""
    if spots["may"] or spots["not"] or spots["rare"]:
        return None
    certain = spots["seat"] or _near(sentence, there, spots["all"])
    return Workplace.ONSITE if certain else None


def _denied(sentence: str, places: list[tuple[int, int]], denials: list[tuple[int, int]]) -> bool:
    """Return whether a denial stands beside a place, in one clause."""
    return any(
        not BREAKS.search(re.sub(r"\.{2,}", "", sentence[slice(*gap)]))
        for place in places
        for denial in denials
        if (gap := _gap(place, denial))
    )


def _near(sentence: str, places: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    """Return whether one of the spots is near one of the others, without a bar between them."""
    gaps = (_gap(place, other) for place in places for other in others)
    return any(gap is not None and BAR not in sentence[slice(*gap)] for gap in gaps)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    """Return the offsets between two spots; None if they are far from each other."""
    first, second = sorted((one, other))
    return (first[1], second[0]) if second[0] - first[1] <= NEAR else None


@cached_file
def _rows() -> tuple[WorkplaceMark, ...]:
    return read_rules(WorkplaceMark)


@cached_file
def _leads() -> tuple[int, ...]:
    """Return the numbers of the rows that name a place."""
    return tuple(n for n, row in enumerate(_rows()) if row.mark in LEADS)


@cached_file
def _of_language() -> dict[str, list[int]]:
    """Return the numbers of the rows of each language."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(_rows()):
        numbers[row.language].append(number)
    return numbers


@cached_reader(1_024)
def _pattern(number: int) -> re.Pattern[str]:
    return phrase(_rows()[number].phrase)


@cached_file
def _finder() -> LeadSentences:
    """Return a finder of the sentences that have the longest letters of a place."""
    sets = (_needed()[number] for number in _leads())
    return LeadSentences(max(reversed(one), key=lambda each: min(map(len, each))) for one in sets)


@cached_file
def _needed() -> tuple[tuple[Letters, ...], ...]:
    """Return, for each row, the letters that each match has: one of each set."""
    ranked = (needed_letters(row.phrase) for row in _rows())
    return tuple(tuple(sorted(one, key=lambda each: -min(map(len, each)))) for one in ranked)
