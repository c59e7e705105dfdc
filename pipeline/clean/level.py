"""The level: from the title, else from the board's own word for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from models.vocab import Level
from pipeline.clean.concepts import signs
from pipeline.clean.stage import Doubt, Evidence, Job, Reading
from pipeline.clean.title import title_words
from pipeline.clean.words import YEAR, Found, Phrases, Word, squeeze, tidy, words
from pipeline.rules.rulebook import read_rules

LADDER = tuple(Level)
RUNGS = {level: rung for rung, level in enumerate(LADDER)}
LEADING = RUNGS[Level.MANAGER]


@dataclass(frozen=True, slots=True)
class LevelWords:
    """A row of levels.csv: words of a title and the level they say; empty where they say none.

    `how` they count: `word` anywhere; `programme` and `season` (of interns and graduates) before
    other words; `grade` only after a job (Analyst II); `degree` only in a title with a year;
    `ignored` hides a word that would mislead (technical staff); `stop` hides the
    rest of its clause.
    """

    words: str
    level: str
    how: str
    example: str


@dataclass(frozen=True, slots=True)
class BoardLevel:
    """A row of board_levels.csv: a board's own word for a level; empty where it says none."""

    words: str
    level: str
    example: str


@dataclass(frozen=True, slots=True)
class LevelReading:
    """A level, or None, and the words it was read from."""

    level: Level | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    level: Level
    how: str
    word: Word
    text: str


def level(job: Job) -> Reading:
    """Return the level and where it was read; doubt `level_unknown` where nothing says it."""
    read, origin = read_level(job.texts.title), "title"
    if read.level is None:
        read, origin = read_board_level(job.raw.level), "board"
    if read.level is None:
        return Reading(doubts=(Doubt("level_unknown", "level", job.raw.level),))
    rule = "levels.csv: title" if origin == "title" else "board_levels.csv: board"
    return Reading({"level": read.level}, evidence=(Evidence("level", read.text, rule),))


@lru_cache(maxsize=65536)
def read_level(title: str) -> LevelReading:
    """Return the level a title states.

    Words of interns and graduates come first, unless a manager stands before them; then the
    highest level named, and of alternatives ("Senior/Lead") the middle one, the lower of two.
    """
    kept = title_words(title)
    hits = _hits(kept)
    hit = _young(hits) or max(_middle_alternatives(hits), key=_rung, default=None)
    return LevelReading(hit.level, hit.text) if hit else LevelReading(None)


@lru_cache(maxsize=4096)
def read_board_level(text: str) -> LevelReading:
    """Return the level that a board's own word means: `Senior-level / Expert`, `SE`."""
    known = _board().get(squeeze(text))
    if known is None:
        hits = _hits(words(tidy(text)))
        hit = max(_middle_alternatives(hits), key=_rung, default=None)
        return LevelReading(hit.level, text) if hit else LevelReading(None)
    return LevelReading(Level(known) if known else None, text)


def level_words(title: Sequence[Word]) -> set[int]:
    """Return which of a title's words, by their number, say a level."""
    jobs = _jobs(title)
    return {
        n
        for found in _phrases().find(title)
        if found.value.level and _counts(found, dated=True, jobs=jobs)
        for n in range(found.first, found.last + 1)
    }


def _jobs(title: Sequence[Word]) -> set[int]:
    """Return the numbers of the words that end a job's name: grades may follow them."""
    return {sign.last for sign in signs(title) if sign.is_head}


def _hits(title: Sequence[Word]) -> list[_Hit]:
    dated = any(YEAR.fullmatch(word.text) for word in title)
    jobs = _jobs(title)
    hits: list[_Hit] = []
    stopped: set[int] = set()
    for found in _phrases().find(title):
        row = found.value
        if row.how == "stop":
            stopped.add(title[found.first].clause)
        elif title[found.first].clause in stopped:
            continue
        elif row.level and _counts(found, dated=dated, jobs=jobs):
            text = " ".join(word.text for word in title[found.first : found.last + 1])
            hits.append(_Hit(Level(row.level), row.how, title[found.first], text))
    return hits


def _counts(found: Found[LevelWords], *, dated: bool, jobs: set[int]) -> bool:
    how = found.value.how
    if how == "grade":
        return found.first - 1 in jobs
    return dated if how == "degree" else True


def _young(hits: Sequence[_Hit]) -> _Hit | None:
    """Return the word of interns or graduates that decides, if any does."""
    led = next((n for n, hit in enumerate(hits) if _rung(hit) >= LEADING), len(hits))
    young = hits[:led]
    for wanted in (_is_intern, _is_programme, _is_season):
        for hit in young:
            if wanted(hit):
                return hit
    return None


def _is_intern(hit: _Hit) -> bool:
    return hit.level is Level.INTERN and hit.how == "word"


def _is_programme(hit: _Hit) -> bool:
    return hit.how in ("programme", "degree")


def _is_season(hit: _Hit) -> bool:
    return hit.how == "season"


def _middle_alternatives(hits: Sequence[_Hit]) -> list[_Hit]:
    """Return for each clause its level: of alternatives the middle one, the lower of two.

    A clause that names the ladder of a bank ("Associate/VP") says nothing.
    """
    kept: list[_Hit] = []
    for clause in dict.fromkeys(hit.word.clause for hit in hits):
        here = [hit for hit in hits if hit.word.clause == clause]
        numbers = dict.fromkeys(hit.word.alternative for hit in here)
        tops = [max((h for h in here if h.word.alternative == n), key=_rung) for n in numbers]
        if tops[0].level is Level.ENTRY and any(_rung(hit) > LEADING for hit in tops):
            continue
        tops.sort(key=_rung)
        kept.append(tops[(len(tops) - 1) // 2])
    return kept


def _rung(hit: _Hit) -> int:
    return RUNGS[hit.level]


@cache
def _phrases() -> Phrases[LevelWords]:
    return Phrases((row.words, row) for row in read_rules("levels.csv", LevelWords))


@cache
def _board() -> dict[str, str]:
    return {squeeze(row.words): row.level for row in read_rules("board_levels.csv", BoardLevel)}
