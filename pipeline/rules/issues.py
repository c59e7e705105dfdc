"""The codes of issues and their severity, read from issues.csv."""

from models.vocab import Severity
from pipeline.caches import cached_file
from pipeline.rules.rows.issues import IssueCode
from pipeline.rules.rulebook import read_rules


@cached_file
def issue_codes() -> dict[str, IssueCode]:
    """Return every issue code by name."""
    return {row.code: row for row in read_rules(IssueCode)}


def severity(code: str) -> Severity:
    """Return the severity of an issue. Raises KeyError if issues.csv lacks the code."""
    return issue_codes()[code].severity


def meaning(code: str) -> str:
    """Return the meaning of an issue, a sentence. Raises KeyError if issues.csv lacks the code."""
    return issue_codes()[code].meaning
