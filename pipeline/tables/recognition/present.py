"""Tell values from texts that stand for a missing value, and read yes and no."""

from pipeline.caches import cached_reader
from pipeline.rules.rows.tables import Meaning, WordUse
from pipeline.tables.recognition.column_rules import missing, words
from pipeline.text.fold import fold

LONGEST = 40
"""Characters of a text that can mean a missing value, or yes and no."""
PLACES = frozenset({Meaning.LOCATION, Meaning.CITY, Meaning.REGION})
EXACT = frozenset({Meaning.EXTRA, Meaning.SALARY_FIELDS})
COUNTRIES = frozenset({Meaning.COUNTRY, Meaning.EMPLOYER_COUNTRY})
NAMIBIA = "NA"


def present(cell: str, meaning: Meaning) -> str:
    """Return a cell; empty if it stands for a missing value (`nan`, `None`, `-1`, `unknown`).

    A place loses its missing parts: `Austin, nan` is Austin. `NA` as a country is Namibia.
    """
    if not cell or meaning in EXACT:
        return cell
    if len(cell) <= LONGEST and is_missing(cell):
        return cell if meaning in COUNTRIES and cell.strip() == NAMIBIA else ""
    if meaning in PLACES and "," in cell:
        return _without_missing_parts(cell)
    return cell


@cached_reader(65_536)
def is_missing(cell: str) -> bool:
    """Return whether a whole cell stands for a missing value."""
    return not (text := cell.strip().casefold()) or text in missing(part=False)


@cached_reader(65_536)
def yes_or_no(cell: str) -> bool | None:
    """Return what a cell answers; None for any other text."""
    text = cell.strip().casefold()
    word = (
        text
        if text in words(WordUse.TRUE) or text in words(WordUse.FALSE)
        else fold(text[:LONGEST])
    )
    if word in words(WordUse.TRUE):
        return True
    return False if word in words(WordUse.FALSE) else None


@cached_reader(65_536)
def _without_missing_parts(cell: str) -> str:
    parts = cell.split(",")
    kept = [part for part in parts if part.strip().casefold() not in missing(part=True)]
    return cell if len(kept) == len(parts) else ",".join(kept).strip()
