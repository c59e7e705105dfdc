"""Bogus pay of a table, by kind, with examples."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.vocab import Flag
from pipeline.publish.audit.audit_row import AuditRow

WORDS = {
    Flag.PLACEHOLDER: "typed only to fill the field",
    Flag.INVERTED: "lower end above the upper end",
    Flag.TOO_WIDE: "upper end ten times the lower or more",
    Flag.BELOW_FLOOR: "below what is paid for that time",
    Flag.ABOVE_CEILING: "above what is paid for that time",
    Flag.SCALE_SUSPECT: "wrong by a thousand",
    Flag.PERIOD_MISMATCH: "pay of another period: a month or an hour given as a year",
    Flag.MIXED_CURRENCY: "two currencies in one range",
    Flag.UNREAD_FIGURE: "another figure of the range or field was not understood",
    Flag.ESTIMATE: "the board\u2019s own estimate",
    Flag.NOT_BASE: "not base pay: on-target earnings or a whole package",
}
"""What each flag says, for a reader who doesn't know them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row with bogus pay: what is stated, by whom, and why it is not trusted."""

    row: int
    key: str
    employer: str
    title: str
    text: str
    flags: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One kind of bogus pay: a flag, its meaning, the number of rows and of employers."""

    flag: str
    words: str
    rows: int
    employers: int


def fault(row: AuditRow) -> Fault:
    """Return what is told of a row with flagged pay."""
    words = row.text, row.flags, row.reason
    return Fault(row.number, row.key, row.employer, row.title, *words)


def kinds(found: Sequence[Fault]) -> list[FaultKind]:
    """Return the kinds of bogus pay, the most frequent first. A row may be of several kinds."""
    counts = Counter(flag for fault in found for flag in fault.flags)
    return [
        FaultKind(flag, WORDS[Flag(flag)], count, len(_employers(found, flag)))
        for flag, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def examples(found: Sequence[Fault], flag: str, most: int = 5) -> list[Fault]:
    """Return examples of one kind, of as many employers as there are."""
    mine = [fault for fault in found if flag in fault.flags]
    firsts = list({fault.employer: fault for fault in reversed(mine)}.values())[::-1]
    others = [fault for fault in mine if fault not in firsts]
    return [*firsts, *others][:most]


def _employers(found: Sequence[Fault], flag: str) -> set[str]:
    return {fault.employer for fault in found if flag in fault.flags and fault.employer}
