"""The codes of issues and their severity, read from issues.csv."""

from dataclasses import dataclass
from functools import cache

from models.vocab import Severity
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class IssueCode:
    """One code of an issue: its severity, the column it usually concerns, and its meaning."""

    code: str
    severity: Severity
    field: str
    meaning: str


@cache
def issue_codes() -> dict[str, IssueCode]:
    """Return every issue code by name."""
    return {row.code: row for row in read_rules("issues.csv", IssueCode)}


def severity(code: str) -> Severity:
    """Return the severity of an issue. Raises KeyError if issues.csv lacks the code."""
    return issue_codes()[code].severity


def meaning(code: str) -> str:
    """Return the meaning of an issue, a sentence. Raises KeyError if issues.csv lacks the code."""
    return issue_codes()[code].meaning
