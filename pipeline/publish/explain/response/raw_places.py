"""Say where each value of a raw posting stands in a response."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from models.raw import PayField, RawPosting
from pipeline.publish.explain.response.leaf import Leaf, common
from pipeline.publish.explain.response.match import Place, candidates, places

TEXTS = (
    *("source_key", "url", "title", "company", "location", "workplace", "employment", "level"),
    *("salary", "posted", "closes", "description_html"),
)
"""The texts of a raw posting that a spider copies."""
CELLS = ("min", "max", "text", "label", "currency", "unit")
"""The cells of a pay field, those first that tell its record from others."""


class RawValue(NamedTuple):
    """A value of a raw posting: its name, such as `title` or `salary_fields[0].min`."""

    name: str
    value: str


def raw_values(raw: RawPosting) -> Iterator[RawValue]:
    """Yield the texts of a raw posting and the cells of its pay fields that are not empty."""
    for name in TEXTS:
        if value := getattr(raw, name):
            yield RawValue(name, value)
    for n, pay in enumerate(raw.salary_fields):
        for cell in fields(pay):
            value = getattr(pay, cell.name)
            if isinstance(value, str) and value:
                yield RawValue(f"salary_fields[{n}].{cell.name}", value)


def raw_places(raw: RawPosting, leaves: Sequence[Leaf]) -> dict[str, tuple[Place, ...]]:
    """Return where the values of a raw posting stand in its record, by name.

    Values that stand nowhere, such as a currency that the source's documents state, are left out.
    """
    titled = candidates(raw.title, leaves)
    found = {
        name: places(value, leaves, name, titled) for name in TEXTS if (value := getattr(raw, name))
    }
    if raw.board and not candidates(raw.company, leaves):
        found.pop("company", None)  # that of the board; a description may name it, too
    for n, pay in enumerate(raw.salary_fields):
        for cell, where in _pay_places(pay, leaves).items():
            found[f"salary_fields[{n}].{cell}"] = where
    return {name: where for name, where in found.items() if where}


def _pay_places(pay: PayField, leaves: Sequence[Leaf]) -> Mapping[str, tuple[Place, ...]]:
    """Return where the cells of one pay field stand: beside each other, where they can."""
    found: dict[str, tuple[Place, ...]] = {}
    near = _best_pair(pay, leaves)
    for cell in CELLS:
        if value := getattr(pay, cell):
            found[cell] = places(value, leaves, cell, near)
            near = near or [place.leaf for place in found[cell]]
    return found


def _best_pair(pay: PayField, leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return the values equal to the lower end that stand nearest to one equal to the upper."""
    lows, highs = (candidates(end, leaves) if end else [] for end in (pay.min, pay.max))
    beside = [each.steps for each in (highs or candidates(pay.label, leaves))]
    if not lows or not beside:
        return highs or lows
    nearest = max(common(each.steps, beside) for each in lows)
    return [each for each in lows if common(each.steps, beside) == nearest]
