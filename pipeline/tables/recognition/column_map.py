"""The mapping of a table's columns to their meanings, found or given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.rules.rows.tables import Meaning


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column and its meaning, with what its name states about pay.

    `currency` is an ISO code, `period` a word for a time, `scale` 1,000 for amounts in thousands.
    `strict` means that the name is one of RawPosting's: a time that can't be read is an error.
    """

    column: str
    meaning: Meaning
    currency: str = ""
    period: str = ""
    scale: int = 1
    strict: bool = False

    @property
    def words(self) -> str:
        """The meaning in words, such as `lower end of pay, in thousands`."""
        stated = (
            f"in {self.currency}" if self.currency else "",
            f"for one {self.period}" if self.period else "",
            "in thousands" if self.scale != 1 else "",
        )
        return ", ".join(filter(None, (self.meaning.meaning, *stated)))


@dataclass(frozen=True)
class ColumnMap:
    """Which column has which meaning; `left` are the columns without one, in their order.

    `kept` are columns of Payband's own export that stay as they are.
    """

    uses: tuple[ColumnUse, ...]
    left: tuple[str, ...]
    shape: str = ""
    kept: tuple[str, ...] = ()

    @cached_property
    def by_meaning(self) -> Mapping[Meaning, ColumnUse]:
        """The column of each meaning."""
        return {use.meaning: use for use in self.uses}

    def lines(self) -> Sequence[str]:
        """Return a line for each mapped column: `min_amount → lower end of pay`."""
        return [f"{use.column} \u2192 {use.words}" for use in self.uses]
