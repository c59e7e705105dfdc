"""Mask what belongs to a person: e-mail addresses, phone numbers, recruiters' names.

A posting is about a job. Whoever is named beside it never agreed to stand in an export
(GDPR, art. 5(1)(c)); figures of pay stay as they are.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.rules.rulebook import read_rules

# A text with none of these has nothing to mask: most texts are done with at this look.
_SIGNS = re.compile(r"@|\bat\b|\d(?:\D{0,3}\d){6}|: |posted by|reach out", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Personal:
    """A form of personal data: `kind` is email, phone or name; `pattern` a regular expression."""

    kind: str
    pattern: str
    example: str
    masked: str


@lru_cache(maxsize=65_536)
def mask(text: str) -> str:
    """Return the text with e-mails, phones and names as `[email]`, `[phone]`, `[name]`."""
    if not _SIGNS.search(text):
        return text
    for kind, pattern in _patterns():
        text = pattern.sub(f"[{kind}]", text)
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = read_rules("personal.csv", Personal)
    return tuple((rule.kind, re.compile(rule.pattern)) for rule in rules)
