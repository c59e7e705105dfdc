"""Stage: the title as posted, and a short title without level and place."""

from itertools import pairwise

from pipeline.caches import cached_reader
from pipeline.clean.stage import IssueDraft, Job, Reading
from pipeline.clean.title.title_level import leading_words, level_words
from pipeline.clean.title.title_words import tidy_title, title_words
from pipeline.text.phrases import Word, tidy, words

PREPOSITIONS = frozenset({"in", "at", "near", "bei", "a", "en", "em", "te", "w", "tai"})


def title(job: Job) -> Reading:
    """Return title (as posted, with single spaces) and title_short.

    Issue `title_missing` if there is no title.
    """
    text = " ".join(job.texts.title.split())
    if text:
        short = short_title(text, job.texts.location)
        return Reading({"title": text, "title_short": short or None})
    return Reading(issues=(IssueDraft("title_missing", "title", job.raw.title),))


def short_title(title: str, location: str = "") -> str:
    """Return the title without the words of its level and words that do not name the job.

    A level that leads something is a part of the job's name: `Head of Data`.

    `location` is the posting's place. A clause, or the end of a clause, that only repeats it is
    left out. The other clauses are joined by ` - `. If nothing is left, the tidied title is
    returned.
    """
    return _short(title, _title_texts(title) & _place(location))


@cached_reader(65_536)
def _title_texts(title: str) -> frozenset[str]:
    return frozenset(word.text for word in title_words(title))


@cached_reader(65_536)
def _place(location: str) -> frozenset[str]:
    return frozenset(word.text for word in words(tidy(location)))


@cached_reader(65_536)
def _short(title: str, places: frozenset[str]) -> str:
    """Return the short title; `places` are the title's words that its place also has."""
    kept = title_words(title)
    levels = level_words(kept) - leading_words(kept)
    text = tidy_title(title)
    clauses: dict[int, list[Word]] = {}
    for n, word in enumerate(kept):
        if n not in levels:
            clauses.setdefault(word.clause, []).append(word)
    left = [bare for part in clauses.values() if (bare := _without_place(part, places))]
    return " - ".join(_text(part, text) for part in left) or tidy(title)


def _without_place(part: list[Word], places: frozenset[str]) -> list[Word]:
    """Return a clause without a place at its end and the preposition before that place."""
    end = len(part)
    while end and part[end - 1].text in places:
        end -= 1
    if 0 < end < len(part) and part[end - 1].text in PREPOSITIONS:
        end -= 1
    return part[:end]


def _text(part: list[Word], title: str) -> str:
    """Return a clause as written, with the original gaps between adjacent words."""
    written = title[part[0].start : part[0].end]
    for before, word in pairwise(part):
        gap = title[before.end : word.start]
        written += (gap if len(gap) < 4 else " ") + title[word.start : word.end]
    return written
