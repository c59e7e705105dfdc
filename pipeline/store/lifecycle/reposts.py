"""Find reposts: closed postings that return under another id, with equal employer, title, place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from models.tables import posting_life, raw_posting
from models.vocab import PostingStatus
from pipeline.text.fold import same_name

WITHIN = timedelta(days=90)
"""How long after its end a posting may be posted again: three months, a usual hiring round."""


@dataclass(frozen=True, slots=True)
class Advert:
    """A posting to compare by its `key`, and when it was first and last seen (UTC)."""

    posting_id: str
    key: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime


def pairs(new: Iterable[Advert], ended: Iterable[Advert]) -> Iterator[tuple[str, str]]:
    """Yield the id of each new posting and of the ended one it repeats; each ended one only once.

    Of several it is the one seen last. One that was still listed beside the new one is no match.
    """
    waiting: dict[tuple[str, ...], list[Advert]] = {}
    for ad in sorted(ended, key=lambda ad: (ad.last_seen, ad.posting_id)):
        waiting.setdefault(ad.key, []).append(ad)
    for ad in sorted(new, key=lambda ad: (ad.first_seen, ad.posting_id)):
        before = [old for old in waiting.get(ad.key, []) if old.last_seen < ad.first_seen]
        if before:
            waiting[ad.key].remove(before[-1])
            yield ad.posting_id, before[-1].posting_id


def link_reposts(connection: Connection, source: str, at: datetime, since: datetime) -> None:
    """Link a source's postings first seen at `since` or later to those that ended before them."""
    ended = _adverts(
        connection,
        _of(source).where(
            posting_life.c.status != PostingStatus.OPEN, posting_life.c.status_at >= at - WITHIN
        ),
    )
    if not ended:
        return
    taken = set(connection.execute(_taken()).scalars())
    new = _adverts(
        connection,
        _of(source).where(
            posting_life.c.first_seen >= since,
            posting_life.c.status == PostingStatus.OPEN,
            posting_life.c.repost_of.is_(None),
        ),
    )
    links = list(pairs(new, (ad for ad in ended if ad.posting_id not in taken)))
    if links:
        linked = update(posting_life).where(posting_life.c.posting_id == bindparam("key"))
        rows = [{"key": key, "old": old} for key, old in links]
        connection.execute(linked.values(repost_of=bindparam("old")), rows)


def _of(source: str) -> Select[Any]:
    raw, life = raw_posting.c, posting_life.c
    key = (raw.board, raw.company, raw.title, raw.location)
    return (
        select(life.posting_id, life.first_seen, life.last_seen, *key)
        .join_from(raw_posting, posting_life, raw.posting_id == life.posting_id)
        .where(raw.source == source)
    )


def _taken() -> Select[Any]:
    """Return the query for the postings that already have a repost."""
    return select(posting_life.c.repost_of).where(posting_life.c.repost_of.is_not(None))


def _adverts(connection: Connection, query: Select[Any]) -> list[Advert]:
    return [
        Advert(
            row.posting_id,
            tuple(same_name(word) for word in (row.board, row.company, row.title, row.location)),
            row.first_seen,
            row.last_seen,
        )
        for row in connection.execute(query)
    ]
