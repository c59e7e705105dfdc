"""Mask personal data: e-mail addresses, phone numbers, names of recruiters.

A posting is about a job. The persons named in it did not agree to appear in an export
(GDPR, art. 5(1)(c)). Figures of pay are not changed.
"""

import re

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.general import Personal
from pipeline.rules.rulebook import read_rules

# A text without any of these has nothing to mask. Most texts have none.
_SIGNS = re.compile(r"@|\bat\b|\d(?:\D{0,3}\d){6}|: |posted by|reach out", re.IGNORECASE)


@cached_reader(65_536)
def mask(text: str) -> str:
    """Return the text with personal data replaced by `[email]`, `[phone]` and `[name]`."""
    if not _SIGNS.search(text):
        return text
    for kind, pattern in _patterns():
        text = pattern.sub(f"[{kind}]", text)
    return text


@cached_file
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = read_rules(Personal)
    return tuple((rule.kind, re.compile(rule.pattern)) for rule in rules)
