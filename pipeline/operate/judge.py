"""The verdict on what a run collected: each source past its gates, and then its postings' lives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from models.run import CrawlRun, Run, SourceRun
from models.vocab import Reason, RunState
from pipeline.operate.gates import ACCEPT, Findings, check
from pipeline.rules.sources import all_sources
from pipeline.store.lives import Ruling, Settled, settle_source
from pipeline.store.runs import source_state
from pipeline.store.source_runs import healthy_before, keep_source_runs, last_verdict, measure


@dataclass(slots=True)
class Verdict:
    """What each source came to: what failed, what holds the run back, what the gates warn of."""

    sources: list[SourceRun] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


def judge(
    engine: Engine,
    run: Run,
    crawls: Mapping[str, Sequence[CrawlRun]],
    *,
    gated: bool,
    accept_drop: bool = False,
) -> Verdict:
    """Judge a run whose postings are cleaned, and turn the lives of its sources' postings.

    A run that is not `gated` asked for a part only: nothing it lacks says anything.
    """
    verdict = Verdict()
    seen_since = {name: _since(run.started_at, boards) for name, boards in crawls.items()}
    measured = measure(engine, seen_since)
    for source, boards in crawls.items():
        now = SourceRun(
            run_id=run.run_id,
            source=source,
            at=run.started_at,
            state=source_state(boards),
            accepted=accept_drop,
            **measured.get(source, {}),
        )
        _judge_source(engine, now, boards, verdict, gated=gated and is_sound(boards))
    keep_source_runs(engine, verdict.sources)
    return verdict


def _since(at: datetime, boards: Sequence[CrawlRun]) -> datetime:
    """Return when what a run, begun `at`, saw of a source began.

    A killed run's pages are older than the run; so are all where the clock was put back since.
    """
    return min([at, *(board.started_at for board in boards)])


def still_held(engine: Engine, passed_over: Iterable[str]) -> list[str]:
    """Return what holds those of the sources that are passed over: their last run was held."""
    last = [last_verdict(engine, source) for source in passed_over]
    held = [one for one in last if one and one.state is RunState.HELD]
    return [f"{one.source}: since run {one.run_id}: {one.message}" for one in held]


def is_sound(boards: Sequence[CrawlRun]) -> bool:
    """Return whether any board of a source came whole: there is something to judge by."""
    return any(board.state is RunState.COMPLETE for board in boards)


def _judge_source(
    engine: Engine, now: SourceRun, boards: Sequence[CrawlRun], verdict: Verdict, *, gated: bool
) -> None:
    whole, lists_all = now.state is RunState.COMPLETE, all_sources()[now.source].lists == "all"
    before = healthy_before(engine, now.source, now.run_id, now.at) if gated else []
    said = check(now, before, whole=whole, lists_all=lists_all) if gated else Findings()
    held = said.missed + ([] if now.accepted else said.dropped)
    if gated and not held:
        now.state = RunState.HEALTHY if whole else now.state
    ruling = Ruling(
        run_id=now.run_id,
        at=_since(now.at, boards),
        source=now.source,
        boards={b.board: _of_board(b, gated=gated, held=bool(held)) for b in boards},
        lists_all=lists_all,
        accept_drop=now.accepted or any(run.accepted for run in before),
    )
    settled = settle_source(engine, ruling)
    held += _too_many(now.source, settled)
    failed = [] if is_sound(boards) else [_unsound(now, boards)]
    if held:
        now.state = RunState.HELD
    _note(now, settled, failed + held + said.warned)
    verdict.sources.append(now)
    verdict.failed += failed
    verdict.held += held
    verdict.warned += said.warned + (said.dropped if now.accepted else [])


def _of_board(board: CrawlRun, *, gated: bool, held: bool) -> RunState:
    """Return what a board's silence is worth: it came whole, and its source passed the gates."""
    if held:
        return RunState.HELD
    return RunState.HEALTHY if gated and board.state is RunState.COMPLETE else board.state


def _unsound(now: SourceRun, boards: Sequence[CrawlRun]) -> str:
    why = next((board.message for board in boards if board.message), "it lists nothing")
    return f"{now.source}: {now.state}, no board came whole ({why}): none of its postings is closed"


def _too_many(source: str, settled: Settled) -> list[str]:
    if not settled.held:
        return []
    share = f"{settled.held} of {settled.open} open postings would close, more than a fifth"
    return [f"{source}: {share}: none is closed. {ACCEPT}"]


def _note(now: SourceRun, settled: Settled, words: list[str]) -> None:
    turned = settled.turned
    now.opened = turned[Reason.SEEN]
    now.closed = turned[Reason.ABSENT] + turned[Reason.GONE]
    now.expired = turned[Reason.OWN_DATE]
    now.message = "; ".join(words) or None
