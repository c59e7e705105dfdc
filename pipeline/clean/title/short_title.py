"""The title: kept as posted, and in short: what the job is called."""

from functools import lru_cache
from itertools import pairwise

from pipeline.clean.stage import IssueDraft, Job, Reading
from pipeline.clean.title.title_level import level_words
from pipeline.clean.title.title_words import tidy_title, title_words
from pipeline.text.phrases import Word, tidy, words

PREPOSITIONS = frozenset({"in", "at", "near", "bei", "a", "en", "em", "te", "w", "tai"})


def title(job: Job) -> Reading:
    """Return title, as posted with its spaces tidied, and title_short.

    Doubts `title_missing` where there is none.
    """
    text = " ".join(job.texts.title.split())
    if text:
        short = short_title(text, job.texts.location)
        return Reading({"title": text, "title_short": short or None})
    return Reading(doubts=(IssueDraft("title_missing", "title", job.raw.title),))


def short_title(title: str, location: str = "") -> str:
    """Return the title without the words of its level and without what says no job.

    `location` is the posting's place: what only repeats it, as a clause or at the end of one,
    is left out. The clauses that stay are joined by ` - `. Where nothing would stay, the tidied
    title is returned.
    """
    return _short(title, _said(title) & _place(location))


@lru_cache(maxsize=65_536)
def _said(title: str) -> frozenset[str]:
    return frozenset(word.text for word in title_words(title))


@lru_cache(maxsize=65_536)
def _place(location: str) -> frozenset[str]:
    return frozenset(word.text for word in words(tidy(location)))


@lru_cache(maxsize=65_536)
def _short(title: str, places: frozenset[str]) -> str:
    """Return the title in short; `places` are those of its words that its place has, too."""
    kept = title_words(title)
    levels = level_words(kept)
    text = tidy_title(title)
    clauses: dict[int, list[Word]] = {}
    for n, word in enumerate(kept):
        if n not in levels:
            clauses.setdefault(word.clause, []).append(word)
    left = [bare for part in clauses.values() if (bare := _without_place(part, places))]
    return " - ".join(_text(part, text) for part in left) or tidy(title)


def _without_place(part: list[Word], places: frozenset[str]) -> list[Word]:
    """Return a clause without the place it ends in, and the preposition before that."""
    end = len(part)
    while end and part[end - 1].text in places:
        end -= 1
    if 0 < end < len(part) and part[end - 1].text in PREPOSITIONS:
        end -= 1
    return part[:end]


def _text(part: list[Word], title: str) -> str:
    """Return a clause as it was written: words that stood together still do."""
    written = title[part[0].start : part[0].end]
    for before, word in pairwise(part):
        gap = title[before.end : word.start]
        written += (gap if len(gap) < 4 else " ") + title[word.start : word.end]
    return written
