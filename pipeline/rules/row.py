"""Declare the rows of rule files: their columns, the values allowed, and what each means."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Self


class Choice(StrEnum):
    """The values that a column allows, each with what it means: `WORD = "word", "anywhere"`."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Return a value with its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class NoValue(Choice):
    """The values of a column that is empty in every row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a rule file. A subclass names its `file` and declares a field for each column.

    `key` has the columns that no two rows share, in any case of letters unless `cased`; empty if
    rows may repeat. `ordered` says that the order of the rows matters.
    """

    file: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ()
    cased: ClassVar[bool] = False
    ordered: ClassVar[bool] = False

    line: int = field(default=0, kw_only=True, compare=False, repr=False)

    @property
    def source(self) -> str:
        """Where the row is: `title/levels.csv:31`, the file in rules/ and the line there."""
        return f"{self.file}:{self.line}"

    def contradiction(self) -> tuple[str, str] | None:
        """Return a column whose cell contradicts another cell of the row, and why; or None."""
        return None


# Notes for the type of a column: `phrase: Annotated[str, FILLED]`.


@dataclass(frozen=True, slots=True)
class Doc:
    """What the column means, for pipeline/rules/README.md."""

    text: str


class Filled:
    """The cell must not be empty."""


@dataclass(frozen=True, slots=True)
class Among:
    """The cell is text with one of these values, or with several of them (`many`) and spaces."""

    values: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Refers:
    """The cell has a value of a column of another file, or several (`many`) with spaces."""

    file: str
    column: str
    many: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The cell is a number, at least `least`; `why` says what for and what to do instead."""

    least: int
    why: str


class Regex:
    """The cell is a regular expression."""


FILLED = Filled()
REGEX = Regex()


def among(values: Iterable[str], *, many: bool = False) -> Among:
    """Return the note for a column of text that allows these values."""
    return Among(tuple(map(str, values)), many)
