"""Tables of a page as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.publish.page_table import Row, Table, Value

SPECIAL = re.compile(r"[\\`*_\[\]<>|#&~!]")
"""Signs that Markdown or HTML in it would take for markup, wherever they stand."""
LINK = re.compile(r"(?<=\w)(?=://|@)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where a bare address would become a link."""
ADDRESS = re.compile(r"(https?://[\w-]+(?:\.[\w-]+)*(?:/[\w./%?=&-]*[\w/=-])?)")
"""A plain web address; the end of a sentence is not of it."""
BREAKS = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")


def escaped(text: str) -> str:
    """Return text of others as Markdown that shows just this text, on one line.

    An address in it is no link, and shows as it is: its sign has a backslash before it.
    """
    return _escaped(BREAKS.sub(" ", text).strip())


def linked(text: str) -> str:
    """Return a text of ours as Markdown, on one line: whole addresses in it are links."""
    parts = ADDRESS.split(BREAKS.sub(" ", text).strip())
    return "".join(f"<{part}>" if n % 2 else _escaped(part) for n, part in enumerate(parts))


def _escaped(text: str) -> str:
    """Return a part of a line, with its spaces."""
    return LINK.sub(r"\\", SPECIAL.sub(lambda sign: "\\" + sign[0], text))


def markdown_table(table: Table, level: int = 2) -> str:
    """Return a table with its heading and notes; columns of drawings are left out."""
    kept = [n for n, column in enumerate(table.columns) if not column.ticks]
    columns = [table.columns[n] for n in kept]
    head = _line(escaped(column.name) for column in columns)
    rule = "|" + "|".join("---:" if column.number else "---" for column in columns) + "|"
    rows = [_line(cells) for cells in _rows(table.rows, kept)]
    parts = [f"{'#' * level} {escaped(table.heading)}"]
    parts += [escaped(table.note)] if table.note else []
    parts += [f"In italics: {escaped(table.told_dim)}."] if table.told_dim else []
    parts += ["\n".join([head, rule, *rows])] if rows else []
    return "\n\n".join([*parts, *map(escaped, table.after)])


def _rows(rows: Iterable[Row], kept: Sequence[int]) -> Iterator[list[str]]:
    """Yield the cells of each row; a part is named with the row above that it belongs to."""
    whole = ""
    for row in rows:
        whole = whole if row.part else row.name
        name = escaped(f"{whole}: {row.name}" if row.part and whole else row.name)
        said = [escaped(str(c)) if isinstance(c, Value) else "" for c in row.cells]
        cells = [f"*{name}*" if row.dim and name else name, *said]
        yield [cells[n] for n in kept]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
