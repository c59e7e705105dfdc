"""Tables of a page as Markdown."""

import re
from collections.abc import Iterable, Sequence

from pipeline.publish.page_table import Row, Table, Value

SPECIAL = re.compile(r"[\\`*_\[\]<>|#&~!]")
"""Signs that Markdown or HTML in it would take for markup, wherever they stand."""
LINK = re.compile(r"(?<=\w)(?=://|@)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where a bare address would become a link."""
BREAKS = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")


def escaped(text: str) -> str:
    """Return text of others as Markdown that shows just this text, on one line."""
    line = BREAKS.sub(" ", text).strip()
    return LINK.sub("\u200b", SPECIAL.sub(lambda sign: "\\" + sign[0], line))


def markdown_table(table: Table, level: int = 2) -> str:
    """Return a table with its heading and notes; columns of drawings are left out."""
    kept = [n for n, column in enumerate(table.columns) if not column.ticks]
    columns = [table.columns[n] for n in kept]
    head = _line(column.name for column in columns)
    rule = "|" + "|".join("---:" if column.number else "---" for column in columns) + "|"
    rows = [_line(_cells(row, kept)) for row in table.rows]
    parts = [f"{'#' * level} {escaped(table.heading)}"]
    parts += [escaped(table.note)] if table.note else []
    parts += ["\n".join([head, rule, *rows])] if rows else []
    return "\n\n".join([*parts, *map(escaped, table.after)])


def _cells(row: Row, kept: Sequence[int]) -> list[str]:
    name = f"\u2003{row.name}" if row.part else row.name
    cells = [name, *(str(c) if isinstance(c, Value) else "" for c in row.cells)]
    return [cells[n] for n in kept]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"
