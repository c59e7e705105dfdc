"""The verdict on what a run collected: each source past its gates, and then its postings' lives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Engine

from models.run import CrawlRun, Run, SourceRun
from models.vocab import Reason, RunState
from pipeline.operate.gates import ACCEPT, Findings, check
from pipeline.operate.run_request import RunRequest
from pipeline.rules.sources import all_sources
from pipeline.store.lifecycle.settle import Ruling, Settled, settle_source
from pipeline.store.runs.runs import source_state
from pipeline.store.runs.source_runs import (
    accepted_empty,
    healthy_before,
    keep_source_runs,
    last_verdict,
    measure,
)


@dataclass(slots=True)
class SourceVerdict:
    """What each source came to: what failed, what holds the run back, what the gates warn of.

    `states` is how far each source came, `sound` names those of which some board came whole; a
    board that was accepted as empty did.
    """

    sources: list[SourceRun] = field(default_factory=list)
    states: dict[str, RunState] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Case:
    """One source's run to be judged: the run, its boards, the healthy runs before it.

    `part`: less than all was asked for, so that what it lacked says nothing. `accepted`: the user
    took a drop for real, in this run or one it is compared with; `emptied`: or an empty board.
    """

    now: SourceRun
    boards: Sequence[CrawlRun]
    before: Sequence[SourceRun]
    part: bool
    accepted: bool
    emptied: bool

    @property
    def gated(self) -> bool:
        """Whether there is anything that the gates can judge."""
        return not self.part and is_sound(self.boards)


def judge(
    engine: Engine,
    run: Run,
    crawls: Mapping[str, Sequence[CrawlRun]],
    order: RunRequest,
    seen_since: Mapping[str, datetime] | None = None,
) -> SourceVerdict:
    """Judge a run whose postings are cleaned, and turn the lives of its sources' postings.

    Nothing that a narrowed run lacks says anything. `seen_since` says of a source when those of
    its boards were read that the run left out, because they had just been read whole.
    """
    verdict = SourceVerdict()
    since = {name: _since(run.started_at, boards) for name, boards in crawls.items()}
    for name, at in (seen_since or {}).items():
        since[name] = min(since.get(name, at), at)
    measured = measure(engine, since)
    for source, boards in crawls.items():
        now = SourceRun(
            run_id=run.run_id,
            source=source,
            at=run.started_at,
            state=RunState.PART,
            accepted=order.accept_drop,
            **measured.get(source, {}),
        )
        case = _case(engine, now, boards, narrowed=order.narrowed, replayed=run.replayed)
        verdict.states[source] = source_state(case.boards)
        _judge_source(engine, case, verdict)
    keep_source_runs(engine, verdict.sources)
    return verdict


def _case(
    engine: Engine, now: SourceRun, came: Sequence[CrawlRun], *, narrowed: bool, replayed: bool
) -> _Case:
    """Return what is to be judged of a source: all of it, unless the run was narrowed."""
    if narrowed:
        return _Case(now, came, [], part=True, accepted=now.accepted, emptied=False)
    boards = _as_accepted(engine, now, came)
    now.state = source_state(boards)
    before = healthy_before(engine, now, replayed=replayed)
    accepted = now.accepted or any(run.accepted for run in before)
    emptied = boards != list(came)
    return _Case(now, boards, before, part=False, accepted=accepted or emptied, emptied=emptied)


def _as_accepted(engine: Engine, now: SourceRun, boards: Sequence[CrawlRun]) -> list[CrawlRun]:
    """Return a source's boards, those that are empty as complete where the user accepted that.

    An acceptance lasts as long as the board lists nothing.
    """
    empty = {board.board for board in boards if board.state is RunState.EMPTY}
    if empty and not now.accepted:
        empty &= accepted_empty(engine, now.source, now.at)
    return [
        replace(board, state=RunState.COMPLETE) if board.board in empty else board
        for board in boards
    ]


def _since(at: datetime, boards: Sequence[CrawlRun]) -> datetime:
    """Return when what a run, begun `at`, saw of a source began.

    A killed run's pages are older than the run; so are all where the clock was put back since.
    """
    return min([at, *(board.started_at for board in boards)])


def still_held(engine: Engine, unjudged: Iterable[str], at: datetime) -> list[str]:
    """Return what holds those sources that a run, begun `at`, does not judge: they were held."""
    last = [last_verdict(engine, source, at) for source in unjudged]
    held = [one for one in last if one and one.state is RunState.HELD]
    return [f"{one.source}: since run {one.run_id}: {one.message}" for one in held]


def is_sound(boards: Sequence[CrawlRun]) -> bool:
    """Return whether any board of a source came whole: there is something to judge by."""
    return any(board.state is RunState.COMPLETE for board in boards)


def _judge_source(engine: Engine, case: _Case, verdict: SourceVerdict) -> None:
    now, boards = case.now, case.boards
    said = _findings(case)
    held = said.missed + ([] if now.accepted else [f"{words}. {ACCEPT}" for words in said.dropped])
    if case.gated and not held and now.state is RunState.COMPLETE:
        now.state = RunState.HEALTHY
    ruling = Ruling(
        run_id=now.run_id,
        at=_since(now.at, boards),
        source=now.source,
        boards={b.board: _of_board(b, gated=case.gated, held=bool(held)) for b in boards},
        lists_all=all_sources()[now.source].lists == "all",
        accept_drop=case.accepted,
    )
    settled = settle_source(engine, ruling)
    held += _too_many(now.source, settled)
    if held:
        now.state = RunState.HELD
    failed = [] if is_sound(boards) else [_unsound(now.source, boards)]
    warned = said.warned + ([f"{it}: accepted" for it in said.dropped] if now.accepted else [])
    _note(now, settled, failed + held + warned)
    verdict.sources.append(now)
    verdict.sound |= set() if failed else {now.source}
    verdict.failed += failed
    verdict.held += held
    verdict.warned += warned


def _findings(case: _Case) -> Findings:
    """Return what the gates say; a source that was accepted as empty has nothing to measure."""
    now, whole = case.now, case.now.state is RunState.COMPLETE
    if not case.gated or (case.emptied and not now.postings):
        return Findings()
    lists_all = all_sources()[now.source].lists == "all"
    refused = sum(board.quarantined for board in case.boards)
    return check(now, case.before, whole=whole, lists_all=lists_all, refused=refused)


def _of_board(board: CrawlRun, *, gated: bool, held: bool) -> RunState:
    """Return what a board's silence is worth: it came whole, and its source passed the gates."""
    if held:
        return RunState.HELD
    return RunState.HEALTHY if gated and board.state is RunState.COMPLETE else board.state


def _unsound(source: str, boards: Sequence[CrawlRun]) -> str:
    state = source_state(boards)
    why = next((board.message for board in boards if board.message), "it lists nothing")
    words = f"{source}: {state}, no board came whole ({why}): none of its postings is closed"
    return f"{words}. {ACCEPT}" if state is RunState.EMPTY else words


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
