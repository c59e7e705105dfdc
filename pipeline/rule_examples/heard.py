"""What a reader made of a row's example: the rows that fired, the value read and the one meant."""

from collections.abc import Collection
from typing import Any, NamedTuple

from pipeline.rule_examples.same_words import twins
from pipeline.rules.row import Row
from pipeline.text.fold import fold


class Heard(NamedTuple):
    """The rows that fired on an example, by file and line, what was read, and what was meant.

    `fired` is None where the readers don't tell which row of the file it was.
    """

    fired: Collection[str] | None
    read: Any = None
    meant: Any = None

    def otherwise(self) -> str:
        """Return how the example is read, and how it should be; "" if they are the same."""
        if self.read == self.meant:
            return ""
        return f"is read as {_said(self.read)}, not as {_said(self.meant)}"

    def silent(self, row: Row) -> str:
        """Return that the row did not fire, and which rows of its file did; "" if it fired."""
        if self.fired is None or not twins(row).isdisjoint(self.fired):
            return ""
        others = sorted(rule for rule in self.fired if rule.startswith(row.file))
        instead = f"; {', '.join(others)} did" if others else ""
        return f"does not make this row fire{instead}"


def _said(value: Any) -> str:
    if isinstance(value, set | frozenset | list | tuple):
        return ", ".join(map(_said, value)) or "nothing"
    return "nothing" if value is None or value == "" else repr(str(value))


def holds(row: Row, words: str) -> Collection[str]:
    """Return the row itself where its example has these words, in any case and without accents.

    For words that leave no trace in the result, such as those that are left out.
    """
    example = str(getattr(row, "example", ""))
    alike = fold(words) in fold(example) or words.casefold() in example.casefold()
    return {row.source} if alike else ()
