"""What a reader of pay is to PayBench: a function, and what it can tell."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from paybench.rows import Row


@dataclass(frozen=True, slots=True)
class Pay:
    """The pay that a reader reads in a text; an open end is None, what it can't tell is empty."""

    min: Decimal | None
    max: Decimal | None
    currency: str = ""
    period: str = ""
    flagged: bool = False


Read = Callable[[Row], Pay | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader under measurement.

    `load` imports its package, so that one that is not installed costs nothing, and returns its
    function. `package` is the name that it is installed by, `tells` what it can tell beside the
    two ends: `currency`, `period`, `flags`.
    """

    name: str
    package: str
    tells: frozenset[str]
    load: Callable[[], Read]


def decimal(value: float | str | Decimal | None) -> Decimal | None:
    """Return a figure as a Decimal, without a float's noise."""
    return None if value is None else Decimal(str(value))
