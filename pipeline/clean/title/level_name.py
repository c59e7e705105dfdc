"""Find the level that a word means, in any spelling that titles and boards have."""

from models.vocab import Level
from pipeline.caches import cached_file
from pipeline.clean.title.title_level import read_level
from pipeline.nearest import hint, nearest
from pipeline.rules.rows.title import BoardLevel, LevelWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

JOB = "engineer"
"""A job, so that a grade counts: `II` is a level in `Engineer II`."""
ALIKE = 0.75
"""How alike a word for a level must be: of 600 in many languages one is always a bit alike."""


def level_named(word: str) -> Level | None:
    """Return the level that a word means: `Senior`, `jr`, `mid-level`, `principal`; None for none.

    A word that is a level of ours is that level: `manager`. Other words are read as in a title.
    """
    key = _bare(word)
    if not key:
        return None
    found = _levels().get(key)
    return found or read_level(f"{word} {JOB}").level or read_level(f"{JOB} {word}").level


def level_hint(word: str) -> str:
    """Return "did you mean 'junior'?" for the nearest word for a level; else list the levels."""
    spoken = (row.phrase for row in read_rules(LevelWords) if row.level)
    near = nearest(word, [*map(str, Level), *spoken], cutoff=ALIKE)
    return f"did you mean {near!r}?" if near else hint(word, map(str, Level))


@cached_file
def _levels() -> dict[str, Level]:
    """Return the levels by their own names, and by the words of titles and of boards."""
    in_titles = ((row.phrase, row.level) for row in read_rules(LevelWords))
    by_boards = ((row.phrase, row.level) for row in read_rules(BoardLevel))
    own = ((str(level), level) for level in Level)
    return {_bare(word): level for word, level in (*by_boards, *in_titles, *own) if level}


def _bare(word: str) -> str:
    """Return a word without case, spaces and hyphens: `Mid-level` is `midlevel`."""
    return fold(word).replace(" ", "")
