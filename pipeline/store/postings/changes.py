"""What cleaning anew changed: field by field, and from which rules to which."""

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
    """A field that reads differently in so many postings, and what it was and is in one of them.

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
    """Return each field of `rows`, of job_posting, that differs from the row `before` by its id."""
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


def summed(parts: Iterable[FieldChange]) -> list[FieldChange]:
    """Return changes of one field and the same rules as one, the most frequent first.

    The example is that of the smallest posting_id: the same in any order of the parts.
    """
    met: dict[tuple[str, str, str], list[FieldChange]] = {}
    for part in parts:
        met.setdefault((part.field, part.rules_before, part.rules_after), []).append(part)
    whole = [_one(same) for same in met.values()]
    return sorted(whole, key=lambda c: (-c.postings, c.field, c.rules_before, c.rules_after))


def _one(same: list[FieldChange]) -> FieldChange:
    first = min(same, key=lambda change: change.posting_id)
    rules = (first.rules_before, first.rules_after)
    count = sum(change.postings for change in same)
    return FieldChange(first.field, *rules, count, first.posting_id, first.before, first.after)
