"""Gates: the checks a source must pass before its postings are published or closed.

Bounds are the `expectations` of sources/NAME.toml, each with its reason. A source is also compared
with the median of its last healthy runs. This module uses no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from models.run import SourceRun
from pipeline.publish.counted import many
from pipeline.rules.rows.sources import Expectation, Measure
from pipeline.rules.sources import expectations

SHARES = ("pay", "location", "role", "company", "posted_on")
NEVER_ZERO = ("pay", "location", "role", "company")
ENOUGH = 20
"""With this many postings, a field that none of them has is no coincidence."""
FEW = 5
"""A drop of this many postings or fewer is normal on any board."""
DROP = Decimal("0.20")
"""A drop that holds a run: a fifth of the postings, or 20 points of a field's share."""
USABLE = Measure.USABLE
LEAST_USABLE = Decimal("0.80")
"""Where more than a fifth of the records is refused, their format has changed."""
TWICE = 2
"""More than this many times the usual postings gives a warning."""


@dataclass(slots=True)
class Findings:
    """Messages of the gates: missed bounds, what a user may accept, and warnings.

    `dropped` are drops and figures that drifted.
    The advice about a drop (`ACCEPT`) is not in them: a user who accepted it does not need it.
    """

    missed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


def check(
    now: SourceRun,
    before: Sequence[SourceRun],
    *,
    whole: bool,
    lists_all: bool,
    refused: int = 0,
) -> Findings:
    """Return the findings on a source's run; `before` has its last healthy runs.

    `refused` is how many of its records could not be used.

    For a run that is not `whole`, only the shares are checked, not the number of postings. A source
    that does not list everything (`lists_all`) may have fewer postings at any time.
    """
    found = Findings()
    mine = [g for g in expectations() if g.source == now.source]
    for gate in mine:
        if gate.measure == USABLE:
            continue
        if whole or gate.measure != "postings":
            _bounds(now, gate, found)
    _usable(now, refused, next((g for g in mine if g.measure == USABLE), None), found)
    _zeros(now, {gate.measure for gate in mine if gate.minimum is not None}, found)
    if before:
        if whole:
            _compare_count(now, before, found, lists_all=lists_all)
        for name in SHARES:
            _compare_share(name, now, before, found)
    return found


def _bounds(now: SourceRun, gate: Expectation, found: Findings) -> None:
    value = _value(gate.measure, now)
    shown = f"{now.source}: {gate.measure} is {value:.4g} of {now.postings} postings seen"
    if gate.minimum is not None and value < gate.minimum:
        found.missed.append(
            f"{shown}, at least {gate.minimum} is expected: {gate.why} Look at the source's pages "
            "and log; if it has changed for good, change its expectations in "
            f"rules/sources/{now.source}.toml"
        )
    if gate.maximum is not None and value > gate.maximum:
        found.warned.append(f"{shown}, at most {gate.maximum} is expected: {gate.why}")


def _usable(now: SourceRun, refused: int, gate: Expectation | None, found: Findings) -> None:
    """Hold a run with too many refused records: their format may have changed."""
    least = gate.minimum if gate and gate.minimum is not None else LEAST_USABLE
    total = now.postings + refused
    if now.postings < least * total and refused > FEW:
        found.missed.append(
            f"{now.source}: {refused} of {total} records were refused, at least {least} of them "
            "must be usable: look at `payband quarantine list`; if this is normal, declare it in "
            f"rules/sources/{now.source}.toml: {_declare(USABLE, 'SHARE')}"
        )


def _zeros(now: SourceRun, declared: set[str], found: Findings) -> None:
    if now.postings < ENOUGH:
        return
    for name in NEVER_ZERO:
        if getattr(now, name) == 0 and f"{name}_share" not in declared:
            found.missed.append(
                f"{now.source}: {name}_share is 0 of {now.postings} postings seen: has the field "
                f"moved? If not, declare it in rules/sources/{now.source}.toml: "
                f"{_declare(f'{name}_share', '0')}"
            )


def _declare(measure: str, minimum: str) -> str:
    """Return words for the table that declares a bound."""
    return f'[[expectations]] with measure = "{measure}", minimum = {minimum}, why = "WHY"'


def _compare_count(
    now: SourceRun, before: Sequence[SourceRun], found: Findings, *, lists_all: bool
) -> None:
    usual = median(run.postings for run in before)
    words = f"{now.source}: {now.postings} postings seen; {_usual(before)} {usual:g}"
    if lists_all and now.postings < float(1 - DROP) * usual and usual - now.postings > FEW:
        found.dropped.append(f"{words}: less than four fifths")
    if now.postings > TWICE * usual and now.postings - usual > FEW:
        found.warned.append(f"{words}: more than twice as many")


def _compare_share(name: str, now: SourceRun, before: Sequence[SourceRun], found: Findings) -> None:
    usual = median(_share(name, run) for run in before)
    fall = usual - _share(name, now)
    if fall >= DROP and fall * now.postings > FEW:
        found.dropped.append(
            f"{now.source}: {name}_share is {_share(name, now):.0%} of {now.postings} postings "
            f"seen; {_usual(before)} {usual:.0%}: 20 points less or more"
        )


ACCEPT = "Look at the source's pages and log; if it is really so, run it with --accept-drop"


def _usual(before: Sequence[SourceRun]) -> str:
    return f"the median of its last {many(len(before), 'healthy run')} is"


def _value(measure: str, now: SourceRun) -> Decimal:
    if measure == "postings":
        return Decimal(now.postings)
    return _share(measure.removesuffix("_share"), now)


def _share(name: str, run: SourceRun) -> Decimal:
    return Decimal(getattr(run, name)) / run.postings if run.postings else Decimal(0)
