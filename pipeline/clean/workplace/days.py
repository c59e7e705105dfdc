"""Tell how often somebody works in a place: some days of the week, or fewer."""

from pipeline.clean.workplace.clauses import BESIDE, in_clause, near
from pipeline.clean.workplace.known_words import Span
from pipeline.clean.workplace.word_kinds import Kinds


def is_part_of_week(kinds: Kinds, away: list[Span], there: list[Span]) -> bool:
    """Return whether the sentence tells some days of the week beside a place."""
    if kinds["rest"] and away and there:
        return True
    if is_seldom(kinds):
        return False
    if not away and not (kinds["office"] or kinds["present"]):
        return False  # days of a shop or a shift
    days = days_of(kinds)
    if not there and set(away) <= set(kinds["free"]) and not kinds["rest"]:
        return in_clause(kinds, away, days)  # `Ship on Fridays, and live in any country`
    return near(kinds, [*away, *there], days) or bool(kinds["rest"] and days and away)


def is_seldom(kinds: Kinds) -> bool:
    """Return whether the sentence tells so few days that they are no part of each week."""
    monthly = any(
        0 <= day[0] - number[1] < BESIDE for number in kinds["many"] for day in kinds["day"]
    )
    return bool(kinds["rare"] or (kinds["month"] and not monthly))


def days_of(kinds: Kinds) -> list[Span]:
    """Return where the sentence tells some days of the week, or a part of the time."""
    reach = BESIDE * kinds.per_word
    counted = [
        (number[0], day[1])
        for number in kinds["number"] + (kinds["many"] if kinds["month"] else [])
        for day in kinds["day"]
        if 0 <= day[0] - number[1] < reach
    ]
    whole = kinds["all"] or kinds["weekend"]  # `Tuesday to Saturday` are the days of a shop
    return [*kinds["some"], *counted, *(() if whole else kinds["weekday"])]
