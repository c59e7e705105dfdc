"""Stage: the level, from the title, else the board's own field, else the stated years."""

from collections.abc import Iterator

from models.vocab import ExperienceLevel, Level, LevelFrom
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.title.title_level import LevelReading, read_level, read_words
from pipeline.rules.rows.title import BoardLevel, ExperienceYears
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import squeeze, tidy, words

# The usual code of each level in the ai-jobs.net salary data (10,000 rows of 2022-2024): managers
# and leads are mostly SE, directors EX.
CODES = {
    Level.INTERN: ExperienceLevel.EN,
    Level.ENTRY: ExperienceLevel.EN,
    Level.MID: ExperienceLevel.MI,
    Level.SENIOR: ExperienceLevel.SE,
    Level.LEAD: ExperienceLevel.SE,
    Level.MANAGER: ExperienceLevel.SE,
    Level.DIRECTOR: ExperienceLevel.EX,
    Level.EXECUTIVE: ExperienceLevel.EX,
}
ORIGIN_WORDS = {
    LevelFrom.TITLE: "title",
    LevelFrom.BOARD: "board",
    LevelFrom.EXPERIENCE: "years",
}


def level(job: Job) -> Reading:
    """Return level, level_from and experience_level; issue `level_unknown` if none is stated.

    The title comes first, then the board's own field, then the years of experience that an
    earlier stage read (`experience_min`, `experience_max` in the job's values).
    """
    for origin, read in _readings(job):
        if read.level is not None:
            values = {
                "level": read.level,
                "level_from": origin,
                "experience_level": CODES[read.level],
            }
            rule = f"{read.rule}: {ORIGIN_WORDS[origin]}"
            return Reading(values, evidence=(Evidence("level", read.text, rule),))
    return Reading(issues=(IssueDraft("level_unknown", "level", job.raw.level),))


def _readings(job: Job) -> Iterator[tuple[LevelFrom, LevelReading]]:
    yield LevelFrom.TITLE, read_level(job.texts.title)
    yield LevelFrom.BOARD, read_board_level(job.raw.level)
    years = job.values.get("experience_min"), job.values.get("experience_max")
    yield LevelFrom.EXPERIENCE, read_experience(*years)


@cached_reader(4096)
def read_board_level(text: str) -> LevelReading:
    """Return the level of a board's own word: `Senior-level / Expert`, `SE`."""
    if known := _board().get(squeeze(text)):
        return LevelReading(known.level, text, known.source)
    read = read_words(words(tidy(text)))
    return LevelReading(read.level, text, read.rule) if read.level else LevelReading(None)


def read_experience(fewest: int | None, most: int | None) -> LevelReading:
    """Return the level for stated years: by the fewest, else (entry level only) by the most."""
    years = fewest if fewest is not None else most
    if years is None:
        return LevelReading(None)
    rows = [row for row in _experience() if years >= row.years]
    if not rows or (fewest is None and rows[-1].level != Level.ENTRY):
        return LevelReading(None)
    return LevelReading(rows[-1].level, f"{years} years", rows[-1].source)


@cached_file
def _experience() -> tuple[ExperienceYears, ...]:
    return read_rules(ExperienceYears)


@cached_file
def _board() -> dict[str, BoardLevel]:
    return {squeeze(row.phrase): row for row in read_rules(BoardLevel)}
