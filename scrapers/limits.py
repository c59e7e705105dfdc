"""Limits of how much of a page is read; real pages stay far below them (docs/crawling.md).

A page of 16 MB may hold millions of values, or refer thousands of times to one long text.
Anything above a limit is left out, and a row in quarantine notes it.
"""

from typing import Any

MOST_RECORDS = 5_000
"""Records of one page. At 16 MB that is 3 KB each; a posting with its text has 10 to 15 KB."""
MOST_VALUES = 500_000
"""Values of one page. At 16 MB that is 33 bytes each; the densest listings have 20 to 30."""
RECORD_VALUES = 20_000
"""Values of one record; a job in hundreds of towns has some thousands."""
RECORD_CHARACTERS = 2_000_000
"""Characters of one record, pictures in its description included."""
MOST_BLOCKS = 2_000
"""Blocks of JSON-LD or flight data of one page; a posting's page has one to ten."""
MOST_MENDED = 500_000
"""Characters of broken JSON of one page that are repaired; such blocks are written by hand."""
MOST_REPEATED = 4 * 1024**2
"""Characters of one page that references may repeat; an employer's node has about 1,000."""
MOST_ELEMENTS = 500_000
"""Elements of an HTML or XML page that is parsed into a tree."""
SHOWN_REFUSALS = 100
"""Refused records of one board and reason that are kept one by one; the rest are counted."""
SHOWN_RECORD = 100_000
"""Characters of a refused record that are kept; the archive has it whole."""


class TooManyElementsError(ValueError):
    """A page has more elements than are read."""


def check_elements(page: bytes) -> None:
    """Raise TooManyElementsError for a page whose tree would be too large."""
    if page.count(b"<") > MOST_ELEMENTS:
        raise TooManyElementsError(f"more than {MOST_ELEMENTS} elements")


def above_limit(record: Any) -> str:
    """Return a message about the limit that a record is above; "" where it may be read."""
    values = characters = 0
    waiting = [record]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            characters += len(value)
        elif isinstance(value, dict):
            values += len(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            values += len(value)
            waiting.extend(value)
        if values > RECORD_VALUES:
            return f"more than {RECORD_VALUES} values"
        if characters > RECORD_CHARACTERS:
            return f"more than {RECORD_CHARACTERS} characters"
    return ""
