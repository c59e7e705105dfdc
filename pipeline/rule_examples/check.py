"""Read the example of each row by the row's reader, and name those that don't show their row."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.rule_examples.columns import COLUMNS
from pipeline.rule_examples.employers import EMPLOYERS
from pipeline.rule_examples.exempt import exempt, key
from pipeline.rule_examples.general import GENERAL
from pipeline.rule_examples.heard import Heard
from pipeline.rule_examples.pay import PAY
from pipeline.rule_examples.places import PLACES
from pipeline.rule_examples.requirements import REQUIREMENTS
from pipeline.rule_examples.titles import TITLES
from pipeline.rules.parse import Fault
from pipeline.rules.row import Row
from pipeline.rules.rulebook import read_rules

READERS: Mapping[type[Any], Callable[[Any], Heard]] = {
    **TITLES,
    **PLACES,
    **PAY,
    **REQUIREMENTS,
    **EMPLOYERS,
    **COLUMNS,
    **GENERAL,
}
"""The reader of the examples of each rule file, by the class of its rows."""
NOT_EXEMPT = "it fires on its example: remove it from pipeline/rule_examples/exempt.csv"


def check_examples() -> Iterator[Fault]:
    """Yield a fault for each row in use that its own example does not show, file by file."""
    for kind in READERS:
        yield from examples_of(kind)


def examples_of(kind: type[Any]) -> Iterator[Fault]:
    """Yield the faults of one rule file: an example read otherwise, or a row that fires not.

    A row that is listed in exempt.csv need not fire; it must be read as it says.
    """
    for row in read_rules(kind):
        if words := wrong(row, READERS[kind](row)):
            yield Fault(row.file, row.line, "example", words)


def wrong(row: Row, heard: Heard) -> str:
    """Return what is wrong with an example, by what its reader heard in it; "" if nothing."""
    example = f"{getattr(row, 'example', '')!r}"
    if words := heard.otherwise():
        return f"{example} {words}"
    silent = heard.silent(row)
    if key(row) in exempt():
        return "" if silent else NOT_EXEMPT
    return f"{example} {silent}" if silent else ""
