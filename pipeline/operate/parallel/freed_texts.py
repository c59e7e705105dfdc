"""Let go of what was read in texts, once all rows are cleaned."""

from pipeline.caches import clear_readers
from pipeline.publish.report.freed_memory import MANY, give_back


def let_texts_go(rows: int) -> None:
    """Give back what cleaning so many `rows` keeps of texts; nothing is cleaned from here on.

    Of a million rows it is some 100 MB, and what comes next needs memory of its own.
    """
    if rows >= MANY:
        clear_readers()
        give_back(rows)
