"""The codes of doubts and how much each matters, read from issues.csv."""

from dataclasses import dataclass
from functools import cache

from models.vocab import Severity
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class IssueCode:
    """One code: its severity, the column it is mostly about, and what it means."""

    code: str
    severity: Severity
    field: str
    meaning: str


@cache
def issue_codes() -> dict[str, IssueCode]:
    """Return every issue code by name."""
    return {row.code: row for row in read_rules("issues.csv", IssueCode)}


def severity(code: str) -> Severity:
    """Return how much an issue matters; raise KeyError for a code issues.csv lacks."""
    return issue_codes()[code].severity


def meaning(code: str) -> str:
    """Return what an issue means, in a sentence; raise KeyError for a code issues.csv lacks."""
    return issue_codes()[code].meaning
