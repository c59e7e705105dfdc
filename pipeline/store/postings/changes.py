"""What a new cleaning changed, by field and by rules version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.posting import JobPosting
from models.record import columns
from models.tables import APART

FIELDS = tuple(
    c.name for c in columns(JobPosting) if c.name not in APART | {"posting_id", "rules_version"}
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that changed in so many postings, with the old and new value in one of them.

    `rules_before` and `rules_after` are the rules_version of the rows; where they are the same,
    the posting itself was edited.
    """

    field: str
    rules_before: str
    rules_after: str
    postings: int
    posting_id: str
    before: Any
    after: Any


def changes(
    before: Mapping[str, Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]
) -> list[FieldChange]:
    """Return each field of `rows` (of job_posting) that differs from the row in `before`, by id."""
    found = []
    for row in rows:
        old = before.get(row["posting_id"])
        if old is None:
            continue
        rules = (old["rules_version"] or "", row["rules_version"] or "")
        found += [
            FieldChange(name, *rules, 1, row["posting_id"], old[name], row[name])
            for name in FIELDS
            if old[name] != row[name]
        ]
    return summed(found)


def count_same(before: Mapping[str, Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]) -> int:
    """Return how many of `rows` differ in no field from the row in `before`, by id."""
    pairs = ((before.get(row["posting_id"]), row) for row in rows)
    return sum(
        old is not None and all(old[name] == row[name] for name in FIELDS) for old, row in pairs
    )


def summed(parts: Iterable[FieldChange]) -> list[FieldChange]:
    """Add up changes of the same field and rules; return them, the most frequent first.

    The example is the smallest posting_id, so that the order of `parts` does not matter.
    """
    groups: dict[tuple[str, str, str], list[FieldChange]] = {}
    for part in parts:
        groups.setdefault((part.field, part.rules_before, part.rules_after), []).append(part)
    whole = [_one(same) for same in groups.values()]
    return sorted(whole, key=lambda c: (-c.postings, c.field, c.rules_before, c.rules_after))


def _one(same: list[FieldChange]) -> FieldChange:
    first = min(same, key=lambda change: change.posting_id)
    rules = (first.rules_before, first.rules_after)
    count = sum(change.postings for change in same)
    return FieldChange(first.field, *rules, count, first.posting_id, first.before, first.after)
