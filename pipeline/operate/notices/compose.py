"""What of a run a user should hear: failures, holds, recoveries and big changes, each once.

A state that lasts is told when it begins. This module uses no database.
"""

from collections.abc import Iterator, Mapping, Sequence

from models.run import SourceRun
from models.vocab import RunState
from pipeline.operate.gates import DROP, FEW
from pipeline.operate.notices.notice import Event, News
from pipeline.operate.notices.status_changes import status_changes

FAILED = (RunState.FAILED, RunState.BLOCKED, RunState.EMPTY, RunState.ABORTED)
GOOD = (RunState.HEALTHY, RunState.COMPLETE, RunState.PARTIAL)
LOOK = "look at the source's pages and log (`payband status`); it is tried again by itself"
DOCTOR = "`payband doctor` says what is wrong here, each with its fix"


def news_of(
    now: Sequence[SourceRun],
    before: Mapping[str, SourceRun],
    usual: Mapping[str, float],
) -> tuple[News, ...]:
    """Return the news of a run's sources, the most pressing first.

    `before` has the verdict on each source before this run, `usual` the median of the postings of
    its last healthy runs.
    """
    found = [news for run in now for news in _of_source(run, before.get(run.source), usual)]
    order = list(Event)
    return tuple(sorted(found, key=lambda news: order.index(news.event)))


def failed_run(error: Exception, code: int) -> News:
    """Return the news of a run that an error ended."""
    what = f"the run ended with exit code {code}; the last export and report stay"
    return News(Event.FAILURE, "", what, str(error), DOCTOR)


def _of_source(
    run: SourceRun, before: SourceRun | None, usual: Mapping[str, float]
) -> Iterator[News]:
    was = before.state if before else None
    failed_before = before is not None and _failed(before)
    source, why = run.source, run.message or ""
    if run.state is RunState.HELD and was is not RunState.HELD:
        what = f"{source} is held: nothing is published, and none of its postings is closed"
        yield News(Event.HOLD, source, what, why, release(source))
    elif _failed(run) and not failed_before:
        what = f"{source} could not be read ({run.state}): its postings stay as they were"
        yield News(Event.FAILURE, source, what, why, LOOK)
    elif _is_good(run) and (failed_before or was is RunState.HELD):
        what = f"{source} is {run.state} again: {_counts(run)}; it was {was}"
        yield News(Event.RECOVERY, source, what, "", "")
    elif run.state is RunState.HEALTHY and source in usual and _is_big(run, usual[source]):
        what = f"{source} has {_counts(run)}; usual are {usual[source]:g}"
        yield News(Event.CHANGE, source, what, why, "look whether that is so: `payband status`")


def _counts(run: SourceRun) -> str:
    """Return how many postings a source has, and how many the run closed or opened again."""
    return ", ".join(filter(None, (f"{run.postings} postings", status_changes(run))))


def _failed(run: SourceRun) -> bool:
    """Return whether a source gave nothing: also where it was read, and each record was refused."""
    return run.state in FAILED or (run.state is RunState.PARTIAL and not run.postings)


def _is_good(run: SourceRun) -> bool:
    return run.state in GOOD and not _failed(run)


def release(source: str) -> str:
    """Return how to release a hold."""
    return (
        "look at the source's pages and log; if it is really so: "
        f"`payband run {source} --accept-drop`"
    )


def _is_big(run: SourceRun, usual: float) -> bool:
    moved = abs(run.postings - usual)
    return moved > FEW and moved >= float(DROP) * usual
