"""Write metrics for Prometheus' textfile collector (prometheus.io/docs/instrumenting)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.vocab import PostingStatus, RunState
from pipeline.atomic import replacing
from pipeline.publish.status.source_status import SourceStatus, source_statuses

Value = float | int | None


def _seconds(at: datetime | None) -> Value:
    return at.timestamp() if at else None


GAUGES: tuple[tuple[str, str, Callable[[SourceStatus], Value]], ...] = (
    (
        "payband_last_run_timestamp_seconds",
        "When the last run of the source began.",
        lambda s: _seconds(s.last_run_at),
    ),
    (
        "payband_last_healthy_timestamp_seconds",
        "When the last healthy run of the source began.",
        lambda s: _seconds(s.healthy_at),
    ),
    ("payband_postings_seen", "Postings that the last run saw.", lambda s: s.postings),
    (
        "payband_postings_usual",
        "Median of the postings of the last five healthy runs.",
        lambda s: s.usual,
    ),
    (
        "payband_boards_complete_ratio",
        "Boards that the last run read to the end, by all.",
        lambda s: s.completeness,
    ),
    ("payband_pay_stated_ratio", "Postings with pay, by all seen.", lambda s: s.disclosure),
    (
        "payband_pay_flagged_ratio",
        "Flagged pay, by pay stated.",
        lambda s: s.flagged,
    ),
    ("payband_held", "1 if a check holds the source.", lambda s: int(s.state is RunState.HELD)),
    (
        "payband_healthy",
        "1 if the last run of the source was healthy.",
        lambda s: int(s.state is RunState.HEALTHY),
    ),
)


def write_metrics(engine: Engine, file: Path) -> None:
    """Write the metrics of a store in place of the last ones, at once. Raises PaybandError."""
    text = metrics(source_statuses(engine)).encode()
    with replacing(file) as opened:
        opened.write(text)


def metrics(statuses: Iterable[SourceStatus]) -> str:
    """Return the metrics in Prometheus' text format; a value that is not known is left out."""
    return "".join(_lines(list(statuses)))


def _lines(statuses: list[SourceStatus]) -> Iterator[str]:
    for name, words, value_of in GAUGES:
        samples = [(s.source, value) for s in statuses if (value := value_of(s)) is not None]
        if samples:
            yield f"# HELP {name} {words}\n# TYPE {name} gauge\n"
        for source, value in samples:
            yield f'{name}{{source="{_escaped(source)}"}} {value:.10g}\n'
    yield "# HELP payband_postings Postings in the store.\n# TYPE payband_postings gauge\n"
    for each in statuses:
        for status in PostingStatus:
            labels = f'source="{_escaped(each.source)}",status="{status}"'
            yield f"payband_postings{{{labels}}} {getattr(each, status)}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
