"""The figures that answers give: those of the salary report, unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select

from models.record import columns
from models.tables import correction, posting_life, run
from pipeline.clean.employer.aliases import Aliases
from pipeline.figures.cell import Cell
from pipeline.figures.policy import COUNTS_ONLY, POLICY, SUPPRESSED
from pipeline.figures.salary_figures import DEFAULT
from pipeline.publish.report.report import made_report
from pipeline.publish.report.salary_feed import INVENTED, Report, salary_feed
from pipeline.version import VERSION

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """A report, its feed, and what the store was like when it was made."""

    report: Report
    feed: Mapping[str, Any]
    state: tuple[Any, ...]

    def citation(self, figure: str = "") -> dict[str, Any]:
        """Return what to quote with an answer: the figure, the data, the policy."""
        feed = self.feed
        seen = feed["collected"]
        about = f"figure {figure}, " if figure else ""
        return {
            "figure": figure or None,
            "policy": POLICY,
            "inputs_sha256": feed["inputs_sha256"],
            "period": feed["period"],
            "collected": seen,
            "text": f"Payband {VERSION}, {about}{POLICY}, postings seen {seen['first']} to "
            f"{seen['last']}, inputs {feed['inputs_sha256'][:12]}",
            **({"notice": INVENTED} if feed["invented"] else {}),
        }

    def cell(self, table: str, country: str, role: str | None, level: str | None) -> Row | None:
        """Return the row of a cell; None where the report has no such jobs."""
        wanted = (country, role, level)
        rows = self.feed["figures"][table]
        return next((r for r in rows if (r["country"], r["role"], r["level"]) == wanted), None)

    def figure(self, name: str) -> tuple[str, Row] | None:
        """Return the table and the row of a figure by its id; None where there is none."""
        for table, rows in self.feed["figures"].items():
            for row in rows:
                if row["id"] == name:
                    return table, row
        return None


def finding(cell: Row) -> str:
    """Return what the report shows of a cell: figures, counts only, or suppressed."""
    label = cell["label_by_job"]
    if label in SUPPRESSED:
        return "suppressed"
    return "counts only" if label == COUNTS_ONLY else "figures"


def read_figures(engine: Engine, aliases: Aliases, before: ReportFigures | None) -> ReportFigures:
    """Return the figures of a store: those from `before` while the store is unchanged."""
    state = _state(engine)
    if before is not None and before.state == state:
        return before
    made = made_report(engine, DEFAULT, aliases=aliases)
    return ReportFigures(made, salary_feed(made), state)


def _state(engine: Engine) -> tuple[Any, ...]:
    queries = (
        select(func.count(), func.max(run.c.finished_at)).select_from(run),
        select(func.count(), func.max(correction.c.at)).select_from(correction),
        select(func.count(), func.max(posting_life.c.last_seen)).select_from(posting_life),
    )
    with engine.connect() as connection:
        return tuple(tuple(connection.execute(query).one()) for query in queries)


def cell_columns() -> dict[str, str]:
    """Return what each column of a cell means."""
    return {c.name: f"{c.doc}{f' ({c.unit})' if c.unit else ''}" for c in columns(Cell)}
