"""Select the postings of a salary report, and give the reason for each one left out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from models.value_text import JOINER
from models.vocab import Flag, Relevance, SalaryStatus
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.employer.company_key import company_key

# Reasons to leave a posting out, in order: the first that applies is given.
NOT_COUNTED = {
    "duplicate": "Another posting of a job that is counted already",
    "not_about": "Not about AI, ML or data",
}
LEFT_OUT = {
    "unread": "Pay not read",
    "absent": "No pay stated",
    "unparsed": "Pay stated, not understood",
    "flagged": "Pay stated, not trusted",
    "one_sided": "Only one end stated (“up to”, “from”)",
    "no_year": "No annual figure: the period is not known",
    "no_rate": "No US dollar figure: no exchange rate for the currency that day",
}
COLUMNS = (
    "source", "company", "role", "level", "country", "ai_relevance", "salary_min", "salary_max",
    "annual_min", "annual_max", "annual_min_usd", "annual_max_usd", "salary_status", "flags",
    "duplicate_of", "pay_of", "first_seen", "last_seen", "rules_version",
)  # fmt: skip
KEPT = ("role", "level", "country", "employer", "midpoint")


@dataclass(frozen=True, slots=True)
class Population:
    """The postings of a report.

    `counted` has a row for each posting that is about AI and not a duplicate, with the columns
    KEPT. `midpoint` (USD a year) is missing where statistics do not use its pay. `reasons` counts
    all others by the keys of NOT_COUNTED and LEFT_OUT. `flags` counts the flagged ones by flag; a
    posting may have several flags.
    """

    total: int
    counted: pd.DataFrame
    reasons: Counter[str]
    flags: Counter[str]
    lent: int
    sources: Counter[str]
    rules: tuple[str, ...]
    since: datetime | None
    until: datetime | None

    @property
    def used(self) -> int:
        """Return the number of postings with pay in the figures."""
        return int(self.counted["midpoint"].notna().sum())

    @property
    def stating(self) -> int:
        """Return how many counted postings state any pay."""
        return len(self.counted) - self.reasons["absent"] - self.reasons["unread"]


def population(rows: Iterable[Any], aliases: Aliases = SHIPPED) -> Population:
    """Return the population of rows that have the JobPosting COLUMNS as attributes.

    `aliases` are other names of employers.
    """
    reasons, flags, sources = Counter[str](), Counter[str](), Counter[str]()
    counted: list[tuple[Any, ...]] = []
    rules, seen, lent = set[str](), set[datetime](), 0
    for row in rows:
        reason = why_left_out(row)
        sources[row.source] += 1
        if reason:
            reasons[reason] += 1
        if reason == "flagged":
            flags.update(str(flag) for flag in row.flags)
        if reason not in NOT_COUNTED:
            counted.append(_kept(row, reason, aliases))
        lent += row.pay_of is not None and not reason
        rules.update({row.rules_version} - {None})
        seen.update({row.first_seen, row.last_seen} - {None})
    frame = _frame(counted)
    span = (min(seen, default=None), max(seen, default=None))
    total = sum(sources.values())
    return Population(total, frame, reasons, flags, lent, sources, tuple(sorted(rules)), *span)


def why_left_out(row: Any) -> str | None:
    """Return why a posting is not in the figures: a key of NOT_COUNTED or LEFT_OUT, or None."""
    if row.duplicate_of is not None:
        return "duplicate"
    if row.ai_relevance == Relevance.NO:
        return "not_about"
    if row.salary_status != SalaryStatus.OK:
        return str(row.salary_status or "unread")
    if row.annual_min_usd is not None and row.annual_max_usd is not None:
        return None
    if (row.salary_min is None) != (row.salary_max is None):
        return "one_sided"
    return "no_year" if row.annual_min is None or row.annual_max is None else "no_rate"


def flag_counts(population: Population) -> list[tuple[str, int]]:
    """Return each flag with its number of postings, in the vocabulary's order."""
    return [(str(flag), population.flags[flag]) for flag in Flag if population.flags[flag]]


def _kept(row: Any, reason: str | None, aliases: Aliases) -> tuple[Any, ...]:
    midpoint = None if reason else float((row.annual_min_usd + row.annual_max_usd) / Decimal(2))
    level = None if row.level is None else str(row.level)
    employer = company_key(row.company or "", aliases) or None
    return row.role, level, _one_country(row.country), employer, midpoint


def _one_country(countries: str | None) -> str | None:
    """Return the country of a posting; None for a job in several countries."""
    named = set((countries or "").split(JOINER))
    return named.pop() or None if len(named) == 1 else None


def _frame(counted: list[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(counted, columns=list(KEPT))
    return frame.astype({**dict.fromkeys(KEPT[:-1], "str"), "midpoint": "float64"})
