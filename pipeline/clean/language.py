"""Stage: detect the language of a posting by its script and its most common words."""

import re
from collections import defaultdict
from math import lcm

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.rules.rows.general import CommonWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.scripts import (
    ARABIC,
    CYRILLIC,
    DEVANAGARI,
    GREEK,
    HAN,
    HANGUL,
    HEBREW,
    KANA,
    NOT_LATIN,
    THAI,
)

READ = 800
"""Characters that are read: the first paragraphs of prose."""
POINT = lcm(*range(1, 17))
"""The points of a common word: its languages, at most 16, have an equal share. They are whole
numbers, so that their sum does not depend on the order of the words."""
FEWEST, CLEAR = 2 * POINT, 1.25
"""The least points of the best language, and its least ratio to the points of the next one."""
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# Scripts that identify a language, with the least share of such characters in the text. The share
# is small for letters that one language has, large for signs that are whole words.
SCRIPTS = (
    ("ja", 0.04, re.compile(f"[{KANA}]")),
    ("ko", 0.04, re.compile(f"[{HANGUL}]")),
    ("zh", 0.08, re.compile(f"[{HAN}]")),
    ("uk", 0.02, re.compile("[\u0456\u0457\u0454\u0491]")),
    ("bg", 0.02, re.compile("\u044a(?![\u0435\u0451\u044e\u044f])")),
    ("ru", 0.04, re.compile(f"[{CYRILLIC}]")),
    ("el", 0.04, re.compile(f"[{GREEK}]")),
    ("he", 0.04, re.compile(f"[{HEBREW}]")),
    ("fa", 0.02, re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    ("ar", 0.04, re.compile(f"[{ARABIC}]")),
    ("th", 0.04, re.compile(f"[{THAI}]")),
    ("hi", 0.04, re.compile(f"[{DEVANAGARI}]")),
)
OTHER_SCRIPT = re.compile(f"[{NOT_LATIN}]")


def language(job: Job) -> Reading:
    """Return language (ISO 639-1); None if the description is too short or undecided."""
    found = read_language(job.texts.description[:READ])
    if found is None:
        return Reading({"language": None})
    known = _sources().get(found)
    rule = f"{known}: common words" if known else "the script"
    return Reading(
        {"language": found}, evidence=(Evidence("language", job.texts.description[:60], rule),)
    )


@cached_reader(4_096)
def read_language(text: str) -> str | None:
    """Return the language of a text (ISO 639-1); None if it is short or undecided."""
    if OTHER_SCRIPT.search(beyond_ascii(text)) and (script := _script(text)):
        return script
    points: defaultdict[str, int] = defaultdict(int)
    known = _known()
    for word in known.keys() & _words(text):
        for tongue, weight in known[word]:
            points[tongue] += weight
    ranked = sorted(((n, tongue) for tongue, n in points.items()), reverse=True)
    (most, best), (next_most, _) = [*ranked, (0, ""), (0, "")][:2]
    return best if most >= FEWEST and most >= CLEAR * next_most else None


def common_words(text: str) -> tuple[str, tuple[str, ...], str]:
    """Return (the language of a description, its common words there, the row of these words).

    Empty for a language that its script tells, and where none was read.
    """
    found, known = read_language(text[:READ]), _known()
    if found is None or found not in _sources():
        return "", (), ""
    words = (word for word in dict.fromkeys(_words(text[:READ])) if word in known)
    return found, tuple(w for w in words if found in dict(known[w])), _sources()[found]


def _words(text: str) -> list[str]:
    low = text.lower().replace("\u2019", "'")
    letters = any(map(str.isalpha, beyond_ascii(low)))
    return (WORD if letters else ASCII_WORD).findall(low)


def _script(text: str) -> str | None:
    for tongue, share, letters in SCRIPTS:
        if len(letters.findall(text)) > share * len(text):
            return tongue
    return None


@cached_file
def _sources() -> dict[str, str]:
    """Return where the words of each language are."""
    return {row.language: row.source for row in read_rules(CommonWords)}


@cached_file
def _known() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the languages and points of each word: a third of a point each for 3 languages."""
    tongues: dict[str, list[str]] = {}
    for row in read_rules(CommonWords):
        for word in row.words.split():
            tongues.setdefault(word, []).append(row.language)
    return {w: tuple((t, POINT // len(found)) for t in found) for w, found in tongues.items()}
