"""Read the description of a schema.org JobPosting as HTML."""

import html
import re
from collections.abc import Mapping
from typing import Any

from scrapers.readers.record_values import said, several

PARTS = ("description", "responsibilities", "qualifications")

_ESCAPED_TAG = re.compile(r"&lt;(?:/[a-z][a-z0-9]{0,9}|br\s?/?)&gt;", re.IGNORECASE)
# A newline written as two characters; before a lower-case letter it may be a path or a formula.
_WRITTEN_NEWLINE = re.compile(r"(?:\\r)?\\n(?![a-z])")


def description(node: Mapping[str, Any]) -> str:
    """Return the description, with responsibilities and qualifications that it does not contain.

    Escaped markup becomes markup again, and newlines written as two characters become newlines.
    """
    found: list[str] = []
    for part in PARTS:
        words = "\n".join(filter(None, map(said, several(node.get(part)))))
        if words and not any(words in earlier for earlier in found):
            found.append(_repaired(words))
    return found[0] if len(found) == 1 else "\n".join(f"<div>{words}</div>" for words in found)


def _repaired(words: str) -> str:
    if _ESCAPED_TAG.search(words):
        words = html.unescape(words)
    return _WRITTEN_NEWLINE.sub("\n", words)
