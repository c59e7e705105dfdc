"""Judge the sources of a run by their gates, then update the status of their postings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine

from models.run import CrawlRun, Run, SourceRun
from models.vocab import Reason, RunState
from pipeline.operate.crawls.search_words import is_part
from pipeline.operate.drift import flag_drift, pay_drift
from pipeline.operate.gates import ACCEPT, Findings, check
from pipeline.operate.run_request import RunRequest
from pipeline.rules.sources import all_sources
from pipeline.store.lifecycle.settle import Ruling, Settled, settle_source
from pipeline.store.runs.runs import source_state
from pipeline.store.runs.source_pay import Pay, keep_pay, pay_kept, pay_seen
from pipeline.store.runs.source_runs import (
    accepted_empty,
    healthy_before,
    keep_source_runs,
    measure,
    verdicts_before,
)


@dataclass(slots=True)
class SourceVerdict:
    """The verdict on the sources of a run: failures, holds and warnings, as messages.

    `states` has the state of each source. `sound` names the sources with at least one complete
    board; a board that a user accepted as empty is complete.
    """

    sources: list[SourceRun] = field(default_factory=list)
    states: dict[str, RunState] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Case:
    """The run of one source to judge: the run, its boards, the healthy runs before it.

    `part`: only a part was asked for, so that a missing posting proves nothing. `accepted`: the
    user accepted a drop, in this run or one it is compared with. `emptied`: or an empty board.
    `pay` is the pay of its employers, and `pay_before` that of its last healthy run.
    """

    now: SourceRun
    boards: Sequence[CrawlRun]
    before: Sequence[SourceRun]
    part: bool
    accepted: bool
    emptied: bool
    pay: Pay = field(default_factory=dict)
    pay_before: Pay = field(default_factory=dict)

    @property
    def gated(self) -> bool:
        """Whether the gates can judge this run."""
        return not self.part and is_sound(self.boards)


def judge(
    engine: Engine,
    run: Run,
    crawls: Mapping[str, Sequence[CrawlRun]],
    order: RunRequest,
    seen_since: Mapping[str, datetime] | None = None,
) -> SourceVerdict:
    """Judge a run after its postings are cleaned, and update the status of its sources' postings.

    What a narrowed run lacks proves nothing. `seen_since` has, by source, when the boards were read
    that this run left out because they had just been read completely (UTC).
    """
    verdict = SourceVerdict()
    since = {name: _since(run.started_at, boards) for name, boards in crawls.items()}
    for name, at in (seen_since or {}).items():
        since[name] = min(since.get(name, at), at)
    until = _until(crawls) if run.replayed else {}
    measured = measure(engine, since, until)
    for source, boards in crawls.items():
        now = SourceRun(
            run_id=run.run_id,
            source=source,
            at=run.started_at,
            state=RunState.PART,
            accepted=order.accept_drop,
            **measured.get(source, {}),
        )
        case = _case(engine, now, boards, narrowed=is_part(order, source), replayed=run.replayed)
        if case.gated and not run.replayed:  # a replay is no measure of a live run
            case = _with_pay(engine, case, since[source])
        verdict.states[source] = source_state(case.boards)
        _judge_source(engine, case, verdict)
    keep_source_runs(engine, verdict.sources)
    return verdict


def _case(
    engine: Engine, now: SourceRun, came: Sequence[CrawlRun], *, narrowed: bool, replayed: bool
) -> _Case:
    """Return the case of a source: all of it, or a part where the run was narrowed."""
    if narrowed:
        return _Case(now, came, [], part=True, accepted=now.accepted, emptied=False)
    boards = _as_accepted(engine, now, came)
    now.state = source_state(boards)
    before = healthy_before(engine, now, replayed=replayed)
    accepted = now.accepted or any(run.accepted for run in before)
    emptied = boards != list(came)
    return _Case(now, boards, before, part=False, accepted=accepted or emptied, emptied=emptied)


def _with_pay(engine: Engine, case: _Case, since: datetime) -> _Case:
    """Return the case with the pay of its employers, now and at the last healthy run."""
    source = case.now.source
    return replace(case, pay=pay_seen(engine, source, since), pay_before=pay_kept(engine, source))


def _as_accepted(engine: Engine, now: SourceRun, boards: Sequence[CrawlRun]) -> list[CrawlRun]:
    """Return a source's boards; an empty board is complete where the user accepted that.

    The acceptance is valid as long as the board lists nothing.
    """
    empty = {board.board for board in boards if board.state is RunState.EMPTY}
    if empty and not now.accepted:
        empty &= accepted_empty(engine, now.source, now.at)
    return [
        replace(board, state=RunState.COMPLETE) if board.board in empty else board
        for board in boards
    ]


def _since(at: datetime, boards: Sequence[CrawlRun]) -> datetime:
    """Return when the first page came (UTC) that a run, begun `at`, saw of a source.

    Pages of a killed run are older than the run. So are all pages after the clock was set back.
    """
    return min([at, *(board.started_at for board in boards)])


def _until(crawls: Mapping[str, Sequence[CrawlRun]]) -> dict[str, datetime]:
    """Return when the last page of each source came (UTC), of sources that ended."""
    ends = {name: [board.finished_at for board in boards] for name, boards in crawls.items()}
    return {name: max(filter(None, at)) for name, at in ends.items() if all(at) and at}


def still_held(engine: Engine, run: Run, judged: Collection[str], at: datetime) -> list[str]:
    """Return messages on sources that earlier runs held and that a run, begun `at`, did not judge.

    Whether the run was asked for them does not matter: the store has what they gave.
    """
    before = verdicts_before(engine, run.run_id, at).values()
    held = [one for one in before if one.source not in judged and one.state is RunState.HELD]
    return [f"{one.source}: since run {one.run_id}: {one.message}" for one in held]


def is_sound(boards: Sequence[CrawlRun]) -> bool:
    """Return whether any board of a source is complete, so that the source can be judged."""
    return any(board.state is RunState.COMPLETE for board in boards)


def _judge_source(engine: Engine, case: _Case, verdict: SourceVerdict) -> None:
    now, boards = case.now, case.boards
    found = _findings(case)
    drops = [] if now.accepted else [f"{words}. {ACCEPT}" for words in found.dropped]
    held = found.missed + drops
    if case.gated and not held and now.state is RunState.COMPLETE:
        now.state = RunState.HEALTHY
    ruling = Ruling(
        run_id=now.run_id,
        at=_since(now.at, boards),
        source=now.source,
        boards={b.board: _of_board(b, gated=case.gated, held=bool(held)) for b in boards},
        lists_all=all_sources()[now.source].lists == "all",
        accept_drop=case.accepted,
        apart=timedelta(hours=all_sources()[now.source].absent_hours),
    )
    settled = settle_source(engine, ruling)
    held += _too_many(now.source, settled)
    if held:
        now.state = RunState.HELD
    if now.state is RunState.HEALTHY and case.pay != case.pay_before:
        keep_pay(engine, now.source, case.pay)
    failed = [] if is_sound(boards) else [_unsound(now.source, boards)]
    warned = found.warned + ([f"{it}: accepted" for it in found.dropped] if now.accepted else [])
    _note(now, settled, failed + held + warned)
    verdict.sources.append(now)
    verdict.sound |= set() if failed else {now.source}
    verdict.failed += failed
    verdict.held += held
    verdict.warned += warned


def _findings(case: _Case) -> Findings:
    """Return the findings of the gates; none for a source that a user accepted as empty."""
    now, whole = case.now, case.now.state is RunState.COMPLETE
    if not case.gated or (case.emptied and not now.postings):
        return Findings()
    lists_all = all_sources()[now.source].lists == "all"
    refused = sum(board.quarantined for board in case.boards)
    found = check(now, case.before, whole=whole, lists_all=lists_all, refused=refused)
    found.dropped += pay_drift(now.source, case.pay_before, case.pay)
    found.dropped += flag_drift(now, case.before)
    return found


def _of_board(board: CrawlRun, *, gated: bool, held: bool) -> RunState:
    """Return the state of a board: healthy if it is complete and its source passed the gates."""
    if held:
        return RunState.HELD
    return RunState.HEALTHY if gated and board.state is RunState.COMPLETE else board.state


def _unsound(source: str, boards: Sequence[CrawlRun]) -> str:
    state = source_state(boards)
    why = next((board.message for board in boards if board.message), "it lists nothing")
    words = f"{source}: {state}, no board is complete ({why}): none of its postings is closed"
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
