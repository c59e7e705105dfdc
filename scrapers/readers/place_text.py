"""Tell texts that name a place from those that name only a workplace or a number of places."""

import re

from models.vocab import Workplace
from pipeline.clean.workplace.words import of_text, phrases

_COUNT = re.compile(
    r"(?:\d+|multiple|several|various|all)\s+(?:locations?|offices?)", re.IGNORECASE
)


def names_a_place(text: str) -> bool:
    """Return whether a place field says more than a workplace (`Hybrid`) or `3 Locations`."""
    return bool(re.search(r"\w", phrases("place").sub(" ", without_count(text))))


def without_count(text: str) -> str:
    """Return a place field without a number of places (`3 Locations`)."""
    return _COUNT.sub(" ", text).strip()


def is_remote(text: str) -> bool:
    """Return whether a place field says that the job is remote."""
    found = of_text(text, "place")
    return found is not None and found.workplace is Workplace.REMOTE
