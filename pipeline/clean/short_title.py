"""The title in short: what the job is called, without level, place, pay and the like."""

from functools import lru_cache
from itertools import pairwise

from pipeline.clean.level import level_words
from pipeline.clean.title import tidy_title, title_words
from pipeline.clean.words import Word, tidy, words


@lru_cache(maxsize=65536)
def short_title(title: str, location: str = "") -> str:
    """Return the title without the words of its level and without what says no job.

    `location` is the posting's place: clauses that only repeat it are left out. The clauses
    that stay are joined by ` - `. Where nothing would stay, the tidied title is returned.
    """
    kept = title_words(title)
    levels = level_words(kept)
    places = {word.text for word in words(tidy(location))}
    text = tidy_title(title)
    clauses: dict[int, list[Word]] = {}
    for n, word in enumerate(kept):
        if n not in levels:
            clauses.setdefault(word.clause, []).append(word)
    left = [part for part in clauses.values() if not all(w.text in places for w in part)]
    return " - ".join(_text(part, text) for part in left) or tidy(title)


def _text(part: list[Word], title: str) -> str:
    """Return a clause as it was written: words that stood together still do."""
    written = title[part[0].start : part[0].end]
    for before, word in pairwise(part):
        gap = title[before.end : word.start]
        written += (gap if len(gap) < 4 else " ") + title[word.start : word.end]
    return written
