"""Rules of the lifecycle: the status of a posting after a run. No SQL, no clock.

docs/lifecycle.md draws the states. A posting that was seen is open. Only proof closes it: two
healthy runs did not list it, its own page is gone, or its own date is over. An incomplete run
proves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.posting_life import PostingLife
from models.vocab import PostingStatus, Reason, RunState

APART = timedelta(hours=20)
"""Usual least time between two runs that lack a posting and close it: a daily one may be early."""
FIFTH, FEW = 5, 5
"""A run that would close more than a fifth of the open postings, and more than five, is held."""

ENDED = {Reason.OWN_DATE: PostingStatus.EXPIRED}


@dataclass(frozen=True, slots=True)
class Saw:
    """What a run saw of one posting; the first page of the run came `at` (UTC).

    `state` is the state of the posting's board: `healthy` where the board was read completely and
    no gate held its source. `lists_all` says whether the source lists every open posting.
    `closes_on` is the date that the posting states. `apart` is the least time between two runs that
    lack a posting and close it.
    """

    at: datetime
    state: RunState
    lists_all: bool = True
    closes_on: date | None = None
    apart: timedelta = APART


class Sight(NamedTuple):
    """When a posting was first and last seen (UTC), and the hash of its newest content.

    `purged_at` is when (UTC) the body of that content was purged, or None.
    """

    first_seen: datetime
    last_seen: datetime
    content_hash: str
    purged_at: datetime | None = None


def seen(before: Sight | None, at: Sequence[datetime], content_hash: str | None) -> Sight:
    """Return the sight of a posting after a run fetched it at these times (UTC).

    `content_hash` is the hash of the newest content of the run; None where the store has newer
    content. A replay of such an archive moves `first_seen` back, and nothing else.
    """
    if before is None:
        return Sight(min(at), max(at), content_hash or "")
    first, last = min(before.first_seen, *at), max(before.last_seen, *at)
    if content_hash is None:
        return Sight(first, last, before.content_hash, before.purged_at)
    return Sight(first, last, content_hash)


def opened(posting_id: str, sight: Sight) -> PostingLife:
    """Return the PostingLife of a posting that was never seen before."""
    return PostingLife(posting_id=posting_id, status_at=sight.first_seen, **sight._asdict())


def settle(life: PostingLife, saw: Saw) -> tuple[PostingLife, Reason | None]:
    """Return the PostingLife after a run, and why the status changed (None where it did not)."""
    if life.absent_since is not None and life.last_seen > life.absent_since:
        life = replace(life, absent_since=None)
    if life.status is not PostingStatus.OPEN:
        back = life.last_seen > life.status_at and not _over(saw)
        return (_turned(life, saw, Reason.SEEN), Reason.SEEN) if back else (life, None)
    if reason := _proof(life, saw):
        return _turned(life, saw, reason), reason
    return _missed(life, saw)


def holds(closing: int, open_before: int) -> bool:
    """Return whether a run that would close so many of a source's open postings is held."""
    return closing > FEW and closing * FIFTH > open_before


def _proof(life: PostingLife, saw: Saw) -> Reason | None:
    """Return the reason that proves a posting's end even in an incomplete run, or None."""
    if saw.state is RunState.HELD:
        return None
    if life.gone_at is not None and life.gone_at > life.last_seen:
        return Reason.GONE
    return Reason.OWN_DATE if _over(saw) else None


def _missed(life: PostingLife, saw: Saw) -> tuple[PostingLife, Reason | None]:
    """Note that a healthy run lacked the posting; close it at a second such run, `apart` later."""
    there = life.last_seen >= saw.at
    if there or not saw.lists_all or saw.state is not RunState.HEALTHY:
        return life, None
    if life.absent_since is None:
        return replace(life, absent_since=saw.at), None
    if saw.at - life.absent_since < saw.apart:
        return life, None
    return _turned(life, saw, Reason.ABSENT), Reason.ABSENT


def _over(saw: Saw) -> bool:
    return saw.closes_on is not None and saw.closes_on < saw.at.date()


def _turned(life: PostingLife, saw: Saw, reason: Reason) -> PostingLife:
    """Return the PostingLife with its new status, never dated before it was last seen."""
    opens = reason is Reason.SEEN
    at = life.last_seen if opens else max(saw.at, life.last_seen)
    return replace(
        life,
        status=PostingStatus.OPEN if opens else ENDED.get(reason, PostingStatus.CLOSED),
        status_at=at,
        closed_on=None if opens else at.date(),
        status_changes=life.status_changes + 1,
        absent_since=None,
    )
