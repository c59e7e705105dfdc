"""The page of an audit: one HTML file without scripts or network."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.audit.audit import Audit
from pipeline.publish.audit.audit_json import audit_text
from pipeline.publish.audit.faults import examples
from pipeline.publish.audit.missing import SourceMissing
from pipeline.publish.audit.moves import NOT_OF_A_REPORT, Move
from pipeline.publish.audit.summary import summary
from pipeline.publish.audit.suspects import Suspect
from pipeline.publish.pages import render_page
from pipeline.publish.replace_together import replacing_together

TEMPLATE = "audit.html.j2"
SOURCES = 8
"""Sources that have a column in the table of missing values; the others are put together."""
SUSPECTS, MOVES, MONEY = 25, 40, 15
"""Rows of the tables of suspects, medians and currencies. The JSON has all."""


@dataclass(frozen=True, slots=True)
class ColumnMissing:
    """A column of the table, its meaning in words, and the share of rows without it by source."""

    column: str
    words: str
    share: float
    shares: tuple[float, ...]


def write_audit(found: Audit, html: Path, json: Path) -> None:
    """Write an audit as a page and as JSON; on an error both files stay. Raises PaybandError."""
    with replacing_together([html, json]) as files:
        files[0].write(render(found).encode("utf-8", "replace"))
        files[1].write(audit_text(found).encode("utf-8", "replace"))


def render(found: Audit) -> str:
    """Return the page of an audit."""
    sources = _sources(found.missing)
    values = {
        "it": found,
        "name": Path(found.table.table.name).name,
        "mapped": found.table.columns,
        "summary": summary(found),
        "kinds": [(kind, examples(found.faults, kind.flag)) for kind in found.kinds],
        "suspects": _together(found.suspects)[:SUSPECTS],
        "moves": _shown(found.moves),
        "not_of_a_report": NOT_OF_A_REPORT,
        "money": found.money[:MONEY],
        "sources": sources,
        "missing": _by_column(found, sources),
    }
    filters = {"count": "{:,}".format, "share": share, "amount": amount, "move": move}
    return render_page(TEMPLATE, values, filters=filters, style="audit.css")


def share(part: float, whole: float) -> str:
    """Return a part as a percentage: `<1%` where it is not zero and rounds to it."""
    percent = 100 * part / whole if whole else 0
    return "<1%" if 0 < percent < 1 else f"{percent:.0f}%"


def amount(value: float | None) -> str:
    """Return an amount without decimals, and with separators between thousands."""
    return "\u2013" if value is None else f"{value:,.0f}"


def move(change: float | None) -> str:
    """Return a relative change with its sign: `+4.2%`."""
    if change is None:
        return "\u2013"
    return "0%" if abs(change) < 0.0005 else f"{100 * change:+.1f}%".replace("-", "\u2212")


def _together(found: Sequence[Suspect]) -> list[tuple[Suspect, int]]:
    """Return suspects with how many more there are with the same pay of the same employer."""
    first: dict[tuple[str, str], Suspect] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for suspect in found:
        key = (suspect.employer or str(suspect.row), suspect.text)
        first.setdefault(key, suspect)
        counts[key] += 1
    return [(suspect, counts[key] - 1) for key, suspect in first.items()]


def _shown(found: Sequence[Move]) -> list[Move]:
    """Return the medians to show: those that most rows are behind, in their order."""
    most = sorted(found, key=lambda m: -m.rows_before)[:MOVES]
    return [move for move in found if move in most]


def _sources(found: Sequence[SourceMissing]) -> list[SourceMissing]:
    """Return the largest sources, and the others together as one."""
    if len(found) <= SOURCES:
        return list(found)
    others = found[SOURCES - 1 :]
    together = tuple(map(sum, zip(*(one.missing for one in others), strict=True)))
    name = f"{len(others)} others"
    return [*found[: SOURCES - 1], SourceMissing(name, sum(o.rows for o in others), together)]


def _by_column(found: Audit, sources: Sequence[SourceMissing]) -> list[ColumnMissing]:
    words = {use.column: use.words for use in found.table.columns.uses}
    return [
        ColumnMissing(
            column,
            words.get(column, ""),
            sum(s.missing[n] for s in sources) / max(found.rows, 1),
            tuple(s.missing[n] / s.rows for s in sources),
        )
        for n, column in enumerate(found.columns)
        if column in words
    ]
