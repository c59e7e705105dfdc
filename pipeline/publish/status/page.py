"""Write the status page: how each source is doing, what is held, and how to release it."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from pipeline.atomic import replacing
from pipeline.publish.pages import render_page
from pipeline.publish.status.source_status import SourceStatus, source_statuses
from pipeline.store.postings.counts import store_counts
from pipeline.store.runs.bundled_sample import holds_sample
from pipeline.version import VERSION


def write_status_page(engine: Engine, file: Path) -> None:
    """Write the status page of a store in place of the last one. Raises PaybandError.

    Ages are counted from the last run: the same store gives the same bytes.
    """
    page = render_status(engine).encode()
    with replacing(file) as opened:
        opened.write(page)


def render_status(engine: Engine) -> str:
    """Return the status page of a store as HTML."""
    found = source_statuses(engine)
    last = max((s.last_run_at for s in found if s.last_run_at), default=None)
    values = {
        "rows": [_row(status, last) for status in found],
        "holds": [status for status in found if status.release],
        "last": _time(last),
        "store": store_counts(engine),
        "invented": holds_sample(engine),
        "version": VERSION,
    }
    return render_page("status.html.j2", values, style="status.css")


def _row(status: SourceStatus, last: datetime | None) -> dict[str, str]:
    usual = "" if status.usual is None else f"{status.usual:,.0f}"
    seen = "" if status.postings is None else f"{status.postings:,}"
    return {
        "source": status.source,
        "state": status.state or "",
        "healthy": _time(status.healthy_at),
        "age": _age(status.age(last) if last else None),
        "seen": seen,
        "usual": usual,
        "open": f"{status.open:,}",
        "completeness": _percent(status.completeness),
        "disclosure": _percent(status.disclosure),
        "flagged": _percent(status.flagged),
        "message": status.message,
    }


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""


def _age(age: timedelta | None) -> str:
    if age is None:
        return "never"
    hours = int(age / timedelta(hours=1))
    return f"{hours} h" if hours < 72 else f"{hours // 24} d"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
