"""The sources with their terms of use, read from sources.csv."""

from dataclasses import dataclass

from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class Source:
    """One source: whether it is on by default and why, its terms of use, and what it lists."""

    source: str
    default: str  # on | off
    lists: str  # all: absence means closed | window: absence means nothing
    why: str
    terms: str
    read_on: str
    attribution: str
    min_interval_hours: int


def all_sources() -> dict[str, Source]:
    """Return every known source by name, in the order of the file."""
    return {row.source: row for row in read_rules("sources.csv", Source)}
