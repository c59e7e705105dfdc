"""What a check found, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class CheckLevel(StrEnum):
    """How serious a finding is."""

    GOOD = "good"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: how serious, of what, a message, and the fix of what is wrong."""

    verdict: CheckLevel
    what: str
    words: str
    fix: str = ""


def good(what: str, words: str) -> Finding:
    """Return a finding that needs no fix."""
    return Finding(CheckLevel.GOOD, what, words)


def warn(what: str, words: str, fix: str) -> Finding:
    """Return a finding that may become a fault."""
    return Finding(CheckLevel.WARN, what, words, fix)


def fail(what: str, words: str, fix: str) -> Finding:
    """Return a finding with which something will fail."""
    return Finding(CheckLevel.FAIL, what, words, fix)
